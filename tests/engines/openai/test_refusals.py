"""Every way a server says no: its own sentence, its own decision, the money that may be gone, and never a second request."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx2
import pytest

from rxfeed.domain.errors import Decision, EngineFailed
from rxfeed.domain.ports_engines import Size
from rxfeed.engines import openai_sentences as sentences
from rxfeed.engines.openai_config import OpenAIConfig
from rxfeed.engines.openai_errors import retry_after
from rxfeed.engines.openai_images import OpenAIImages
from tests.engines.openai.conftest import Engine, raw_server
from tests.engines.openai.orders import drawn, order, picture
from tests.fakes.openai.process import FakeOpenAI

SPENT = True
FREE = False

BY_PROMPT = {
    "fault:400": (sentences.REQUEST_REFUSED, Decision.TELL_ADMIN, FREE),
    "fault:403": (sentences.NO_PERMISSION, Decision.TELL_ADMIN, FREE),
    "fault:429": (sentences.TOO_MANY, Decision.RETRY_LATER, FREE),
    "fault:500": (sentences.SERVER_ERROR, Decision.RETRY, SPENT),
    "fault:503": (sentences.BUSY, Decision.RETRY_LATER, SPENT),
    "fault:quota": (sentences.NO_MONEY, Decision.TELL_ADMIN, FREE),
    "fault:blocked": (sentences.NOT_ALLOWED, Decision.CHANGE_PROMPT, FREE),
    "fault:blockedoutput": (sentences.RESULT_NOT_ALLOWED, Decision.CHANGE_PROMPT, FREE),
    "fault:redirect": (sentences.REDIRECTED, Decision.TELL_ADMIN, FREE),
    "fault:garbage": (sentences.GARBAGE, Decision.TELL_ADMIN, SPENT),
    "fault:notpicture": (sentences.NOT_A_PICTURE, Decision.TELL_ADMIN, SPENT),
    "fault:truncated": (sentences.NOT_A_PICTURE, Decision.TELL_ADMIN, SPENT),
    "fault:wrongsize": (sentences.WRONG_SIZE, Decision.TELL_ADMIN, SPENT),
    "x" * 32_001: (sentences.PROMPT_REFUSED, Decision.CHANGE_PROMPT, FREE),
    "": (sentences.PROMPT_REFUSED, Decision.CHANGE_PROMPT, FREE),
}
IN_STREAM = {
    "fault:half": (sentences.HALF, Decision.RETRY, SPENT),
    "fault:errorevent": (sentences.SERVER_ERROR, Decision.RETRY, SPENT),
    "fault:blockedlate": (sentences.NOT_ALLOWED, Decision.CHANGE_PROMPT, SPENT),
    "fault:garbageevent": (sentences.GARBAGE, Decision.TELL_ADMIN, SPENT),
}


@pytest.mark.parametrize(
    ("prompt", "streaming"), [*((prompt, False) for prompt in BY_PROMPT), *((prompt, True) for prompt in BY_PROMPT | IN_STREAM)],
    ids=lambda value: str(value)[:20] or "empty",
)
async def test_by_prompt(engine: Engine, fake: FakeOpenAI, prompt: str, streaming: bool) -> None:
    sentence, decision, spent = (BY_PROMPT | IN_STREAM)[prompt]
    made, asked = engine(streaming=streaming), order(prompt)
    with pytest.raises(EngineFailed) as failure:
        await drawn(made, asked)
    assert (failure.value.message, failure.value.decision) == (sentence, decision)
    assert (failure.value.cost > 0) == spent
    assert len(fake.hits(asked.call_id)) == 1


BY_KEY = {
    "sk-wrong": (sentences.KEY_REFUSED, Decision.TELL_ADMIN, 0.0),
    "": (sentences.KEY_REFUSED, Decision.TELL_ADMIN, 0.0),
    "sk-unverified": (sentences.NO_PERMISSION, Decision.TELL_ADMIN, 0.0),
    "sk-poor": (sentences.NO_MONEY, Decision.TELL_ADMIN, 0.0),
    "sk-limited": (sentences.TOO_MANY, Decision.RETRY_LATER, 7.0),
}


@pytest.mark.parametrize("key", BY_KEY)
async def test_by_key(engine: Engine, fake: FakeOpenAI, key: str) -> None:
    sentence, decision, wait = BY_KEY[key]
    asked = order()
    with pytest.raises(EngineFailed) as failure:
        await drawn(engine(key=key), asked)
    assert (failure.value.message, failure.value.decision, failure.value.retry_after, failure.value.cost) == (sentence, decision, wait, 0)
    assert len(fake.hits(asked.call_id)) == 1


async def test_unknown_model(engine: Engine) -> None:
    with pytest.raises(EngineFailed, match="no model called gpt-image-9") as failure:
        await drawn(engine(model="gpt-image-9"), order())
    assert (failure.value.decision, failure.value.cost) == (Decision.TELL_ADMIN, 0)


async def test_an_address_without_the_route(engine: Engine, fake: FakeOpenAI) -> None:
    with pytest.raises(EngineFailed) as failure:
        await drawn(engine(base_url=f"{fake.origin}/v2"), order())
    assert (failure.value.message, failure.value.decision, failure.value.cost) == (sentences.ROUTE_UNKNOWN, Decision.TELL_ADMIN, 0)


async def test_a_setting_that_the_model_does_not_know(engine: Engine) -> None:
    with pytest.raises(EngineFailed, match="the setting background") as failure:
        await drawn(engine(model="gpt-image-2"), order(transparent=True))
    assert (failure.value.decision, failure.value.cost) == (Decision.TELL_ADMIN, 0)


@pytest.mark.parametrize("size", [Size(1000, 1000), Size(512, 512), Size(3856, 1296), Size(3072, 1008)])
async def test_a_size_that_the_model_does_not_know(engine: Engine, size: Size) -> None:
    with pytest.raises(EngineFailed, match="the setting size") as failure:
        await drawn(engine(), order(size=size))
    assert failure.value.cost == 0


async def test_too_many_references(engine: Engine) -> None:
    with pytest.raises(EngineFailed) as failure:
        await drawn(engine(), order(references=(picture(),) * 17))
    assert (failure.value.message, failure.value.decision, failure.value.cost) == (sentences.REFERENCE_REFUSED, Decision.CHANGE_PROMPT, 0)


@pytest.mark.parametrize("prompt", ["fault:429:12", "fault:503:12"])
async def test_retry_after_is_handed_on(engine: Engine, prompt: str) -> None:
    with pytest.raises(EngineFailed) as failure:
        await drawn(engine(), order(prompt))
    assert (failure.value.retry_after, failure.value.decision) == (12.0, Decision.RETRY_LATER)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0.0), ({"retry-after": "3"}, 3.0), ({"retry-after": "1.5"}, 1.5), ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after": "-4"}, 0.0), ({"retry-after": "soon"}, 0.0), ({"retry-after": "1e12"}, 86_400.0), ({"retry-after": "nan"}, 0.0),
        ({"retry-after": format_datetime(datetime.now(UTC) - timedelta(hours=1), usegmt=True)}, 0.0),
    ],
)
def test_reading_retry_after(headers: dict[str, str], seconds: float) -> None:
    assert retry_after(headers) == seconds


def test_reading_retry_after_as_a_date() -> None:
    at = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert 85 < retry_after({"retry-after": at}) <= 90


async def test_nobody_listens(engine: Engine) -> None:
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    with pytest.raises(EngineFailed) as failure:
        await drawn(engine(base_url=f"http://127.0.0.1:{port}/v1"), order())
    assert (failure.value.message, failure.value.decision, failure.value.cost) == (sentences.UNREACHABLE, Decision.RETRY_LATER, 0)


class Nowhere(httpx2.AsyncBaseTransport):
    """A host that nobody has heard of, or one that never picks up."""

    def __init__(self, accident: Exception) -> None:
        self._accident = accident

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        raise self._accident


@pytest.mark.parametrize(("accident", "sentence"), [
    (httpx2.ConnectError("Name or service not known"), sentences.UNREACHABLE), (httpx2.ConnectTimeout("timed out"), sentences.SILENT),
])
async def test_no_connection_no_cost(accident: Exception, sentence: str) -> None:
    with pytest.raises(EngineFailed) as failure:
        await drawn(OpenAIImages(OpenAIConfig(key="sk-good"), Nowhere(accident)), order())
    assert (failure.value.message, failure.value.decision, failure.value.cost) == (sentence, Decision.RETRY_LATER, 0)


HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: "
RAW = {
    "hangs up at once": (b"", sentences.LOST),
    "hangs up inside a stream": (HEAD + b"text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n5\r\ndata:\r\n", sentences.LOST),
    "hangs up inside a body": (HEAD + b'application/json\r\ncontent-length: 999\r\n\r\n{"data": [', sentences.LOST),
    "no HTTP at all": (b"SSH-2.0-OpenSSH_9.9\r\n", sentences.LOST),
    "broken JSON": (HEAD + b'application/json\r\ncontent-length: 9\r\n\r\n{"data": ', sentences.GARBAGE),
    "a list": (HEAD + b"application/json\r\ncontent-length: 2\r\n\r\n[]", sentences.GARBAGE),
    "no data": (HEAD + b"application/json\r\ncontent-length: 2\r\n\r\n{}", sentences.GARBAGE),
    "empty data": (HEAD + b'application/json\r\ncontent-length: 11\r\n\r\n{"data":[]}', sentences.GARBAGE),
    "null data": (HEAD + b'application/json\r\ncontent-length: 13\r\n\r\n{"data":null}', sentences.GARBAGE),
    "empty stream": (HEAD + b"text/event-stream\r\ncontent-length: 0\r\n\r\n", sentences.HALF),
    "only done": (HEAD + b"text/event-stream\r\ncontent-length: 14\r\n\r\ndata: [DONE]\n\n", sentences.HALF),
}


@pytest.mark.parametrize("name", RAW)
async def test_broken_servers(engine: Engine, name: str) -> None:
    said, sentence = RAW[name]
    async with raw_server(said) as url:
        made, asked = engine(base_url=url), order()
        with pytest.raises(EngineFailed) as failure:
            await drawn(made, asked)
    assert failure.value.message == sentence
    assert failure.value.cost == made.estimate(asked) > 0


async def test_the_log_names_the_accident_and_nothing_private(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(EngineFailed):
        await drawn(engine(key="sk-wrong"), order("a secret garden"))
    assert "invalid_api_key" in caplog.text
    assert "sk-wrong" not in caplog.text
    assert "garden" not in caplog.text
