"""Many at once: what is counted is never exceeded, and nothing is given out twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

from sqlmodel import select

from rxfeed.domain import limits, studio, studio_claiming, studio_work
from rxfeed.domain.errors import Conflict, LimitReached, NotFound
from rxfeed.domain.house import House
from rxfeed.domain.studio import Ask
from rxfeed.domain.tables import Call
from tests.domain.people import account
from tests.jobs.engines import PRICE, ObedientEngine

THREADS = 8
ASK = Ask("obedient", "a boat")


def at_once(does: Callable[[int], str]) -> Counter[str]:
    """Eight threads do it, all starting at the same moment."""
    start = Barrier(THREADS)

    def one(number: int) -> str:
        start.wait()
        try:
            return does(number)
        except (LimitReached, Conflict, NotFound) as error:
            return type(error).__name__

    with ThreadPoolExecutor(THREADS) as threads:
        return Counter(threads.map(one, range(THREADS)))


def test_the_budget_is_never_exceeded(house: House) -> None:
    house.engines.replace("obedient", ObedientEngine(), None)
    house = replace(house, limits=replace(house.limits, budget_a_day=3 * PRICE + PRICE // 2))
    people = [account(house, f"person{number}") for number in range(THREADS)]
    assert at_once(lambda number: studio.request(house, people[number], ASK).status) == {"queued": 3, "LimitReached": THREADS - 3}
    with house.database.reading() as session:
        assert limits.spent(session, limits.today(house.clock.now())) == 3 * PRICE


def test_a_quota_and_the_places_at_once_are_never_exceeded(house: House) -> None:
    house.engines.replace("obedient", ObedientEngine(), None)
    anna = account(house, "anna")
    assert at_once(lambda _: studio.request(house, anna, ASK).status) == {"queued": 2, "LimitReached": THREADS - 2}
    wide = replace(house, limits=replace(house.limits, generations_at_once=99, pictures_a_day=5))
    assert at_once(lambda _: studio.request(wide, anna, ASK).status) == {"queued": 3, "LimitReached": THREADS - 3}


def test_one_call_is_claimed_by_one_runner(house: House) -> None:
    house.engines.replace("obedient", ObedientEngine(), None)
    studio.request(house, account(house, "anna"), ASK)
    assert at_once(lambda number: "claimed" if studio_claiming.claim(house, f"runner{number}") else "nothing") == {"claimed": 1, "nothing": THREADS - 1}


def test_the_servers_places_are_never_exceeded(house: House) -> None:
    house = replace(house, limits=replace(house.limits, calls_at_once=THREADS // 2))
    house.engines.replace("obedient", ObedientEngine(), None)
    for number in range(THREADS):
        studio.request(house, account(house, f"person{number}"), ASK)
    places = house.limits.calls_at_once
    turns = at_once(lambda number: "claimed" if studio_claiming.claim(house, f"runner{number}") else "nothing")
    assert turns == {"claimed": places, "nothing": THREADS - places}


def test_retry_pressed_eight_times_is_one_retry(house: House) -> None:
    house.engines.replace("obedient", ObedientEngine(), None)
    anna = account(house, "anna")
    asked = studio.request(house, anna, ASK)
    studio.cancel(house, anna, asked.id)
    assert at_once(lambda _: studio.retry(house, anna, asked.variants[0].id).status) == {"queued": 1, "Conflict": THREADS - 1}
    with house.database.reading() as session:
        assert len(session.exec(select(Call.id)).all()) == 2


def test_cancel_and_work_at_once_leave_one_truth(house: House) -> None:
    """Whoever comes first has it: a cancelled call is never called, a called one is counted."""
    house.engines.replace("obedient", ObedientEngine(), None)
    anna = account(house, "anna")
    asked = studio.request(house, anna, ASK)
    work = studio_claiming.claim(house, "me")
    assert work is not None
    studio_work.begin_moderating(house, "me", work)

    def either(number: int) -> str:
        if number % 2:
            return studio.cancel(house, anna, asked.id).status
        studio_work.begin_calling(house, "me", work)
        return "calling"

    done = at_once(either)
    seen = studio.watch(house, anna, asked.id)
    assert seen.status == "cancelled"
    assert done["calling"] <= 1
    assert seen.cost == PRICE * done["calling"]
