"""The safety check, before for words and after for pictures."""

from __future__ import annotations

import asyncio

import pytest

from rxfeed.domain.errors import Decision, EngineFailed
from rxfeed.engines import openai_sentences as sentences
from rxfeed.engines.openai_sentences import PICTURE_SENTENCE, PROMPT_SENTENCES
from tests.engines.openai.conftest import Engine
from tests.engines.openai.orders import drawn, order
from tests.fakes.openai.process import FakeOpenAI


@pytest.mark.parametrize("prompt", ["a harbour", "ein Fuchs im Schnee", "🦊" * 50, "قارب"])
async def test_harmless_prompts_pass(engine: Engine, fake: FakeOpenAI, prompt: str) -> None:
    before = len(fake.tally())
    await engine().moderate_prompt(prompt)
    assert len(fake.tally()) == before


@pytest.mark.parametrize(("word", "category"), [
    ("nude", "sexual"), ("gore", "violence"), ("slur", "hate"), ("bully", "harassment"), ("cutting", "self-harm"),
])
async def test_flagged_prompts_are_refused_with_the_reason(engine: Engine, word: str, category: str) -> None:
    with pytest.raises(EngineFailed) as failure:
        await engine().moderate_prompt(f"a {word} in the garden")
    assert (failure.value.message, failure.value.decision, failure.value.cost) == (PROMPT_SENTENCES[category], Decision.CHANGE_PROMPT, 0)


async def test_the_gravest_reason_is_said(engine: Engine) -> None:
    with pytest.raises(EngineFailed) as failure:
        await engine().moderate_prompt("gore and a nude")
    assert failure.value.message == PROMPT_SENTENCES["sexual"]


async def test_pictures(engine: Engine) -> None:
    made = engine()
    _, fine = await drawn(made, order("a meadow"))
    await made.moderate_picture(fine.picture, fine.media_type)
    _, flagged = await drawn(made, order("fault:flagged"))
    with pytest.raises(EngineFailed) as failure:
        await made.moderate_picture(flagged.picture, flagged.media_type)
    assert (failure.value.message, failure.value.decision) == (PICTURE_SENTENCE, Decision.CHANGE_PROMPT)


async def test_off_without_a_model(engine: Engine) -> None:
    made = engine(moderation_model="")
    await made.moderate_prompt("gore")
    await made.moderate_picture(b"not even a picture", "image/png")


async def test_a_check_that_fails_is_no_pass(engine: Engine) -> None:
    made = engine()
    with pytest.raises(EngineFailed) as failure:
        await made.moderate_prompt("fault:moderation:503")
    assert (failure.value.message, failure.value.decision, failure.value.cost) == (sentences.BUSY, Decision.RETRY_LATER, 0)
    with pytest.raises(EngineFailed) as failure:
        await made.moderate_picture(b"not a picture", "image/png")
    assert failure.value.message == sentences.NOT_A_PICTURE


@pytest.mark.parametrize(("given", "sentence"), [
    ({"key": "sk-wrong"}, sentences.KEY_REFUSED), ({"moderation_model": "text-moderation-9"}, sentences.MODEL_UNKNOWN),
])
async def test_wrong_settings(engine: Engine, given: dict[str, str], sentence: str) -> None:
    with pytest.raises(EngineFailed) as failure:
        await engine(**given).moderate_prompt("a harbour")
    assert failure.value.message == sentence


async def test_silence_and_cancelling(engine: Engine) -> None:
    with pytest.raises(EngineFailed) as failure:
        await engine(timeout=0.5).moderate_prompt("fault:moderation:mute")
    assert failure.value.message == sentences.SILENT
    task = asyncio.create_task(engine().moderate_prompt("fault:moderation:mute"))
    await asyncio.sleep(0.3)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, 2)
