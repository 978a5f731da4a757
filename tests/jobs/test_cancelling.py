"""Cancelled work ends at once, also in another process and on a stream that says nothing."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from pathlib import Path

from rxfeed.adapters.bulletin import LocalBulletin
from rxfeed.domain import studio
from rxfeed.domain.house import House
from rxfeed.domain.studio import Ask
from rxfeed.jobs.runner import Runner
from tests.domain.people import account
from tests.jobs.engines import PRICE, ObedientEngine, stalled
from tests.jobs.watching import ended, until

ASK = Ask("obedient", "a boat", variants=2)


async def test_cancel_ends_a_stalled_stream_within_two_seconds_and_frees_the_quota(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    engine.drawing = stalled
    anna = account(house, "anna")
    before = await house.run(studio.allowance, anna, "obedient")
    async with Runner(house, tmp_path):
        asked = await house.run(studio.request, anna, ASK)
        await until(house, anna, asked.id, lambda seen: all(variant.picture.src for variant in seen.variants))
        began = time.monotonic()
        seen = await house.run(studio.cancel, anna, asked.id)
        assert seen.status == "cancelled"
        async with asyncio.timeout(2):
            assert {await engine.let_go.get(), await engine.let_go.get()} == {variant.id for variant in asked.variants}
        assert time.monotonic() - began < 2
    after = await house.run(studio.allowance, anna, "obedient")
    assert after.pictures_left == before.pictures_left
    assert after.running == 0
    assert before.budget_left - after.budget_left == 2 * PRICE
    assert set(engine.asked.values()) == {1}


async def test_cancel_is_seen_without_a_bulletin(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    """Asked for in another process that shares only the database."""
    engine.drawing = stalled
    anna = account(house, "anna")
    elsewhere = replace(house, bulletin=LocalBulletin())
    async with Runner(house, tmp_path):
        asked = await house.run(studio.request, anna, replace(ASK, variants=1))
        await until(house, anna, asked.id, lambda seen: bool(seen.variants[0].picture.src))
        await elsewhere.run(studio.cancel, anna, asked.id)
        async with asyncio.timeout(2):
            await engine.let_go.get()


async def test_one_variant_may_be_cancelled_alone(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    anna = account(house, "anna")
    asked = await house.run(studio.request, anna, ASK)
    await house.run(studio.cancel, anna, asked.id, asked.variants[1].id)
    async with Runner(house, tmp_path):
        seen = await until(house, anna, asked.id, ended)
    assert [variant.status for variant in seen.variants] == ["ready", "cancelled"]
    assert seen.status == "partly_ready"
    assert seen.cost == PRICE
