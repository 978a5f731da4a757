"""What comes back from the two picture routes, as a stream of events or as one body, in the shapes that servers really send."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from rxfeed.domain.errors import Decision, EngineFailed
from rxfeed.engines.openai_client import plain
from rxfeed.engines.openai_config import OpenAIConfig
from rxfeed.engines.openai_errors import from_event, told_in_stream
from rxfeed.engines.openai_parameters import Request
from rxfeed.engines.openai_sentences import HALF

if TYPE_CHECKING:
    from openai import AsyncOpenAI, AsyncStream

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Partial:
    """A forming picture, still encoded."""

    encoded: str
    number: int
    """From 0."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The finished picture, still encoded or still elsewhere, and what the server said about it."""

    encoded: str = ""
    address: str = ""
    usage: object = None


async def answers(client: AsyncOpenAI, config: OpenAIConfig, request: Request, estimate: int) -> AsyncGenerator[Partial | Answer, None]:
    """Make one call and give what comes of it; an `Answer` is the last thing. Raises what the SDK raises, and `EngineFailed`."""
    until = asyncio.get_running_loop().time() + config.deadline
    route = client.images.edit if request.edit else client.images.generate
    made = await _patiently(route(**request.arguments), config, until)
    if not request.arguments.get("stream"):
        yield _finished(plain(made))
        return
    async with made as stream:
        if not _is_event_stream(stream):
            body = await _patiently(stream.response.aread(), config, until)
            yield _finished(plain(json.loads(body)))
            return
        async for answer in _from_events(stream, config, until, estimate):
            yield answer


async def _from_events(stream: AsyncStream[Any], config: OpenAIConfig, until: float, estimate: int) -> AsyncGenerator[Partial | Answer, None]:
    """The stream is waited for one event at a time: a limit around a `yield` would strike whoever is reading."""
    partials = 0
    while True:
        with told_in_stream(model=config.model, estimate=estimate, partials=partials):
            event = await _patiently(anext(stream, None), config, until)
        if event is None:
            raise EngineFailed(HALF, decision=Decision.RETRY, cost=estimate)
        event = plain(event)
        kind = str(event.get("type") or "")
        if kind.endswith("partial_image"):
            yield Partial(str(event.get("b64_json") or ""), partials)
            partials += 1
        elif kind.endswith("completed"):
            yield _finished(event)
            return
        elif kind == "error":
            raise from_event(event, model=config.model, estimate=estimate, partials=partials)


def _is_event_stream(stream: AsyncStream[Any]) -> bool:
    return str(stream.response.headers.get("content-type", "")).startswith("text/event-stream")


def _finished(body: Mapping[str, Any]) -> Answer:
    """From a body with `data`, or from an event that is the picture itself. Raises `ValueError`."""
    found = body.get("data", [body])
    if not isinstance(found, list) or not found or not isinstance(found[0], Mapping):
        raise ValueError("no picture in the answer")
    picture = found[0]
    encoded, address = picture.get("b64_json"), picture.get("url")
    if not isinstance(encoded, str) and isinstance(address, str) and address.startswith("data:"):
        encoded, address = address, None
    if not isinstance(encoded, str) and not isinstance(address, str):
        raise ValueError("neither a picture nor an address in the answer")
    return Answer(
        encoded=encoded if isinstance(encoded, str) else "",
        address=address if isinstance(address, str) and not isinstance(encoded, str) else "",
        usage=body.get("usage"),
    )


async def _patiently(work: Awaitable[T], config: OpenAIConfig, until: float) -> T:
    """Wait for one thing, at most the allowed silence and never past the deadline. Raises `TimeoutError`."""
    async with asyncio.timeout_at(min(until, asyncio.get_running_loop().time() + config.timeout)):
        return await work
