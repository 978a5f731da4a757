"""Every way in which a picture does not come: its sentence, its price, and what trying again means."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from rxfeed.domain import studio
from rxfeed.domain.errors import Conflict, Decision, EngineFailed, LimitReached
from rxfeed.domain.house import House
from rxfeed.domain.ports_engines import Finished, Forming, Order
from rxfeed.domain.studio import Ask
from rxfeed.jobs.runner import Runner
from tests.domain.people import account
from tests.jobs.engines import PRICE, ObedientEngine, failing, finished, png, quick, raising, stalled
from tests.jobs.watching import ended, until

ASK = Ask("obedient", "a boat", variants=2)


async def test_a_failed_call_says_why_and_is_never_made_again_by_itself(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    ends = {Decision.RETRY: "failed", Decision.RETRY_LATER: "failed", Decision.TELL_ADMIN: "failed", Decision.CHANGE_PROMPT: "refused"}

    async def as_the_prompt_says(order: Order) -> AsyncIterator[Forming | Finished]:
        raise EngineFailed("The server is {mood}.", decision=Decision(order.prompt), mood="sad", cost=123)
        yield finished(order)

    engine.drawing = as_the_prompt_says
    people = {decision: account(house, decision.value) for decision in ends}
    asked = {decision: await house.run(studio.request, viewer, replace(ASK, prompt=decision.value, variants=1)) for decision, viewer in people.items()}
    async with Runner(house, tmp_path):
        seen = {decision: await until(house, people[decision], asked[decision].id, ended) for decision in ends}
        await asyncio.sleep(1.2)
    for decision, status in ends.items():
        variant = seen[decision].variants[0]
        assert (variant.status, variant.error, variant.error_values, variant.decision) == (status, "The server is {mood}.", {"mood": "sad"}, decision)
        assert (variant.can_retry, seen[decision].cost, engine.asked[variant.id]) == (True, 123, 1)
    assert len(engine.asked) == len(ends)


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


async def test_an_engine_that_is_gone_is_said(house: House, engine: ObedientEngine, tmp_path: Path) -> None:
    anna = account(house, "anna")
    asked = await house.run(studio.request, anna, replace(ASK, variants=1))
    house.engines.replace("obedient", None, None)
    async with Runner(house, tmp_path):
        seen = await until(house, anna, asked.id, ended)
    assert seen.status == "failed"
    assert "no engine called" in seen.variants[0].error
    assert seen.cost == 0
