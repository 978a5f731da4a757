"""Pictures that come as they should."""

from __future__ import annotations

import asyncio
import hashlib
import io
from itertools import pairwise

import pytest
from PIL import Image

from rxfeed.domain.ports_engines import Finished, Size
from tests.engines.openai.conftest import Engine
from tests.engines.openai.orders import drawn, mask, order, picture
from tests.fakes.openai.process import FakeOpenAI


async def test_forms_then_finishes(engine: Engine, fake: FakeOpenAI) -> None:
    asked = order(quality="standard", person="account 7")
    forming, finished = await drawn(engine(), asked)
    assert [round(one.progress, 2) for one in forming] == [0.33, 0.67]
    assert {one.media_type for one in forming} == {"image/png"}
    assert (finished.width, finished.height, finished.media_type) == (1024, 1024, "image/png")
    assert finished.seed is None
    assert len({one.picture for one in forming} | {finished.picture}) == 3
    assert len(fake.hits(asked.call_id)) == 1


async def test_forming_pictures_arrive_as_they_are_sent(engine: Engine) -> None:
    clock = asyncio.get_running_loop().time
    times = [clock() async for _ in engine().draw(order("fault:pace:0.4 a lighthouse"))]
    assert len(times) == 3
    assert all(later - earlier > 0.3 for earlier, later in pairwise(times))


async def test_real_sized_pictures_come_whole(engine: Engine) -> None:
    forming, finished = await drawn(engine(), order("fault:heavy a forest"))
    assert min(len(one.picture) for one in forming) > 1_000_000
    assert len(finished.picture) > 1_000_000


@pytest.mark.parametrize("prompt", ["ein Fuchs über der Brücke", "قارب تحت القمر", "🦊🌙 fox", "two\nlines", 'quotes " and \\ slashes', "日本の港"])
async def test_every_script_reaches_the_server_as_it_was_written(engine: Engine, fake: FakeOpenAI, prompt: str) -> None:
    plain, edit = order(prompt), order(prompt, references=(picture(),))
    for asked in (plain, edit):
        await drawn(engine(partials=1), asked)
        assert fake.hits(asked.call_id)[0]["prompt"] == prompt


async def test_the_account_is_never_named(engine: Engine, fake: FakeOpenAI) -> None:
    asked = order(person="ada@example.org")
    await drawn(engine(), asked)
    told = fake.hits(asked.call_id)[0]["person"]
    assert told == hashlib.sha256(b"rxfeed:ada@example.org").hexdigest()


@pytest.mark.parametrize("model", ["gpt-image-2", "gpt-image-2.5-flare", "gpt-image-2.6-flare", "gpt-image-1.5", "gpt-image-1-mini"])
async def test_every_size_and_quality_is_one_that_the_model_takes(engine: Engine, model: str) -> None:
    made = engine(model=model, partials=1)
    abilities = made.abilities()
    assert {"1:1", "3:2", "2:3"} <= abilities.sizes.keys()
    for shape, size in abilities.sizes.items():
        wide, high = (int(part) for part in shape.split(":"))
        assert abs(size.width / size.height - wide / high) < 0.01
        _, finished = await drawn(made, order(size=size, quality="fine"))
        assert (finished.width, finished.height) == (size.width, size.height)
    for quality in abilities.qualities:
        await drawn(made, order(quality=quality))


@pytest.mark.parametrize("model", ["gpt-image-2.5-flare", "gpt-image-1.5"])
async def test_transparent_where_the_model_can(engine: Engine, model: str) -> None:
    made = engine(model=model)
    assert made.abilities().transparency
    _, finished = await drawn(made, order(transparent=True))
    with Image.open(io.BytesIO(finished.picture)) as image:
        assert "A" in image.getbands()


def test_not_transparent_where_the_model_can_not(engine: Engine) -> None:
    assert not engine(model="gpt-image-2").abilities().transparency
    assert engine(model="gpt-image-2", transparency=True).abilities().transparency


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
async def test_edits_with_references(engine: Engine, fake: FakeOpenAI, kind: str) -> None:
    asked = order("make it snow", references=(picture(kind=kind), picture(200, 900)))
    forming, finished = await drawn(engine(), asked)
    assert len(forming) == 2
    assert finished.width == 1024
    assert [line["path"] for line in fake.hits(asked.call_id)] == ["/v1/images/edits"]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
async def test_edits_with_a_mask(engine: Engine, kind: str) -> None:
    """The fake refuses a mask that differs from the first picture in size or in format."""
    _, finished = await drawn(engine(), order("a flamingo", references=(picture(kind=kind), picture()), mask=mask()))
    assert finished.width == 1024


async def test_without_streaming(engine: Engine) -> None:
    made = engine(streaming=False)
    assert made.abilities().partials == 0
    forming, finished = await drawn(made, order())
    assert forming == []
    assert finished.height == 1024


async def test_a_server_that_answers_whole_where_a_stream_was_asked(engine: Engine) -> None:
    forming, finished = await drawn(engine(), order("fault:json"))
    assert forming == []
    assert finished.height == 1024


async def test_other_proportions_and_rounded_sizes(engine: Engine) -> None:
    _, finished = await drawn(engine(), order(size=Size(1536, 864)))
    assert (finished.width, finished.height) == (1536, 864)


async def test_four_at_once_on_one_engine(engine: Engine, fake: FakeOpenAI) -> None:
    made = engine()
    asked = [order(f"variant {number}") for number in range(4)]
    results = await asyncio.gather(*(drawn(made, one) for one in asked))
    assert len({finished.picture for _, finished in results}) == 4
    assert all(len(fake.hits(one.call_id)) == 1 for one in asked)


def test_one_engine_serves_several_event_loops(fake: FakeOpenAI) -> None:
    """Jobs run on loops of their own; a connection belongs to the loop that opened it."""
    from rxfeed.engines.openai_config import OpenAIConfig
    from rxfeed.engines.openai_images import OpenAIImages

    made = OpenAIImages(OpenAIConfig(key="sk-good", base_url=fake.url))

    async def once() -> Finished:
        _, finished = await drawn(made, order())
        await made.close()
        return finished

    assert [asyncio.run(once()).width for _ in range(2)] == [1024, 1024]


