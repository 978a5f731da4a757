"""Every way to take a picture further with every engine, and what is left of it after a restart."""

from __future__ import annotations

import asyncio
import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from rxfeed import wiring
from rxfeed.domain import gallery, ids, pictures, studio
from rxfeed.domain.consent import Decision
from rxfeed.domain.gallery import Changes
from rxfeed.domain.generation_views import GenerationView
from rxfeed.domain.house import House
from rxfeed.domain.remixing_modes import MODES, SHOWN, ParentPick
from rxfeed.domain.studio import Ask
from rxfeed.domain.viewer import Viewer
from rxfeed.jobs.runner import Runner
from rxfeed.settings import Settings
from tests import making
from tests.domain.test_masks import painting
from tests.fakes.openai.process import running
from tests.jobs.engines import ObedientEngine, quick, stalled
from tests.jobs.watching import ended, until


@pytest.mark.parametrize("templates", ["sqlite"], indirect=True)
async def test_every_mode_goes_through_every_engine(house: House, tmp_path: Path) -> None:
    """The server that stands for OpenAI refuses a mask that isn't as it has to be; `sketch` leaves what isn't painted as it was, to the pixel."""
    house = replace(house, limits=replace(house.limits, generations_at_once=99, pictures_a_day=99))
    mara, tariq = making.person(house), making.person(house)
    posts = [making.post(house, mara, prompt="a {thing} on a pier").card.id for _ in range(4)]
    with running(tmp_path / "tally.jsonl", "--small") as fake:
        house.engines.replace("openai", *wiring.openai(Settings(openai_base_url=fake.url), "sk-good"))
        ways = [("openai", mode) for mode in MODES] + [("sketch", mode) for mode in sorted(SHOWN)]
        asks = {way: _ask(house, tariq, *way, posts) for way in ways}
        made = {key: studio.request(house, tariq, ask) for key, ask in asks.items()}
        async with Runner(house, tmp_path):
            seen = dict(zip(made, await asyncio.gather(*(until(house, tariq, one.id, ended, 120) for one in made.values())), strict=True))
        hits = {line["call"]: line["path"] for line in fake.tally()}
    assert {key: (view.status, view.variants[0].error) for key, view in seen.items()} == dict.fromkeys(asks, ("ready", ""))
    for mode in MODES:
        assert ("edits" in hits[seen["openai", mode].variants[0].id]) is (mode in SHOWN)
    painted, rest = _differences(_bytes(house, seen["sketch", "mask"]))
    assert rest < 1 < painted


async def test_parents_mask_and_permission_outlive_a_restart(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    """What was allowed when it was asked for is drawn, whatever its author says meanwhile: only publishing it asks again."""
    engine.paid, engine.drawing = False, stalled
    mara, tariq = making.person(house), making.person(house)
    post = making.post(house, mara).card.id
    async with Runner(house, tmp_path, grace=0):
        asked = await house.run(studio.request, tariq, _ask(house, tariq, "obedient", "mask", [post]))
        await until(house, tariq, asked.id, lambda seen: bool(seen.variants[0].picture.src))
    await house.run(gallery.edit, mara, post, Changes(decision=Decision("nobody", "CC-BY-4.0")))
    engine.drawing = quick
    async with Runner(house, tmp_path):
        seen = await until(house, tariq, asked.id, ended)
    assert (seen.status, seen.mode, seen.sources, seen.mask) == ("ready", "mask", asked.sources, asked.mask)
    first, last = engine.orders[0], engine.orders[-1]
    assert (len(engine.orders), last.references, last.mask) == (2, first.references, first.mask)
    with Image.open(io.BytesIO(last.references[0])) as shown, Image.open(io.BytesIO(last.mask or b"")) as mask:
        assert (shown.size, shown.format, mask.mode) == (mask.size, mask.format, "RGBA")


async def test_a_picture_whose_parent_is_deleted_for_good_meanwhile_ends_with_a_sentence(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    mara, tariq = making.person(house), making.person(house)
    post = making.post(house, mara).card.id
    asked = studio.request(house, tariq, _ask(house, tariq, "obedient", "edit", [post]))
    with house.database.writing() as session:
        session.delete(session.get_one(making.Post, ids.from_text(post)))
    async with Runner(house, tmp_path):
        seen = await until(house, tariq, asked.id, ended)
    assert (seen.status, seen.cost) == ("failed", 0)
    assert "isn't there any more" in seen.variants[0].error
    assert not engine.orders


def _ask(house: House, viewer: Viewer, engine: str, mode: str, posts: list[str]) -> Ask:
    some = posts[:3] if mode == "blend" else posts[:1]
    mask = pictures.take(house, viewer, painting(size=(96, 64), box=(0, 0, 48, 64)), "mask").id if mode == "mask" else ""
    return Ask(engine, "a red kite", shape="3:2", mode=mode, parents=tuple(map(ParentPick, some)), mask=mask, blanks={"thing": "kite"})


def _bytes(house: House, seen: GenerationView) -> bytes:
    return house.objects.get(pictures.original_key(ids.from_text(seen.variants[0].picture_id)))


def _differences(picture: bytes) -> tuple[float, float]:
    """How far its left third, which was painted, and its right third are from the parent's: mean difference of 255."""
    made = Image.open(io.BytesIO(picture)).convert("RGB")
    parent = Image.open(io.BytesIO(making.picture_bytes(seed=0))).convert("RGB").resize(made.size, Image.Resampling.LANCZOS)
    apart = np.abs(np.asarray(parent, dtype=float) - np.asarray(made, dtype=float))
    third = made.width // 3
    return float(apart[:, :third].mean()), float(apart[:, -third:].mean())
