"""Parts of the house that are away or full for a while: work waits for them, and nothing is paid twice."""

from __future__ import annotations

import asyncio
import io
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import text

from rxfeed.adapters.database import RelationalDatabase
from rxfeed.domain import ids, pictures, studio
from rxfeed.domain.house import House
from rxfeed.domain.ports_engines import Finished, Forming, Order
from rxfeed.domain.studio import Ask
from rxfeed.jobs.runner import Runner
from tests.domain.people import account
from tests.jobs.broken import FullStore, ShakyDatabase, SilentStore
from tests.jobs.engines import PRICE, ObedientEngine, finished
from tests.jobs.watching import ended, until

ASK = Ask("obedient", "a boat", variants=1)


async def test_a_full_disk_loses_nothing(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    store = FullStore(house.objects)
    anna = account(house, "anna")
    async with Runner(replace(house, objects=store), tmp_path):
        asked = await house.run(studio.request, anna, ASK)
        seen = await until(house, anna, asked.id, lambda seen: bool(seen.variants[0].error))
        assert "disk is full" in seen.variants[0].error
        assert seen.status == "running"
        store.room = True
        seen = await until(house, anna, asked.id, ended)
    assert (seen.status, seen.variants[0].error, seen.cost) == ("ready", "", PRICE)
    assert set(engine.asked.values()) == {1}


async def test_a_database_locked_for_three_seconds_loses_nothing(house: House, engine: ObedientEngine, tmp_path: Path, database_url: str) -> None:
    anna = account(house, "anna")
    locked = RelationalDatabase(database_url)
    gate = asyncio.Event()

    async def waits(order: Order) -> AsyncIterator[Forming | Finished]:
        await gate.wait()
        yield finished(order)

    def hold() -> None:
        with locked.writing() as session:
            if locked.dialect == "postgresql":
                session.execute(text('LOCK TABLE call, generation, picture IN ACCESS EXCLUSIVE MODE'))
            time.sleep(3)

    engine.drawing = waits
    async with Runner(house, tmp_path):
        asked = await house.run(studio.request, anna, ASK)
        await until(house, anna, asked.id, lambda seen: seen.variants[0].status == "calling")
        holding = asyncio.create_task(asyncio.to_thread(hold))
        gate.set()
        await holding
        seen = await until(house, anna, asked.id, ended)
    locked.close()
    assert seen.status == "ready"
    assert set(engine.asked.values()) == {1}


@pytest.mark.parametrize("status", ["calling", "storing"])
async def test_a_picture_survives_a_commit_whose_answer_is_lost(house: House, engine: ObedientEngine, tmp_path: Path, status: str) -> None:
    async def at_once(order: Order) -> AsyncIterator[Forming | Finished]:
        yield finished(order)

    engine.drawing = at_once
    anna = account(house, "anna")
    asked = await house.run(studio.request, anna, ASK)
    database = ShakyDatabase(house.database, status, late=True)
    async with Runner(replace(house, database=database), tmp_path, grace=10):
        assert await asyncio.to_thread(database.failed.wait, 10)
    seen = await house.run(studio.watch, anna, asked.id)
    assert (seen.status, seen.cost) == ("ready", PRICE)
    assert house.objects.size(pictures.original_key(ids.from_text(seen.variants[0].picture_id)))


@pytest.mark.parametrize("status", ["claimed", "moderating"])
async def test_unpaid_work_waits_for_the_database(house: House, engine: ObedientEngine, tmp_path: Path, status: str) -> None:
    anna = account(house, "anna")
    asked = await house.run(studio.request, anna, ASK)
    database = ShakyDatabase(house.database, status)
    async with Runner(replace(house, database=database), tmp_path):
        seen = await until(house, anna, asked.id, ended)
    assert database.failed.is_set()
    assert (seen.status, seen.cost) == ("ready", PRICE)
    assert dict(engine.asked) == {asked.variants[0].id: 1}


async def test_a_paid_call_whose_begin_may_have_been_written_ends_unpaid(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    anna = account(house, "anna")
    asked = await house.run(studio.request, anna, ASK)
    async with Runner(replace(house, database=ShakyDatabase(house.database, "moderating", late=True)), tmp_path):
        seen = await until(house, anna, asked.id, ended)
    assert (seen.variants[0].status, seen.variants[0].can_retry, seen.cost) == ("failed", True, 0)
    assert not engine.asked


async def test_unpaid_work_waits_for_its_references(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    anna = account(house, "anna")
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(data, "PNG")
    taken = await house.run(pictures.take, anna, data.getvalue(), "reference")
    asked = await house.run(studio.request, anna, replace(ASK, references=(taken.id,)))
    store = SilentStore(house.objects)
    async with Runner(replace(house, objects=store), tmp_path):
        assert await asyncio.to_thread(store.asked.wait, 10)
        assert (await house.run(studio.watch, anna, asked.id)).status in ("queued", "running")
        assert not engine.asked
        store.answers = True
        seen = await until(house, anna, asked.id, ended)
    assert seen.status == "ready"
    assert set(engine.asked.values()) == {1}
