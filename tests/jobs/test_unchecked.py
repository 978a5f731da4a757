"""Pictures that came and that nobody can look at: they wait, and in the end their owner is told and loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from rxfeed.domain import studio, studio_leases
from rxfeed.domain.errors import Conflict, Decision, EngineFailed, NotFound
from rxfeed.domain.house import House
from rxfeed.domain.studio import Ask
from rxfeed.jobs.runner import Runner
from tests.domain.clocks import HeldClock
from tests.domain.people import account
from tests.jobs.engines import PRICE, ObedientEngine, fine, garbage, never, raising
from tests.jobs.watching import ended, until

ASK = Ask("obedient", "a boat", variants=1)


async def test_a_refused_key_keeps_a_picture_waiting(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    house = replace(house, limits=replace(house.limits, calls_at_once=1))
    engine.moderating_picture = raising(EngineFailed("The key was refused.", decision=Decision.TELL_ADMIN))
    anna, bert = account(house, "anna"), account(house, "bert")
    asked = await house.run(studio.request, anna, ASK)
    async with Runner(house, tmp_path):
        seen = await until(house, anna, asked.id, lambda seen: bool(seen.variants[0].error))
        assert (seen.variants[0].status, seen.variants[0].error) == ("storing", "The key was refused.")
        house.engines.replace("another", ObedientEngine(), None)
        other = await house.run(studio.request, bert, replace(ASK, engine="another"))
        assert (await until(house, bert, other.id, ended)).status == "ready"
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
