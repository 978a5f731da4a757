"""What has been paid for is not lost: neither by a stop nor by parts of the house that are away for a while."""

from __future__ import annotations

import asyncio
import io
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlmodel import Session, select

from rxfeed.domain import ids, pictures, studio, studio_leases, studio_work
from rxfeed.domain.errors import Conflict, Decision, EngineFailed, NotFound, Unavailable
from rxfeed.domain.house import House
from rxfeed.domain.ports import Database, Finished, Forming, ObjectStore, Order
from rxfeed.domain.studio import Ask
from rxfeed.domain.studio_work import arrived_key
from rxfeed.domain.tables import Call
from rxfeed.jobs.runner import Runner
from tests.domain.people import account
from tests.domain.test_studio import HeldClock
from tests.jobs.engines import PRICE, ObedientEngine, finished
from tests.jobs.test_runner import ended, raising, until

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


async def garbage(order: Order) -> AsyncIterator[Forming | Finished]:
    yield replace(finished(order), picture=b"<html>out of order</html>")


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
    later = HeldClock(house.clock.now() + 2 * studio_work.LEASE)
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


async def test_a_refused_key_keeps_a_picture_waiting(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    house = replace(house, limits=replace(house.limits, calls_at_once=1))
    engine.moderating_picture = raising(EngineFailed("The key was refused.", decision=Decision.TELL_ADMIN))
    anna, bert = account(house, "anna"), account(house, "bert")
    asked = await house.run(studio.request, anna, ASK)
    async with Runner(house, tmp_path):
        seen = await until(house, anna, asked.id, lambda seen: bool(seen.variants[0].error))
        assert (seen.variants[0].status, seen.variants[0].error) == ("storing", "The key was refused.")
        free = await house.run(studio.request, bert, Ask("sketch", "a boat", variants=1))
        assert (await until(house, bert, free.id, ended, 30)).status == "ready"
        engine.moderating_picture = fine
        seen = await until(house, anna, asked.id, ended, 40)
    assert (seen.status, seen.variants[0].error, seen.variants[0].decision, seen.cost) == ("ready", "", "", PRICE)
    assert set(engine.asked.values()) == {1}


async def test_a_check_that_is_away_for_long_ends_with_an_answer_or_the_owners_patience(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    away, no = EngineFailed("Away.", decision=Decision.RETRY_LATER), EngineFailed("No.", decision=Decision.CHANGE_PROMPT)
    answers: Iterator[Exception] = iter([away, ZeroDivisionError(), no])

    async def shaky(_picture: bytes) -> None:
        raise next(answers)

    engine.moderating_picture = shaky
    anna = account(house, "anna")
    asked = await house.run(studio.request, anna, ASK)
    async with Runner(house, tmp_path, quiet=0.2):
        assert (await until(house, anna, asked.id, ended)).variants[0].status == "refused"
        engine.moderating_picture = never
        asked = await house.run(studio.request, anna, ASK)
        seen = await until(house, anna, asked.id, lambda seen: bool(seen.variants[0].error))
        assert "can't check it just now" in seen.variants[0].error
        assert (await house.run(studio.cancel, anna, asked.id)).status == "cancelled"


async def test_a_check_that_never_answers_ends_and_the_same_bytes_are_looked_at_again(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    engine.moderating_picture = raising(EngineFailed("Away.", decision=Decision.RETRY_LATER))
    anna, bert = account(house, "anna"), account(house, "bert")
    asked = await house.run(studio.request, anna, ASK)
    async with Runner(house, tmp_path, patience=timedelta(0)):
        seen = await until(house, anna, asked.id, ended)
        assert (seen.variants[0].status, seen.variants[0].decision, seen.variants[0].can_retry) == ("failed", "check_again", True)
        assert (await house.run(studio.allowance, anna, "obedient")).pictures_left == house.limits.pictures_a_day
        with pytest.raises(NotFound):
            await house.run(studio.retry, bert, seen.variants[0].id)
        again = await house.run(studio.retry, anna, seen.variants[0].id)
        with pytest.raises(Conflict):
            await house.run(studio.retry, anna, seen.variants[0].id)
        seen = await until(house, anna, asked.id, ended)
        assert (again.variants[0].status, seen.variants[0].status) == ("storing", "failed")
        engine.moderating_picture = fine
        without_money = replace(house, limits=replace(house.limits, budget_a_day=0))
        await without_money.run(studio.retry, anna, seen.variants[0].id)
        seen = await until(house, anna, asked.id, ended)
    assert (seen.status, seen.total, seen.cost) == ("ready", 1, PRICE)
    assert dict(engine.asked) == {asked.variants[0].id: 1}
    assert not list(house.objects.under("arrived"))


async def test_bytes_that_nobody_comes_for_are_forgotten_and_then_the_engine_is_asked(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    engine.moderating_picture = raising(EngineFailed("Away.", decision=Decision.RETRY_LATER))
    anna = account(house, "anna")
    asked = await house.run(studio.request, anna, ASK)
    async with Runner(house, tmp_path, patience=timedelta(0)):
        seen = await until(house, anna, asked.id, ended)
    for days, forgotten in ((29, 0), (31, 1)):
        later = replace(house, clock=HeldClock(house.clock.now() + timedelta(days=days)))
        assert await later.run(studio_leases.tidy) == forgotten
    assert (await house.run(studio.retry, anna, seen.variants[0].id)).variants[0].status == "queued"


async def test_what_is_no_picture_does_not_wait_to_be_looked_at(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    engine.moderating_picture = raising(EngineFailed("This is no picture.", decision=Decision.TELL_ADMIN))
    engine.drawing = garbage
    anna = account(house, "anna")
    asked = await house.run(studio.request, anna, ASK)
    async with Runner(house, tmp_path):
        seen = await until(house, anna, asked.id, ended)
    assert "not a picture" in seen.variants[0].error


async def test_a_picture_waits_for_an_engine_that_has_gone(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    engine.moderating_picture = never
    anna = account(house, "anna")
    asked = await house.run(studio.request, anna, ASK)
    async with Runner(house, tmp_path, grace=0):
        await until(house, anna, asked.id, lambda seen: seen.variants[0].status == "storing")
    house.engines.replace("obedient", None, None)
    engine.moderating_picture = fine
    async with Runner(house, tmp_path):
        seen = await until(house, anna, asked.id, lambda seen: bool(seen.variants[0].error))
        assert "kept safe" in seen.variants[0].error
        house.engines.replace("obedient", engine, None)
        seen = await until(house, anna, asked.id, ended)
    assert (seen.status, seen.cost) == ("ready", PRICE)
    assert set(engine.asked.values()) == {1}


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


async def test_waiting_alone_never_looks_like_crashes(house: House, engine: ObedientEngine) -> None:
    anna = account(house, "anna")
    asked = studio.request(house, anna, ASK)
    for _ in range(studio_leases.CRASHES + 1):
        work = studio_work.claim(house, "one")
        assert work is not None
        studio_work.try_later(house, "one", work, 0)
    assert studio_work.claim(house, "one") is not None
    assert studio_leases.reap(house, "two", gone={"one"}) == 1
    assert studio.watch(house, anna, asked.id).status == "queued"


class ShakyDatabase:
    """A database that is away when it is written to for the first time while a call has this status; with `late`, after it has committed."""

    def __init__(self, database: Database, status: str, *, late: bool = False) -> None:
        self._database, self._status, self._late, self.failed = database, status, late, threading.Event()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        away = not self.failed.is_set() and self._reached()
        if away:
            self.failed.set()
        if away and not self._late:
            raise _away()
        with self._database.writing() as session:
            yield session
        if away:
            raise _away()

    def _reached(self) -> bool:
        with self._database.reading() as session:
            return session.exec(select(Call.id).where(Call.status == self._status)).first() is not None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)


class FullDatabase:
    """A database that has no room from the moment on at which a picture's bytes are in the store."""

    def __init__(self, house: House) -> None:
        self._house, self.refused = house, threading.Event()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        if any(self._house.objects.under("arrived")):
            self.refused.set()
            raise Unavailable("The server's disk is full. Nothing was changed; the people who run it need to make room.")
        with self._house.database.writing() as session:
            yield session

    def __getattr__(self, name: str) -> Any:
        return getattr(self._house.database, name)


class SilentStore:
    """A store that can't be read until it answers."""

    def __init__(self, store: ObjectStore) -> None:
        self._store, self.answers, self.asked = store, False, threading.Event()

    def get(self, key: str) -> bytes:
        self._answer()
        return self._store.get(key)

    def size(self, key: str) -> int:
        self._answer()
        return self._store.size(key)

    def _answer(self) -> None:
        if not self.answers:
            self.asked.set()
            raise Unavailable("The store for pictures does not answer. Try again in a minute.")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def _away() -> Unavailable:
    return Unavailable("The server is very busy. Nothing was changed; try again in a moment.")
