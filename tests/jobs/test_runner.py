"""From asked to ready, and every way in which it ends otherwise."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rxfeed.domain import studio
from rxfeed.domain.errors import Decision, EngineFailed
from rxfeed.domain.house import House
from rxfeed.domain.studio import Ask
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import GenerationView
from rxfeed.jobs.runner import Runner
from tests.domain.people import account, guest
from tests.jobs.engines import ObedientEngine, stalled

ASK = Ask("obedient", "a boat", variants=2)


@pytest.fixture
def engine(house: House) -> ObedientEngine:
    obedient = ObedientEngine()
    house.engines.replace("obedient", obedient, None)
    return obedient


async def until(house: House, viewer: Viewer, generation: str, good: Callable[[GenerationView], bool], seconds: float = 10) -> GenerationView:
    """Watch a generation, woken by its announcements, until it is as it should be."""
    changed = asyncio.Event()
    stop = house.bulletin.listen("generation", lambda _: changed.set())
    try:
        async with asyncio.timeout(seconds):
            while True:
                changed.clear()
                seen = await house.run(studio.watch, viewer, generation)
                if good(seen):
                    return seen
                await changed.wait()
    finally:
        stop()


def ended(seen: GenerationView) -> bool:
    return seen.status not in ("queued", "running")


async def test_what_is_asked_gets_ready(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    anna = account(house, "anna")
    asked = await house.run(studio.request, anna, replace(ASK, prompt="a {red|blue} boat", seed=7))
    assert asked.status == "queued"
    assert [variant.status for variant in asked.variants] == ["queued", "queued"]
    async with Runner(house, tmp_path):
        seen = await until(house, anna, asked.id, ended)
    assert seen.status == "ready"
    assert [variant.prompt for variant in seen.variants] == ["a red boat", "a blue boat"]
    assert [variant.seed for variant in seen.variants] == ["7", "8"]
    assert all(variant.picture.src and variant.picture_id for variant in seen.variants)
    assert seen.cost == 80_000
    assert set(engine.asked.values()) == {1}


async def test_sketch_makes_it_too_for_a_guest(house: House, tmp_path: Path) -> None:
    somebody = guest()
    async with Runner(house, tmp_path):
        asked = await house.run(studio.request, somebody, Ask("sketch", "a boat under the moon", variants=2))
        seen = await until(house, somebody, asked.id, ended, 30)
    assert seen.status == "ready"
    assert seen.cost == 0
