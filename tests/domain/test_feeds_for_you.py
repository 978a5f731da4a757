"""For you: whose pictures come first and why, pages of an order that stays, and what was shown before."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from rxfeed.domain import circle, feeds, feeds_for_you, feeds_page, marks_placing, opinions, ranking_sources, reader_clock, visits, visits_packing
from rxfeed.domain.errors import Invalid, NotFound, NotSignedIn
from rxfeed.domain.feeds_page import FeedPage
from rxfeed.domain.house import House
from rxfeed.domain.ranking import Candidate, Features, Ranked, Weights
from rxfeed.domain.tastes_recipe import STANDARD, Recipe, recipe
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making
from tests.counting import counted
from tests.domain.test_search_similar import painted, pixels


@pytest.fixture
def me(house: House) -> Viewer:
    return making.person(house)


def _ids(page: FeedPage) -> list[str]:
    return [card["id"] for card in json.loads(page.json())["cards"]]


def _nine(house: House, viewer: Viewer, one: Recipe = STANDARD) -> list[str]:
    return [json.loads(card)["id"] for card in feeds_for_you.first_nine(house, viewer, one)]


def test_an_order_stays_for_the_visit_whatever_happens_meanwhile(house: House, me: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds_page, "PAGE", 3)
    others = [making.person(house) for _ in range(3)]
    made = [making.post(house, other).card.id for other in others for _ in range(3)]
    first = feeds_for_you.for_you(house, me)
    making.post(house, others[0])
    marks_placing.like(house, me, made[8], on=True)
    again = feeds_for_you.for_you(house, me)
    second = feeds_for_you.for_you(house, me, first.next)
    third = feeds_for_you.for_you(house, me, second.next)
    assert _ids(again) == _ids(first)
    assert sorted(_ids(first) + _ids(second) + _ids(third)) == sorted(made)
    assert third.next == ""


def test_a_new_visit_begins_with_what_was_not_shown(house: House, me: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds_page, "PAGE", 2)
    for _ in range(4):
        making.post(house, making.person(house))
    first = feeds_for_you.for_you(house, me)
    assert not feeds.since(house, me, first.newest).cards
    later = making.post(house, making.person(house)).card.id
    assert _ids(feeds.since(house, me, first.newest)) == [later], "what waits for the next visit"
    fresh = feeds_for_you.since(house, me, first.newest)
    assert fresh.reset
    assert not set(_ids(first)) & set(_ids(fresh))
    for _ in range(5):
        feeds_for_you.since(house, me, "")
    assert len(visits.mine(house, me)) == len(visits.SEEN)
    with pytest.raises(Invalid, match="Load it again"):
        feeds_for_you.for_you(house, me, first.next)


def test_a_cursor_is_of_one_person_and_one_list(house: House, me: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds_page, "PAGE", 1)
    for _ in range(2):
        making.post(house, making.person(house))
    cursor = feeds_for_you.for_you(house, me).next
    assert len(_ids(feeds_for_you.for_you(house, me, cursor))) == 1
    for viewer, given in ((making.person(house), cursor), (me, cursor[::-1]), (me, "x" * 50_000), (NOBODY, cursor)):
        with pytest.raises(Invalid, match="Load it again"):
            feeds_for_you.for_you(house, viewer, given)


def test_who_is_followed_comes_first_and_says_so(house: House, me: Viewer) -> None:
    known, other = making.person(house, "known"), making.person(house)
    followed = making.post(house, known).card.id
    making.post(house, other)
    circle.follow(house, me, "known")
    assert _ids(feeds_for_you.for_you(house, me))[0] == followed
    why = feeds_for_you.why(house, me, followed)
    assert (why.place, why.source) == (1, "followed")
    assert next((line.name, line.weight, line.feature, line.points) for line in why.lines) == ("followed", 8, 1.0, 8.0)
    assert sum(line.points for line in why.lines) == pytest.approx(why.total)
    assert feeds_for_you.why(house, other, followed).place == feeds_for_you.why(house, NOBODY, followed).place == 0
    with pytest.raises(NotFound):
        feeds_for_you.why(house, me, "junk")


def test_tags_remixes_and_recipes_count(house: House, me: Viewer) -> None:
    one, two, three = (making.person(house) for _ in range(3))
    liked = making.post(house, one, tags="paper").card.id
    marks_placing.like(house, me, liked, on=True)
    child = making.remix(house, two, liked)
    paper, neon = making.post(house, three, tags="paper").card.id, making.post(house, making.person(house), tags="neon").card.id
    none = dict.fromkeys(("followed", "tags", "remixes", "popular", "fresh", "newcomers", "seen"), 0)
    assert _nine(house, me, recipe(none | {"remixes": 10}, "", "", []))[0] == child
    assert _nine(house, me, recipe(none | {"tags": 10}, "", "", []))[0] == paper
    assert _nine(house, me, recipe(none, "neon", "", []))[0] == neon
    assert _nine(house, me, recipe(none, "", "neon", [])).index(neon) > 1, "a remix waits beside its parent"
    assert set(_nine(house, me, recipe({}, "", "", [("originals", "always")]))) == {liked, paper, neon}
    assert _nine(house, me, recipe({}, "", "", [("followed", "always")])) == []
    assert visits.mine(house, me) == [], "a look begins no visit"


def test_what_looks_like_a_liked_picture_is_found_and_counts(house: House, me: Viewer) -> None:
    liked, _, twin = (painted(house, making.person(house), pixels(*look)) for look in ((1,), (9,), (1, 0.02)))
    marks_placing.like(house, me, liked, on=True)
    none = dict.fromkeys(("followed", "tags", "remixes", "popular", "fresh", "newcomers", "seen"), 0)
    assert _nine(house, me, recipe(none | {"alike": 10, "seen": 1}, "", "", []))[:2] == [liked, twin]
    feeds_for_you.for_you(house, me)
    why = feeds_for_you.why(house, me, twin)
    assert why.source == "similar"
    assert next(line.feature for line in why.lines if line.name == "alike") > 0.9


@pytest.mark.parametrize(("zone", "shown"), [("Pacific/Kiritimati", 0), ("Pacific/Pago_Pago", 1), ("", 1), ("Europe/Berlin; --", 1), (7, 1), ("x" * 50_000, 1)])
def test_weekends_go_by_the_readers_clock(house: House, me: Viewer, monkeypatch: pytest.MonkeyPatch, zone: str, shown: int) -> None:
    making.post(house, making.person(house))
    at_weekends = recipe({}, "", "", [("followed", "weekends")])
    reader_clock.tell(house, me, zone)
    reader_clock.tell(house, NOBODY, zone)
    friday = datetime(2026, 11, 20, 12, tzinfo=UTC)  # Saturday in Kiritimati already
    monkeypatch.setattr(type(house.clock), "now", lambda _: friday)
    assert len(_nine(house, me, at_weekends)) == shown
    assert reader_clock.now(house, me.require_account()) == friday


def test_what_somebody_said_of_a_picture_counts_and_is_taken_back(house: House, me: Viewer) -> None:
    boring, good = (making.post(house, making.person(house), tags=tag).card.id for tag in ("neon", "paper"))
    like_good = making.post(house, making.person(house), tags="paper").card.id
    feeds_for_you.for_you(house, me)
    opinions.say(house, me, boring, more=False)
    opinions.say(house, me, good, more=True)
    assert set(_ids(feeds_for_you.for_you(house, me))) == {good, like_good}
    assert [(view.id, view.more) for view in opinions.mine(house, me)] == [(good, True), (boring, False)]
    assert opinions.mine(house, making.person(house)) == []
    opinions.take_back(house, me, boring)
    assert boring in _ids(feeds_for_you.for_you(house, me))
    with pytest.raises(NotSignedIn):
        opinions.say(house, NOBODY, boring, more=True)
    with pytest.raises(NotFound):
        opinions.say(house, me, "0" * 13, more=True)


def test_nobody_sees_here_what_other_feeds_keep_from_them(house: House, me: Viewer) -> None:
    for viewer, handle in ((making.person(house, "blocker"), "blocker"), (making.person(house, "muted"), "muted")):
        making.post(house, viewer)
        circle.follow(house, me, handle)
    secret = making.person(house, "secret")
    making.post(house, secret, visibility="followers")
    making.post(house, me)
    circle.block(house, making.again(house, Viewer(account_id=secret.account_id)), me.handle)
    circle.mute(house, me, "muted")
    circle.block(house, me, "blocker")
    assert _ids(feeds_for_you.for_you(house, making.again(house, me))) == []


def test_a_visit_begins_with_the_same_number_of_queries_however_much_there_is(house: House, me: Viewer) -> None:
    for _ in range(3):
        making.post(house, making.person(house), tags="a b")
    feeds_for_you.for_you(house, making.person(house))
    with counted(house) as begun:
        first = feeds_for_you.for_you(house, me)
    with counted(house) as again:
        feeds_for_you.for_you(house, me)
    assert len(first.cards) == 3
    assert (len(begun), len(again)) == (22, 4), begun


def test_places_come_back_as_they_went() -> None:
    order = [Ranked(Candidate(2**62 + 1, 0, 0, source, Features(*range(10))), 3, 255, floor=True) for source in ranking_sources.SOURCES]
    kept = visits_packing.packed(order)
    assert [visits_packing.at(kept, place) for place in range(visits_packing.count(kept))] == order
    assert order[0].points(Weights()) == visits_packing.at(kept, 0).points(Weights())
