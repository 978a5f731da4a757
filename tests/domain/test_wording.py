"""Help with words: for accounts, not too often, and only while there is money."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rxfeed.domain import ids, wording
from rxfeed.domain.errors import LimitReached, NotSignedIn
from rxfeed.domain.house import Engines, House, Limits
from rxfeed.domain.limits import today
from rxfeed.domain.tables import Call, Generation
from rxfeed.domain.viewer import Viewer
from tests.domain.test_engine_key import KEY, Paid
from tests.domain.visitors import Standing
from tests.making import guest, person

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def paid(house: House, budget: int) -> House:
    return replace(house, engines=Engines({"openai": Paid(KEY)}), limits=Limits(budget_a_day=budget), clock=Standing(NOON))


def allowed(house: House, viewer: Viewer) -> bool:
    try:
        return wording.allow(house, viewer) == viewer.account_id
    except LimitReached:
        return False


def spend(house: House, viewer: Viewer, cost: int) -> None:
    now = house.clock.now()
    with house.database.writing() as session:
        made = Generation(
            id=ids.mint(), account_id=viewer.account_id, engine="openai", model="x", prompt="x", shape="1:1", quality="fine", width=8, height=8, created_at=now
        )
        session.add(made)
        session.flush()
        session.add(
            Call(id=ids.mint(), generation_id=made.id, account_id=viewer.account_id, number=0, prompt="x", seed=0, status="ready", paid=True, cost=cost,
                 day=today(now), created_at=now)
        )  # fmt: skip


def test_guests_are_asked_to_sign_in(house: House) -> None:
    with pytest.raises(NotSignedIn):
        wording.allow(house, guest(house))


def test_many_at_once_are_not_one_too_many(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "BY_ACCOUNT", replace(wording.BY_ACCOUNT, most=5))
    me = person(house)
    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(lambda _: allowed(house, me), range(16))) == 5
    assert allowed(house, person(house))


def test_after_an_hour_there_is_more(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "BY_ACCOUNT", replace(wording.BY_ACCOUNT, most=1))
    clock = Standing(NOON)
    house, me = replace(house, clock=clock), person(house)
    assert [allowed(house, me), allowed(house, me)] == [True, False]
    clock.pass_time(timedelta(hours=1))
    assert allowed(house, me)


def test_everybodys_words_together_stay_within_the_servers_money(house: House) -> None:
    house = paid(house, 3 * wording.ESTIMATE)
    assert [allowed(house, person(house)) for _ in range(5)] == [True, True, True, False, False]


def test_what_pictures_have_cost_counts(house: House) -> None:
    house, me = paid(house, 3 * wording.ESTIMATE), person(house)
    spend(house, me, 2 * wording.ESTIMATE)
    assert [allowed(house, me), allowed(house, me)] == [True, False]


def test_without_paid_engines_no_money_is_looked_at(house: House) -> None:
    assert allowed(replace(house, limits=Limits(budget_a_day=0)), person(house))
