"""Whatever a server says, what comes out is a picture or a sentence."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import httpx2
from hypothesis import given, settings
from hypothesis import strategies as st

from rxfeed.domain.errors import EngineFailed
from rxfeed.engines.openai_config import OpenAIConfig
from rxfeed.engines.openai_images import OpenAIImages
from rxfeed.engines.openai_text import OpenAIText
from tests.engines.openai.orders import drawn, order, picture

KEYS = st.sampled_from([
    "data", "b64_json", "url", "usage", "type", "error", "code", "param", "message", "results", "flagged", "categories", "choices", "content",
    "input_tokens", "output_tokens", "input_tokens_details", "text_tokens", "revised_prompt", "finish_reason", "refusal", "id", "moderation_details",
])
WORDS = st.sampled_from([
    "", "completed", "image_generation.completed", "image_edit.partial_image", "error", "moderation_blocked", "AAAA", "/x.png", "http://[",
])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.text(max_size=20)
BODIES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12)
STATUSES = st.sampled_from([200, 200, 200, 201, 204, 302, 400, 401, 404, 418, 429, 451, 500, 503])
KINDS = st.sampled_from(["application/json", "text/event-stream", "text/html", ""])


class Says(httpx2.AsyncBaseTransport):
    """Says the same to every request."""

    def __init__(self, status: int, kind: str, body: bytes) -> None:
        self._answer = (status, {"content-type": kind}, body)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        status, headers, body = self._answer
        return httpx2.Response(status, headers=headers, content=body, request=request)


def ends_well(work: Callable[[], Awaitable[Any]]) -> None:
    """Either it ends, or it says why not."""

    async def run() -> None:
        with suppress(EngineFailed):
            await work()

    asyncio.run(run())


@settings(deadline=None, max_examples=60)
@given(status=STATUSES, kind=KINDS, body=BODIES, streaming=st.booleans(), event=st.booleans())
def test_pictures(status: int, kind: str, body: Any, streaming: bool, event: bool) -> None:
    said = json.dumps(body).encode()
    transport = Says(status, kind, b"data: %s\n\n" % said if event else said)
    engine = OpenAIImages(OpenAIConfig(key="sk-good", streaming=streaming, base_url="http://127.0.0.1:9/v1", timeout=5.0), transport)
    ends_well(lambda: drawn(engine, order()))
    ends_well(engine.check)


@settings(deadline=None, max_examples=40)
@given(status=STATUSES.filter(lambda status: status < 409), kind=KINDS, body=BODIES)
def test_safety(status: int, kind: str, body: Any) -> None:
    """Without the statuses after which the SDK would wait and ask again."""
    engine = OpenAIImages(OpenAIConfig(key="sk-good", timeout=5.0), Says(status, kind, json.dumps(body).encode()))
    ends_well(lambda: engine.moderate_prompt("a fox"))
    ends_well(lambda: engine.moderate_picture(picture(8, 8), "image/png"))


@settings(deadline=None, max_examples=40)
@given(status=STATUSES, kind=KINDS, body=BODIES)
def test_words(status: int, kind: str, body: Any) -> None:
    text = OpenAIText(OpenAIConfig(key="sk-good", text_model="gpt-5.4-nano", timeout=5.0), Says(status, kind, json.dumps(body).encode()))
    ends_well(lambda: text.improve("a fox", ""))
    ends_well(lambda: text.describe(picture(8, 8), "image/png", "en", ""))


@settings(deadline=None, max_examples=40)
@given(body=st.binary(max_size=200), streaming=st.booleans(), kind=KINDS)
def test_bytes(body: bytes, streaming: bool, kind: str) -> None:
    engine = OpenAIImages(OpenAIConfig(key="sk-good", streaming=streaming, timeout=5.0), Says(200, kind, body))
    ends_well(lambda: drawn(engine, order()))
