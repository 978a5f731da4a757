"""A runner ends and another one begins: what was asked for goes on, and what was paid for is not lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from rxfeed.domain import ids, studio, studio_claiming, studio_leases, studio_work
from rxfeed.domain.house import House
from rxfeed.domain.ports_engines import Finished, Forming, Order
from rxfeed.domain.studio import Ask
from rxfeed.domain.studio_work import arrived_key
from rxfeed.jobs.runner import Runner
from tests.domain.clocks import HeldClock
from tests.domain.people import account
from tests.jobs.broken import FullDatabase, SilentStore
from tests.jobs.engines import PRICE, ObedientEngine, fine, finished, never, png, quick, stalled
from tests.jobs.watching import ended, until

ASK = Ask("obedient", "a boat", variants=1)


async def test_a_runner_that_ends_gives_back_what_it_has(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    engine.drawing = stalled
    anna = account(house, "anna")
    async with Runner(house, tmp_path, grace=0):
        asked = await house.run(studio.request, anna, ASK)
        await until(house, anna, asked.id, lambda seen: bool(seen.variants[0].picture.src))
    seen = await house.run(studio.watch, anna, asked.id)
    assert seen.variants[0].status == "interrupted"
    assert "may have been paid for" in seen.variants[0].error
    assert seen.cost == PRICE
    assert (await house.run(studio.allowance, anna, "obedient")).pictures_left == house.limits.pictures_a_day


async def test_free_work_goes_on_after_a_restart(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    engine.paid, engine.drawing = False, stalled
    anna = account(house, "anna")
    async with Runner(house, tmp_path, grace=0):
        asked = await house.run(studio.request, anna, ASK)
        await until(house, anna, asked.id, lambda seen: bool(seen.variants[0].picture.src))
    assert (await house.run(studio.watch, anna, asked.id)).status == "queued"
    engine.drawing = quick
    async with Runner(house, tmp_path):
        seen = await until(house, anna, asked.id, ended)
    assert (seen.status, len(engine.asked)) == ("ready", 1)


async def test_calls_under_way_get_a_moment_to_finish(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    async def half_a_second(order: Order) -> AsyncIterator[Forming | Finished]:
        yield Forming(png(order), "image/png", 0.5)
        await asyncio.sleep(0.5)
        yield finished(order)

    engine.drawing = half_a_second
    anna = account(house, "anna")
    async with Runner(house, tmp_path):
        asked = await house.run(studio.request, anna, ASK)
        await until(house, anna, asked.id, lambda seen: bool(seen.variants[0].picture.src))
    assert (await house.run(studio.watch, anna, asked.id)).status == "ready"


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


@pytest.mark.parametrize("away", ["the database", "the store, for a look"])
async def test_a_stop_before_it_is_written_that_bytes_came_loses_nothing(house: House, engine: ObedientEngine, tmp_path: Path, away: str) -> None:
    anna = account(house, "anna")
    asked = await house.run(studio.request, anna, ASK)
    full = FullDatabase(house)
    async with Runner(replace(house, database=full), tmp_path, grace=0):
        assert await asyncio.to_thread(full.refused.wait, 10)
    assert (await house.run(studio.watch, anna, asked.id)).variants[0].status == "calling"
    store = SilentStore(house.objects)
    store.answers = away == "the database"
    later = HeldClock(house.clock.now() + 2 * studio_claiming.LEASE)
    async with Runner(replace(house, objects=store, clock=later), tmp_path):
        if not store.answers:
            assert await asyncio.to_thread(store.asked.wait, 10)
            assert (await house.run(studio.watch, anna, asked.id)).variants[0].status == "calling"
            store.answers = True
        seen = await until(house, anna, asked.id, ended)
    assert (seen.status, seen.cost) == ("ready", PRICE)
    assert dict(engine.asked) == {asked.variants[0].id: 1}
    assert not list(house.objects.under("arrived"))


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


async def test_bytes_that_cannot_be_read_after_a_restart_are_waited_for(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    engine.moderating_picture = never
    anna = account(house, "anna")
    asked = await house.run(studio.request, anna, ASK)
    async with Runner(house, tmp_path, grace=0):
        await until(house, anna, asked.id, lambda seen: seen.variants[0].status == "storing")
    engine.moderating_picture = fine
    store = SilentStore(house.objects)
    async with Runner(replace(house, objects=store), tmp_path):
        await until(house, anna, asked.id, lambda seen: "does not answer" in seen.variants[0].error)
        store.answers = True
        seen = await until(house, anna, asked.id, ended)
    assert (seen.status, seen.cost) == ("ready", PRICE)
    assert set(engine.asked.values()) == {1}


async def test_waiting_alone_never_looks_like_crashes(house: House, engine: ObedientEngine) -> None:
    anna = account(house, "anna")
    asked = studio.request(house, anna, ASK)
    for _ in range(studio_leases.CRASHES + 1):
        work = studio_claiming.claim(house, "one")
        assert work is not None
        studio_work.try_later(house, "one", work, 0)
    assert studio_claiming.claim(house, "one") is not None
    assert studio_leases.reap(house, "two", gone={"one"}) == 1
    assert studio.watch(house, anna, asked.id).status == "queued"
