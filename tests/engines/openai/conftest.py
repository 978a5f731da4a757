"""A running fake, and engines that ask it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from rxfeed.engines.openai_config import OpenAIConfig
from rxfeed.engines.openai_images import OpenAIImages
from rxfeed.engines.openai_text import OpenAIText
from tests.fakes.openai.process import FakeOpenAI, running

Engine = Callable[..., OpenAIImages]
HEAD_OF_STREAM = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n"


@pytest.fixture(scope="session")
def fake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeOpenAI]:
    with running(tmp_path_factory.mktemp("openai") / "tally.jsonl", "--small") as server:
        yield server


@pytest.fixture
async def engine(fake: FakeOpenAI) -> AsyncIterator[Engine]:
    """Makes image engines; `place` chooses the server within the fake, all else goes into the config."""
    made: list[OpenAIImages] = []

    def make(*, place: str = "", **given: Any) -> OpenAIImages:
        base = {"key": "sk-good", "base_url": f"{fake.origin}{place}/v1", "model": "gpt-image-2.5-flare", "timeout": 10.0}
        made.append(OpenAIImages(OpenAIConfig(**{**base, **given})))
        return made[-1]

    yield make
    for one in made:
        await one.close()


@pytest.fixture
async def text(fake: FakeOpenAI) -> AsyncIterator[OpenAIText]:
    made = OpenAIText(OpenAIConfig(key="sk-good", base_url=fake.url, text_model="gpt-5.4-nano", timeout=10.0))
    yield made
    await made.close()


@asynccontextmanager
async def raw_server(answer: bytes, *, again: bytes = b"", pause: float = 0.0) -> AsyncIterator[str]:
    """A server that says the same bytes to everyone, `again` for ever after where given, and hangs up. Gives its base URL."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        try:
            writer.write(answer)
            await writer.drain()
            while again:
                writer.write(again)
                await writer.drain()
                await asyncio.sleep(pause)
        except ConnectionError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
