"""From asked to ready, and every way in which it ends otherwise."""

from __future__ import annotations

import asyncio
import io
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import text

from rxfeed.adapters.bulletin import LocalBulletin
from rxfeed.adapters.database import RelationalDatabase
from rxfeed.domain import pictures, pictures_seeing, studio
from rxfeed.domain.errors import Conflict, Decision, EngineFailed, LimitReached, NotFound, Unavailable
from rxfeed.domain.house import House
from rxfeed.domain.ports import Finished, Forming, ObjectStore, Order
from rxfeed.domain.studio import Ask
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import GenerationView
from rxfeed.jobs.runner import Runner
from tests.domain.people import account, guest
from tests.jobs.engines import PRICE, ObedientEngine, finished, png, quick, stalled

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


async def test_the_first_forming_picture_comes_within_300_ms(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    """At least once in thirty tries, for other work may keep the machine busy; a way that waits for a sweep never makes it."""
    house = replace(house, limits=replace(house.limits, pictures_a_day=30))
    anna = account(house, "anna")
    took = [9.0]
    async with Runner(house, tmp_path, grace=0):
        while min(took) > 0.3 and len(took) <= 30:
            await asyncio.sleep(0.05)
            began = time.monotonic()
            asked = await house.run(studio.request, anna, replace(ASK, variants=1))
            await until(house, anna, asked.id, lambda seen: bool(seen.variants[0].picture.src))
            took.append(time.monotonic() - began)
            await until(house, anna, asked.id, ended)
    assert min(took) < 0.3, took


async def test_forming_pictures_belong_to_whoever_asked(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    engine.drawing = stalled
    anna, bert = account(house, "anna"), account(house, "bert")
    asked = await house.run(studio.request, anna, replace(ASK, variants=1))
    async with Runner(house, tmp_path, grace=0):
        seen = await until(house, anna, asked.id, lambda seen: bool(seen.variants[0].picture.src))
        found = await house.run(pictures_seeing.see_forming, anna, seen.variants[0].id)
        assert found.media_type == "image/png"
        assert house.objects.get(found.key).startswith(b"\x89PNG")
        with pytest.raises(NotFound):
            await house.run(pictures_seeing.see_forming, bert, seen.variants[0].id)


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


@pytest.mark.parametrize(
    ("decision", "status"), [(Decision.RETRY, "failed"), (Decision.RETRY_LATER, "failed"), (Decision.TELL_ADMIN, "failed"), (Decision.CHANGE_PROMPT, "refused")]
)
async def test_a_failed_call_says_why_and_is_never_made_again_by_itself(
    house: House, engine: ObedientEngine, tmp_path: Path, decision: Decision, status: str
) -> None:
    engine.drawing = failing(EngineFailed("The server is {mood}.", decision=decision, mood="sad", cost=123))
    anna = account(house, "anna")
    asked = await house.run(studio.request, anna, replace(ASK, variants=1))
    async with Runner(house, tmp_path):
        seen = await until(house, anna, asked.id, ended)
        await asyncio.sleep(1.2)
    variant = seen.variants[0]
    assert (variant.status, variant.error, variant.error_values, variant.decision) == (status, "The server is {mood}.", {"mood": "sad"}, decision)
    assert variant.can_retry
    assert seen.cost == 123
    assert engine.asked == {variant.id: 1}


async def test_an_engine_that_asks_to_wait_is_obeyed(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    engine.drawing = failing(EngineFailed("Too many requests.", decision=Decision.RETRY_LATER, retry_after=40))
    anna = account(house, "anna")
    asked = await house.run(studio.request, anna, replace(ASK, variants=1))
    async with Runner(house, tmp_path):
        seen = await until(house, anna, asked.id, ended)
    assert seen.variants[0].retry_at > house.clock.now().isoformat()
    with pytest.raises(LimitReached, match="asked to wait") as refusal:
        await house.run(studio.retry, anna, seen.variants[0].id)
    assert 30 < refusal.value.retry_after <= 41


async def test_a_retry_is_a_new_call_and_the_old_one_stays_made_once(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    engine.drawing = failing(EngineFailed("Half a picture.", decision=Decision.RETRY, cost=PRICE))
    anna = account(house, "anna")
    asked = await house.run(studio.request, anna, replace(ASK, variants=1, seed=7))
    async with Runner(house, tmp_path):
        failed = await until(house, anna, asked.id, ended)
        engine.drawing = quick
        again = await house.run(studio.retry, anna, failed.variants[0].id)
        assert again.variants[0].id != failed.variants[0].id
        with pytest.raises(Conflict):
            await house.run(studio.retry, anna, failed.variants[0].id)
        seen = await until(house, anna, asked.id, ended)
    assert (seen.status, seen.total, seen.variants[0].seed) == ("ready", 1, "7")
    assert seen.cost == 2 * PRICE
    assert set(engine.asked.values()) == {1}
    assert len(engine.asked) == 2


async def test_an_engine_that_says_nothing_is_given_up(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    engine.drawing = stalled
    anna = account(house, "anna")
    asked = await house.run(studio.request, anna, replace(ASK, variants=1))
    async with Runner(house, tmp_path, quiet=0.3):
        seen = await until(house, anna, asked.id, ended)
    assert seen.status == "failed"
    assert "silent for {seconds} s" in seen.variants[0].error
    assert seen.cost == PRICE


async def test_half_a_stream_and_a_bug_are_failures_with_a_sentence(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    async def half(order: Order) -> AsyncIterator[Forming | Finished]:
        yield Forming(png(order), "image/png", 0.5)

    anna = account(house, "anna")
    async with Runner(house, tmp_path):
        engine.drawing = half
        asked = await house.run(studio.request, anna, replace(ASK, variants=1))
        seen = await until(house, anna, asked.id, ended)
        assert "stopped before the picture was finished" in seen.variants[0].error
        engine.drawing = failing(ZeroDivisionError())
        asked = await house.run(studio.request, anna, replace(ASK, variants=1))
        seen = await until(house, anna, asked.id, ended)
        assert "Something in this server went wrong" in seen.variants[0].error
        assert seen.cost == PRICE


async def test_garbage_for_a_picture_is_paid_for_and_said(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    async def garbage(order: Order) -> AsyncIterator[Forming | Finished]:
        yield replace(finished(order, 31_000), picture=b"<html>out of order</html>")

    engine.drawing = garbage
    anna = account(house, "anna")
    asked = await house.run(studio.request, anna, replace(ASK, variants=1))
    async with Runner(house, tmp_path):
        seen = await until(house, anna, asked.id, ended)
    assert "not a picture" in seen.variants[0].error
    assert seen.cost == 31_000


async def test_a_refused_prompt_costs_nothing_and_is_not_drawn(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    engine.moderating_prompt = raising(EngineFailed("Not this.", decision=Decision.CHANGE_PROMPT))
    anna = account(house, "anna")
    asked = await house.run(studio.request, anna, ASK)
    async with Runner(house, tmp_path):
        seen = await until(house, anna, asked.id, ended)
    assert {variant.status for variant in seen.variants} == {"refused"}
    assert seen.prompt == "a boat"
    assert (seen.cost, dict(engine.asked)) == (0, {})
    assert (await house.run(studio.allowance, anna, "obedient")).pictures_left == house.limits.pictures_a_day


async def test_a_refused_picture_is_never_shown_and_counts(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    engine.moderating_picture = raising(EngineFailed("Not this.", decision=Decision.CHANGE_PROMPT))
    anna = account(house, "anna")
    asked = await house.run(studio.request, anna, replace(ASK, variants=1))
    async with Runner(house, tmp_path):
        seen = await until(house, anna, asked.id, ended)
    assert (seen.variants[0].status, seen.variants[0].picture.src, seen.cost) == ("refused", "", PRICE)
    assert (await house.run(studio.allowance, anna, "obedient")).pictures_left == house.limits.pictures_a_day - 1


async def test_moderation_that_does_not_answer_is_asked_again(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    answers: list[Exception | None] = [EngineFailed("Away.", decision=Decision.RETRY_LATER), None]

    async def shaky(_prompt: str) -> None:
        answer = answers.pop(0)
        if answer is not None:
            raise answer

    engine.moderating_prompt = shaky
    anna = account(house, "anna")
    asked = await house.run(studio.request, anna, replace(ASK, variants=1))
    async with Runner(house, tmp_path):
        seen = await until(house, anna, asked.id, ended)
    assert seen.status == "ready"
    assert set(engine.asked.values()) == {1}


async def test_a_full_disk_loses_nothing(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    store = FullStore(house.objects)
    anna = account(house, "anna")
    async with Runner(replace(house, objects=store), tmp_path):
        asked = await house.run(studio.request, anna, replace(ASK, variants=1))
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
        asked = await house.run(studio.request, anna, replace(ASK, variants=1))
        await until(house, anna, asked.id, lambda seen: seen.variants[0].status == "calling")
        holding = asyncio.create_task(asyncio.to_thread(hold))
        gate.set()
        await holding
        seen = await until(house, anna, asked.id, ended)
    locked.close()
    assert seen.status == "ready"
    assert set(engine.asked.values()) == {1}


async def test_a_runner_that_ends_gives_back_what_it_has(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    engine.drawing = stalled
    anna = account(house, "anna")
    async with Runner(house, tmp_path, grace=0):
        asked = await house.run(studio.request, anna, replace(ASK, variants=1))
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
        asked = await house.run(studio.request, anna, replace(ASK, variants=1))
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
        asked = await house.run(studio.request, anna, replace(ASK, variants=1))
        await until(house, anna, asked.id, lambda seen: bool(seen.variants[0].picture.src))
    assert (await house.run(studio.watch, anna, asked.id)).status == "ready"


async def test_nobody_waits_behind_one_persons_queue(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    """Anna fills the queue with work that never ends; Bert's picture comes all the same."""
    anna, bert = account(house, "anna"), account(house, "bert")

    async def by_person(order: Order) -> AsyncIterator[Forming | Finished]:
        async for piece in stalled(order) if order.prompt == "endless" else quick(order):
            yield piece

    engine.drawing = by_person
    async with Runner(house, tmp_path, grace=0):
        for _ in range(2):
            await house.run(studio.request, anna, Ask("obedient", "endless", variants=4))
        await asyncio.sleep(0.3)
        asked = await house.run(studio.request, bert, ASK)
        seen = await until(house, bert, asked.id, ended)
    assert seen.status == "ready"


async def test_references_come_along(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    anna, bert = account(house, "anna"), account(house, "bert")
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(data, "PNG")
    taken = await house.run(pictures.take, anna, data.getvalue(), "reference")
    ask = replace(ASK, variants=1, references=(taken.id,))
    with pytest.raises(NotFound):
        await house.run(studio.request, bert, ask)
    asked = await house.run(studio.request, anna, ask)
    assert len(asked.references) == 1
    async with Runner(house, tmp_path):
        await until(house, anna, asked.id, ended)
    assert len(engine.orders[0].references) == 1
    assert engine.orders[0].references[0].startswith(b"\x89PNG")


async def test_an_engine_that_is_gone_is_said(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    anna = account(house, "anna")
    asked = await house.run(studio.request, anna, replace(ASK, variants=1))
    house.engines.replace("obedient", None, None)
    async with Runner(house, tmp_path):
        seen = await until(house, anna, asked.id, ended)
    assert seen.status == "failed"
    assert "no engine called" in seen.variants[0].error
    assert seen.cost == 0


async def test_an_engine_is_woken_once_at_a_time(house: House, tmp_path: Path) -> None:
    woken = Sleepy()
    house.engines.replace("obedient", woken, None)
    async with Runner(house, tmp_path):
        for _ in range(5):
            studio.somebody_composes(house, "obedient")
        async with asyncio.timeout(5):
            await woken.woken.wait()
        for _ in range(5):
            studio.somebody_composes(house, "obedient")
        await asyncio.sleep(0.2)
        woken.gate.set()
    assert woken.times == 1


class Sleepy(ObedientEngine):
    """An engine that wakes slowly."""

    def __init__(self) -> None:
        super().__init__(paid=False)
        self.times, self.gate = 0, asyncio.Event()

    async def warm(self) -> None:
        self.times += 1
        self.woken.set()
        await self.gate.wait()


class FullStore:
    """A store whose disk is full until there is room."""

    def __init__(self, store: ObjectStore) -> None:
        self._store, self.room = store, False

    def put(self, key: str, data: bytes) -> None:
        if not self.room:
            raise Unavailable("The server's disk is full. Nothing was changed; the people who run it need to make room.")
        self._store.put(key, data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def failing(error: Exception) -> Callable[[Order], AsyncIterator[Forming | Finished]]:
    async def draw(order: Order) -> AsyncIterator[Forming | Finished]:
        raise error
        yield finished(order)

    return draw


def raising(error: Exception) -> Callable[[object], Awaitable[None]]:
    async def look(_what: object) -> None:
        raise error

    return look
