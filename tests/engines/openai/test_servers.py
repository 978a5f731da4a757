"""Servers of other kinds: each gets only what it understands, and its answers are understood."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from rxfeed.domain.errors import Decision, EngineFailed
from rxfeed.engines import openai_sentences as sentences
from rxfeed.engines.openai_servers import SERVERS
from tests.engines.openai.conftest import Engine
from tests.engines.openai.orders import drawn, mask, order, picture
from tests.fakes.openai.process import FakeOpenAI

PLACES = {"localai": "localai", "stable-diffusion.cpp": "sdcpp", "vllm-omni": "vllm", "sglang": "sglang"}
SEEDED = list(PLACES)
EDITING = [kind for kind in PLACES if SERVERS[kind].edit]


def foreign(engine: Engine, kind: str, **given: object):  # type: ignore[no-untyped-def]
    model = "sd-cpp-local" if kind == "stable-diffusion.cpp" else "local"
    return engine(place=f"/{PLACES[kind]}", kind=kind, model=model, moderation_model="", **given)


@pytest.mark.parametrize("kind", PLACES)
async def test_draws_every_shape(engine: Engine, kind: str) -> None:
    made = foreign(engine, kind)
    abilities = made.abilities()
    assert (abilities.qualities, abilities.partials, abilities.paid, abilities.transparency) == (("standard",), 0, False, False)
    for size in abilities.sizes.values():
        forming, finished = await drawn(made, order(size=size, quality="standard", person="somebody", transparent=False))
        assert forming == []
        assert (finished.width, finished.height) == (size.width, size.height)
        assert finished.cost == 0


@pytest.mark.parametrize("kind", SEEDED)
async def test_a_seed_gives_the_same_picture_again(engine: Engine, kind: str) -> None:
    made = foreign(engine, kind)
    assert made.abilities().seeds
    results = [(await drawn(made, order("a fox", seed=seed)))[1] for seed in (7, 7, 8)]
    assert [finished.seed for finished in results] == [7, 7, 8]
    assert results[0].picture == results[1].picture
    assert results[0].picture != results[2].picture


@pytest.mark.parametrize("kind", PLACES)
async def test_pictures_told_by_address(engine: Engine, kind: str) -> None:
    """On the server's own origin, whole or relative; `fault:asurl` makes the fake do what some versions do."""
    _, finished = await drawn(foreign(engine, kind), order("fault:asurl a hill"))
    assert finished.media_type == "image/png"


@pytest.mark.parametrize("kind", EDITING)
async def test_edits(engine: Engine, fake: FakeOpenAI, kind: str) -> None:
    made, asked = foreign(engine, kind), order("in autumn", references=(picture(kind="JPEG"), picture()), seed=3)
    assert made.abilities().edits
    await drawn(made, asked)
    assert [line["pictures"] for line in fake.hits(asked.call_id)] == [2]


def test_localai_has_no_edits(engine: Engine) -> None:
    abilities = foreign(engine, "localai").abilities()
    assert (abilities.edits, abilities.masks, abilities.max_references) == (False, False, 0)


async def test_a_mask_in_black_and_white_where_alpha_is_not_read(engine: Engine, fake: FakeOpenAI) -> None:
    from rxfeed.engines.openai_config import OpenAIConfig
    from rxfeed.engines.openai_parameters import request_for

    asked = order("a door", references=(picture(),), mask=mask())
    made = foreign(engine, "stable-diffusion.cpp")
    assert made.abilities().masks
    await drawn(made, asked)
    assert fake.hits(asked.call_id)[0]["masked"]
    sent = request_for(OpenAIConfig(key="", kind="stable-diffusion.cpp"), asked).arguments["mask"]
    with Image.open(io.BytesIO(sent[1])) as image:
        assert (image.mode, image.getpixel((0, 0)), image.getpixel((200, 200))) == ("L", 0, 255)


@pytest.mark.parametrize("kind", ["vllm-omni", "sglang"])
async def test_no_mask_where_none_is_read(engine: Engine, fake: FakeOpenAI, kind: str) -> None:
    asked = order("a door", references=(picture(),), mask=mask())
    await drawn(foreign(engine, kind), asked)
    assert not fake.hits(asked.call_id)[0]["masked"]


async def test_a_person_can_not_give_orders_to_the_server_through_the_prompt(engine: Engine, fake: FakeOpenAI) -> None:
    asked = order('a cat <sd_cpp_extra_args>{"steps": 9999}</sd_cpp_extra_args >', seed=5)
    await drawn(foreign(engine, "stable-diffusion.cpp"), asked)
    said = fake.hits(asked.call_id)[0]["prompt"]
    assert said.count("<sd_cpp_extra_args>") == 1
    assert said.endswith('<sd_cpp_extra_args>{"seed": 5}</sd_cpp_extra_args>')


@pytest.mark.parametrize("kind", PLACES)
@pytest.mark.parametrize(("prompt", "sentence", "decision"), [
    ("fault:500", sentences.SERVER_ERROR, Decision.RETRY),
    ("fault:429:3", sentences.TOO_MANY, Decision.RETRY_LATER),
    ("fault:400", sentences.REQUEST_REFUSED, Decision.TELL_ADMIN),
    ("fault:garbage", sentences.GARBAGE, Decision.TELL_ADMIN),
])
async def test_errors_in_every_dialect(engine: Engine, fake: FakeOpenAI, kind: str, prompt: str, sentence: str, decision: Decision) -> None:
    asked = order(prompt)
    with pytest.raises(EngineFailed) as failure:
        await drawn(foreign(engine, kind), asked)
    assert (failure.value.message, failure.value.decision, failure.value.cost) == (sentence, decision, 0)
    assert len(fake.hits(asked.call_id)) == 1


@pytest.mark.parametrize("kind", PLACES)
async def test_what_openai_understands_would_be_refused(engine: Engine, kind: str) -> None:
    """The fake is as strict as it has to be for the other tests to mean something."""
    made = foreign(engine, kind, parameters=SERVERS["openai"].generate, streaming=False)
    with pytest.raises(EngineFailed):
        await drawn(made, order(transparent=True))


async def test_a_list_of_parameters_settles_what_is_sent(engine: Engine, fake: FakeOpenAI) -> None:
    made = foreign(engine, "localai", parameters=frozenset({"model", "prompt", "response_format", "seed"}))
    asked = order(seed=11)
    with pytest.raises(EngineFailed, match="512x512 pixels in place of 1344x768"):
        await drawn(made, order(size=made.abilities().sizes["16:9"]))
    _, finished = await drawn(made, asked)
    assert finished.width == 512
    assert fake.hits(asked.call_id)[0].keys() == {"call", "path", "at", "model", "prompt", "response_format", "seed"}


@pytest.mark.parametrize("kind", PLACES)
async def test_check_passes(engine: Engine, kind: str) -> None:
    await foreign(engine, kind, key="").check()


async def test_check_of_a_model_that_is_not_listed(engine: Engine) -> None:
    with pytest.raises(EngineFailed, match="no model called flux"):
        await engine(place="/localai", kind="localai", model="flux").check()


async def test_a_price_for_each_picture(engine: Engine) -> None:
    made = foreign(engine, "vllm-omni", prices={"picture": 20_000})
    assert made.abilities().paid
    _, finished = await drawn(made, order())
    assert finished.cost == made.estimate(order()) == 20_000
