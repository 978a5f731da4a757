"""What has been paid for is not lost: neither by a stop nor by parts of the house that are away for a while."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from rxfeed.domain import ids, studio, studio_leases
from rxfeed.domain.house import House
from rxfeed.domain.studio import Ask
from rxfeed.domain.studio_work import arrived_key
from rxfeed.jobs.runner import Runner
from tests.domain.people import account
from tests.jobs.engines import PRICE, ObedientEngine
from tests.jobs.test_runner import ended, until

ASK = Ask("obedient", "a boat", variants=1)


@pytest.fixture
def engine(house: House) -> ObedientEngine:
    obedient = ObedientEngine()
    house.engines.replace("obedient", obedient, None)
    return obedient


async def never(_what: object) -> None:
    """Looks at something for ever."""
    await asyncio.Event().wait()


async def fine(_what: object) -> None:
    """Finds nothing wrong."""


async def test_a_stop_while_a_picture_is_stored_loses_nothing(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    engine.moderating_picture = never
    anna = account(house, "anna")
    asked = await house.run(studio.request, anna, ASK)
    waits = arrived_key(ids.from_text(asked.variants[0].id))
    async with Runner(house, tmp_path, grace=0.1):
        await until(house, anna, asked.id, lambda seen: seen.variants[0].status == "storing")
    assert house.objects.size(waits)
    engine.moderating_picture = fine
    async with Runner(house, tmp_path):
        seen = await until(house, anna, asked.id, ended)
    assert (seen.status, seen.cost) == ("ready", PRICE)
    assert dict(engine.asked) == {asked.variants[0].id: 1}
    assert not list(house.objects.under("arrived"))
    assert not list(house.objects.under("forming"))


async def test_whoever_has_lost_a_call_leaves_its_bytes_alone(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    engine.moderating_picture = never
    anna = account(house, "anna")
    asked = await house.run(studio.request, anna, ASK)
    call = ids.from_text(asked.variants[0].id)
    async with Runner(house, tmp_path, grace=0):
        await until(house, anna, asked.id, lambda seen: seen.variants[0].status == "storing")
        await house.run(studio_leases.clear, call)
        assert house.objects.size(arrived_key(call))
        await house.run(studio.cancel, anna, asked.id)
    assert not list(house.objects.under("arrived"))
