"""The free check of key and model."""

from __future__ import annotations

import pytest

from rxfeed.domain.errors import Decision, EngineFailed
from rxfeed.engines import openai_sentences as sentences
from tests.engines.openai.conftest import Engine, raw_server
from tests.fakes.openai.process import FakeOpenAI


async def test_all_is_well_and_costs_nothing(engine: Engine, fake: FakeOpenAI) -> None:
    before = len(fake.tally())
    await engine().check()
    assert len(fake.tally()) == before


@pytest.mark.parametrize(("given", "sentence"), [
    ({"key": "sk-wrong"}, sentences.KEY_REFUSED),
    ({"key": ""}, sentences.KEY_MISSING),
    ({"key": "sk-unverified"}, sentences.NO_PERMISSION),
    ({"model": "gpt-image-9"}, sentences.MODEL_UNKNOWN),
])
async def test_what_is_wrong(engine: Engine, given: dict[str, str], sentence: str) -> None:
    with pytest.raises(EngineFailed) as failure:
        await engine(**given).check()
    assert (failure.value.message, failure.value.decision, failure.value.cost) == (sentence, Decision.TELL_ADMIN, 0)


async def test_nobody_there(engine: Engine) -> None:
    with pytest.raises(EngineFailed) as failure:
        await engine(base_url="http://127.0.0.1:9/v1").check()
    assert failure.value.message == sentences.UNREACHABLE


async def test_something_else_is_there(engine: Engine) -> None:
    page = b"<html>Welcome to nginx</html>"
    async with raw_server(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\ncontent-length: %d\r\n\r\n%s" % (len(page), page)) as url:
        with pytest.raises(EngineFailed) as failure:
            await engine(base_url=url).check()
    assert failure.value.message == sentences.GARBAGE


async def test_silence(engine: Engine) -> None:
    async with raw_server(b"HTTP/1.1 200 OK\r\n", again=b"x-wait: 1\r\n", pause=0.1) as url:
        with pytest.raises(EngineFailed) as failure:
            await engine(base_url=url, timeout=0.5).check()
    assert failure.value.message == sentences.SILENT
