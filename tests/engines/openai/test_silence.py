"""Servers that fall silent, and people who don't want to wait."""

from __future__ import annotations

import asyncio
from contextlib import aclosing

import pytest

from rxfeed.domain.errors import Decision, EngineFailed
from rxfeed.domain.ports_engines import Forming
from rxfeed.engines.openai_sentences import SILENT
from tests.engines.openai.conftest import HEAD_OF_STREAM, Engine, raw_server
from tests.engines.openai.orders import drawn, order
from tests.fakes.openai.process import FakeOpenAI

SILENCES = ["fault:stall", "fault:stallfirst", "fault:mute"]


@pytest.mark.parametrize("prompt", SILENCES)
async def test_silence_ends_the_call(engine: Engine, fake: FakeOpenAI, prompt: str) -> None:
    made, asked = engine(timeout=0.6), order(prompt)
    begun = asyncio.get_running_loop().time()
    with pytest.raises(EngineFailed) as failure:
        await drawn(made, asked)
    assert asyncio.get_running_loop().time() - begun < 5
    assert (failure.value.message, failure.value.decision, failure.value.cost) == (SILENT, Decision.RETRY_LATER, made.estimate(asked))
    assert len(fake.hits(asked.call_id)) == 1


async def test_noise_that_is_no_event_does_not_keep_a_call_alive(engine: Engine) -> None:
    async with raw_server(HEAD_OF_STREAM, again=b": still here\n\n", pause=0.1) as url:
        with pytest.raises(EngineFailed) as failure:
            await drawn(engine(base_url=url, timeout=0.6), order())
    assert failure.value.message == SILENT


async def test_the_deadline_ends_a_call_that_goes_on_and_on(engine: Engine) -> None:
    event = b'data: {"type": "image_generation.partial_image", "b64_json": "AAAA", "partial_image_index": 0}\n\n'
    async with raw_server(HEAD_OF_STREAM, again=event, pause=0.1) as url:
        with pytest.raises(EngineFailed) as failure:
            await drawn(engine(base_url=url, timeout=5.0, deadline=0.8), order())
    assert failure.value.message == SILENT


@pytest.mark.parametrize("prompt", [*SILENCES, "fault:slow:30"])
async def test_cancelling_takes_effect_within_two_seconds(engine: Engine, fake: FakeOpenAI, prompt: str) -> None:
    made, asked = engine(), order(prompt)
    task = asyncio.create_task(drawn(made, asked))
    await asyncio.to_thread(fake.wait_for_hit, asked.call_id)
    begun = asyncio.get_running_loop().time()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert asyncio.get_running_loop().time() - begun < 2
    assert len(fake.hits(asked.call_id)) == 1


async def test_cancelling_inside_a_wait_of_ones_own(engine: Engine) -> None:
    """The engine tells a stranger's time limit from its own."""
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.8):
            await drawn(engine(), order("fault:stall"))


async def test_leaving_the_loop_closes_the_connection() -> None:
    gone = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        event = b'data: {"type": "image_generation.partial_image", "b64_json": "' + _tiny() + b'"}\n\n'
        writer.write(HEAD_OF_STREAM + event)
        while await reader.read(65_536):
            pass
        gone.set()
        writer.close()

    from rxfeed.engines.openai_config import OpenAIConfig
    from rxfeed.engines.openai_images import OpenAIImages

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        made = OpenAIImages(OpenAIConfig(key="sk-good", base_url=f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"))
        async with aclosing(made.draw(order())) as coming:
            async for answer in coming:
                assert isinstance(answer, Forming)
                break
        await asyncio.wait_for(gone.wait(), 5)
        await made.close()


def _tiny() -> bytes:
    import base64

    from tests.engines.openai.orders import picture

    return base64.b64encode(picture(16, 16))
