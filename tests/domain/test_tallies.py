"""Counting in a window of time: by everybody at once, and anew when it is over."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rxfeed.domain import tallies
from rxfeed.domain.errors import LimitReached
from rxfeed.domain.house import House
from rxfeed.domain.tallies import Pace
from tests.domain.visitors import Standing

PACE = Pace("Wait {minutes} min.", 5, timedelta(minutes=10))


def allowed(house: House, key: str = "kites") -> bool:
    try:
        with house.database.writing() as session:
            tallies.charge(house, session, key, PACE)
    except LimitReached:
        return False
    return True


def test_so_many_at_once_and_so_many_again_later(house: House) -> None:
    house = replace(house, clock=Standing(datetime(2026, 5, 1, 12, tzinfo=UTC)))
    with ThreadPoolExecutor(8) as crowd:
        assert sum(crowd.map(lambda _: allowed(house), range(20))) == PACE.most
    assert allowed(house, "boats")
    house.clock.pass_time(timedelta(minutes=4, seconds=30))
    with house.database.writing() as session, pytest.raises(LimitReached) as refused:
        tallies.charge(house, session, "kites", PACE)
    assert (refused.value.retry_after, refused.value.values["minutes"]) == (330.0, 6)
    house.clock.pass_time(timedelta(minutes=5, seconds=30))
    assert [allowed(house) for _ in range(6)] == [True] * 5 + [False]
