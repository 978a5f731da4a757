"""What one may use up: pictures, generations at once, the server's money and places."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from rxfeed.domain import studio, studio_claiming, studio_work
from rxfeed.domain.errors import LimitReached
from rxfeed.domain.house import House
from rxfeed.domain.studio import Ask
from rxfeed.domain.viewer import Viewer
from tests.domain.asking import ASK, end_all
from tests.domain.clocks import HeldClock
from tests.domain.people import account, guest
from tests.jobs.engines import PRICE


def test_two_generations_at_once(house: House, anna: Viewer, bert: Viewer) -> None:
    studio.request(house, anna, ASK)
    second = studio.request(house, anna, replace(ASK, variants=4))
    with pytest.raises(LimitReached, match="2 of your generations"):
        studio.request(house, anna, ASK)
    assert studio.allowance(house, anna, "obedient").reason.startswith("{running} of your generations")
    studio.request(house, bert, ASK)
    studio.cancel(house, anna, second.id)
    studio.request(house, anna, ASK)


def test_pictures_a_day(house: House, anna: Viewer) -> None:
    house = replace(house, limits=replace(house.limits, pictures_a_day=5, generations_at_once=9))
    studio.request(house, anna, replace(ASK, variants=4))
    left = studio.allowance(house, anna, "obedient")
    assert (left.pictures_left, left.pictures_a_day, left.running, left.at_once, left.paid, left.reason) == (1, 5, 1, 9, True, "")
    with pytest.raises(LimitReached, match="Left today: 1"):
        studio.request(house, anna, replace(ASK, variants=2))
    studio.request(house, anna, ASK)
    with pytest.raises(LimitReached, match="5 pictures are used up") as refusal:
        studio.request(house, anna, ASK)
    assert 0 < refusal.value.retry_after <= 86_400
    assert studio.allowance(house, anna, "obedient").reason.startswith("Today's {most} pictures")


def test_what_failed_or_was_cancelled_frees_the_quota(house: House, anna: Viewer) -> None:
    house = replace(house, limits=replace(house.limits, pictures_a_day=2))
    asked = studio.request(house, anna, replace(ASK, variants=2))
    studio.cancel(house, anna, asked.id)
    assert studio.allowance(house, anna, "obedient").pictures_left == 2
    studio.request(house, anna, replace(ASK, variants=2))
    end_all(house)
    assert studio.allowance(house, anna, "obedient").pictures_left == 2


def test_a_new_day_begins_at_midnight_utc(house: House, anna: Viewer) -> None:
    house = replace(house, limits=replace(house.limits, pictures_a_day=1, generations_at_once=9))
    late = replace(house, clock=HeldClock(datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC)))
    studio.request(late, anna, ASK)
    with pytest.raises(LimitReached):
        studio.request(late, anna, ASK)
    studio.request(replace(house, clock=HeldClock(datetime(2026, 11, 23, tzinfo=UTC))), anna, ASK)


def test_guests_are_limited_by_browser_and_by_address(house: House) -> None:
    house = replace(house, limits=replace(house.limits, guest_pictures_a_day=4, generations_at_once=9))
    sketch = Ask("sketch", "a boat", variants=3)
    one, another, elsewhere = guest(), guest(), guest("198.51.100.1")
    studio.request(house, one, sketch)
    with pytest.raises(LimitReached, match="Left today: 1"):
        studio.request(house, another, sketch)
    with pytest.raises(LimitReached, match="Left today: 1"):
        studio.request(house, replace(one, address="198.51.100.1"), sketch)
    studio.request(house, another, replace(sketch, variants=1))
    with pytest.raises(LimitReached, match="Sign up for more"):
        studio.request(house, another, replace(sketch, variants=1))
    studio.request(house, elsewhere, sketch)


def test_the_servers_money(house: House, anna: Viewer, bert: Viewer) -> None:
    house = replace(house, limits=replace(house.limits, budget_a_day=3 * PRICE, generations_at_once=9))
    studio.request(house, anna, replace(ASK, variants=2))
    assert studio.allowance(house, bert, "obedient").budget_left == PRICE
    with pytest.raises(LimitReached, match="money for today"):
        studio.request(house, bert, replace(ASK, variants=2))
    studio.request(house, bert, ASK)
    assert studio.allowance(house, anna, "obedient").reason.startswith("This server's money")
    assert studio.allowance(house, anna, "sketch").reason == ""
    studio.request(house, anna, Ask("sketch", "a boat"))
    closed = replace(house, limits=replace(house.limits, budget_a_day=0))
    with pytest.raises(LimitReached, match="spends no money"):
        studio.request(closed, anna, ASK)


def test_a_budget_that_shrank_is_looked_at_again_before_the_call(house: House, anna: Viewer) -> None:
    studio.request(house, anna, ASK)
    work = studio_claiming.claim(house, "me")
    assert work is not None
    studio_work.begin_moderating(house, "me", work)
    with pytest.raises(LimitReached):
        studio_work.begin_calling(replace(house, limits=replace(house.limits, budget_a_day=PRICE - 1)), "me", work)


def test_a_retry_is_limited_like_a_first_try(house: House, anna: Viewer) -> None:
    asked = studio.request(house, anna, replace(ASK, variants=2))
    studio.cancel(house, anna, asked.id, asked.variants[0].id)
    poor = replace(house, limits=replace(house.limits, pictures_a_day=1))
    with pytest.raises(LimitReached, match="used up"):
        studio.retry(poor, anna, asked.variants[0].id)
    studio.request(house, anna, ASK)
    studio.retry(house, anna, asked.variants[0].id)


def test_the_server_has_so_many_places(house: House, anna: Viewer, bert: Viewer) -> None:
    house = replace(house, limits=replace(house.limits, calls_at_once=3, generations_at_once=9))
    for viewer in (anna, anna, bert):
        studio.request(house, viewer, replace(ASK, variants=4))
    turns = [studio_claiming.claim(house, "me") for _ in range(4)]
    assert [work.account_id if work else None for work in turns] == [anna.account_id, bert.account_id, None, None]
    carla = account(house, "carla")
    studio.request(house, carla, ASK)
    turn = studio_claiming.claim(house, "me")
    assert turn is not None
    assert turn.account_id == carla.account_id
