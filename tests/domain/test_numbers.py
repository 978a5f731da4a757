"""Views and numbers over time: counted once a day, for whom nobody can say, and shown to their author alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from rxfeed.domain import circle, gallery, marks, numbers
from rxfeed.domain.errors import Invalid, NotFound, NotSignedIn, RxfeedError
from rxfeed.domain.house import House
from rxfeed.domain.numbers_views import PERIODS, measure
from rxfeed.domain.tables import Looked, ServerFact
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making
from tests.counting import counted
from tests.domain.clocks import HeldClock

TODAY = date(2026, 11, 22)


def _totals(view: numbers.NumbersView) -> dict[str, tuple[int, int]]:
    return {row.name: (row.total, row.lately) for row in view.measures}


def test_a_visitor_counts_once_a_day(house: House) -> None:
    mara, noor = making.person(house), making.person(house)
    post = making.post(house, mara).card.id
    here, there = Viewer(address="198.51.100.1"), Viewer(address="198.51.100.2")
    seen = [numbers.look(house, viewer, post) for viewer in (mara, noor, noor, here, here, there, making.guest(house))]
    assert seen == [False, True, False, True, False, True, True]
    later = replace(house, clock=HeldClock(house.clock.now() + timedelta(days=1)))
    assert (numbers.look(later, noor, post), numbers.forget_days(later)) == (True, 4)
    assert _totals(numbers.of_post(later, mara, post))["views"] == (5, 5)
    with house.database.reading() as session:
        assert len(session.exec(select(Looked)).all()) == len([fact for fact in session.exec(select(ServerFact)) if fact.key.startswith("views ")]) == 1


def test_what_is_not_seen_is_not_counted(house: House) -> None:
    mara, noor = making.person(house), making.person(house)
    rated, post = making.post(house, mara, rating="mature").card.id, making.post(house, mara).card.id
    circle.block(house, mara, noor.handle)
    gallery.bin(house, mara, kept := making.post(house, mara).card.id)
    looks = [(NOBODY, rated), (noor, post), (making.person(house), kept)]
    assert [numbers.look(house, making.again(house, viewer), each) for viewer, each in looks] == [False, False, False]
    with pytest.raises(NotFound):
        numbers.look(house, noor, "x" * 50_000)


def test_an_author_alone_sees_them(house: House) -> None:
    mara, noor = making.person(house), making.person(house)
    post = making.post(house, mara).card.id
    making.post(house, mara)
    marks.like(house, noor, post, on=True)
    marks.save(house, noor, post, on=True)
    numbers.look(house, noor, post)
    gallery.bin(house, noor, making.remix(house, noor, post))
    making.remix(house, noor, post)
    with counted(house) as asked:
        of_all = numbers.of_account(house, mara)
    assert _totals(of_all) == _totals(numbers.of_post(house, mara, post)) == dict.fromkeys(("views", "likes", "saves", "remixes"), (1, 1))
    assert ([best.id for best in of_all.best], len(asked)) == ([post], 7)
    refusals: list[tuple[Viewer, str, str, type[RxfeedError]]] = [
        (noor, post, "month", NotFound), (NOBODY, post, "month", NotSignedIn), (mara, "nothing", "month", NotFound), (mara, post, "ever", Invalid),
    ]  # fmt: skip
    for viewer, number, period, refusal in refusals:
        with pytest.raises(refusal):
            numbers.of_post(house, viewer, number, period)


def test_days_are_those_of_utc(house: House) -> None:
    mara, noor = making.person(house), making.person(house)
    late = replace(house, clock=HeldClock(datetime(2026, 11, 20, 23, 59, tzinfo=UTC)))
    post = making.post(late, mara).card.id
    marks.like(late, noor, post, on=True)
    numbers.look(late, noor, post)
    now = replace(house, clock=HeldClock(datetime(2026, 11, 22, 0, 1, tzinfo=UTC)))
    likes, views = ({bar.day: bar.count for bar in row.bars if bar.count} for row in numbers.of_post(now, mara, post).measures[1::-1])
    assert likes == views == {"2026-11-20": 1}


@given(st.sampled_from(sorted(PERIODS)), st.dictionaries(st.dates(date(2025, 6, 1), date(2026, 12, 1)), st.integers(1, 10**6), max_size=20))
def test_bars_hold_what_is_in_their_time(period: str, counts: dict[date, int]) -> None:
    bars, days = PERIODS[period]
    made = measure("views", period, TODAY, 0, counts)
    inside = sum(count for day, count in counts.items() if timedelta() <= TODAY - day < timedelta(days=bars * days))
    assert (made.lately, len(made.bars), sum(bar.count for bar in made.bars)) == (inside, bars, inside)
    assert all((bar.count > 0) == (bar.tall > 0) and bar.tall <= 100 for bar in made.bars)
    assert max(bar.tall for bar in made.bars) == (100 if inside else 0)
