"""Trending: what counts how much, runs that hold while one reads, and who sees what of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import col, select, update

from rxfeed.domain import circle, feeds_runs, feeds_trending, gallery, ids, marks
from rxfeed.domain.errors import Invalid
from rxfeed.domain.feeds_page import PAGE, FeedPage
from rxfeed.domain.house import House
from rxfeed.domain.tables import Like, Trend, TrendRun
from rxfeed.domain.viewer import NOBODY
from tests import making
from tests.counting import counted


@dataclass
class At:
    """A clock that stands where it is put."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


def _ids(page: FeedPage) -> list[str]:
    return [card["id"] for card in json.loads(page.json())["cards"]]


def _later(house: House, **time: float) -> House:
    return replace(house, clock=At(house.clock.now() + timedelta(**time)))


def test_newer_marks_count_more_and_remixes_most(house: House) -> None:
    mara, tariq, noor = (making.person(house, name) for name in ("mara", "tariq", "noor"))
    old, new, remixed, unmarked = (making.post(house, mara).card.id for _ in range(4))
    for viewer, post in ((tariq, old), (noor, old), (tariq, new)):
        marks.like(house, viewer, post, on=True)
    child = making.remix(house, tariq, remixed)
    _aged(house, old, hours=7)
    assert feeds_runs.count(house) == 1
    assert _ids(feeds_trending.trending(house, NOBODY)) == [remixed, new, old, child, unmarked], "24, 8 and 2 × 4 points, of which the newer post comes first"
    assert _ids(feeds_trending.trending(house, NOBODY, "all")) == [remixed, old, new, child, unmarked]
    assert _scores(house, "day") == [24, 8, 8, 0, 0]
    assert _scores(house, "week") == [24, 16, 8, 0, 0]
    assert feeds_runs.count(_later(house, hours=1)) == 0, "nothing has changed"


def test_whoever_reads_on_stays_in_the_order_they_began_with(house: House) -> None:
    mara, tariq = making.person(house), making.person(house)
    posts = [making.post(house, mara).card.id for _ in range(PAGE + 4)]
    feeds_runs.count(house)
    first = feeds_trending.trending(house, tariq)
    for number, post in enumerate(posts[:4], 1):
        marks.like(house, tariq, post, on=True)
        if number == 1:
            assert feeds_runs.count(house) == 0, "one was just made"
            assert feeds_runs.count(_later(house, minutes=5 * number)) == 1
            assert _ids(first) + _ids(feeds_trending.trending(house, tariq, cursor=first.next)) == posts[::-1]
            news = feeds_trending.since(house, tariq, "day", first.newest)
            assert (_ids(news)[0], news.reset) == (posts[0], True)
            assert feeds_trending.since(house, tariq, "day", news.newest) == FeedPage([], "", news.newest)
        else:
            assert feeds_runs.count(_later(house, minutes=5 * number)) == 1
    with house.database.reading() as session:
        assert [row.number for row in session.exec(select(TrendRun).order_by(col(TrendRun.number)))] == [3, 4, 5]
    gone = _ids(feeds_trending.trending(house, tariq, cursor=first.next))
    assert len(gone) == 4, "the first run is gone: from the same place of the newest"


def test_every_viewer_sees_what_is_theirs_to_see(house: House) -> None:
    mara, tariq, noor = (making.person(house, name) for name in ("mara", "tariq", "noor"))
    general, mature, binned = making.post(house, mara).card.id, making.post(house, mara, rating="mature").card.id, making.post(house, mara).card.id
    feeds_runs.count(house)
    gallery.bin(house, mara, binned)
    circle.block(house, mara, "noor")
    assert _ids(feeds_trending.trending(house, NOBODY)) == [general]
    assert _ids(feeds_trending.trending(house, tariq)) == [mature, general]
    assert _ids(feeds_trending.trending(house, making.again(house, noor))) == []


def test_odd_periods_and_cursors_are_refused(house: House) -> None:
    post = making.post(house, making.person(house)).card.id
    before = feeds_trending.trending(house, NOBODY)
    assert _ids(before) == [post], "nothing has been counted yet"
    feeds_runs.count(house)
    assert feeds_trending.since(house, NOBODY, "day", before.newest).reset
    week = feeds_trending.trending(house, NOBODY, "week").newest
    odd: tuple[Callable[[], object], ...] = (
        lambda: feeds_trending.trending(house, NOBODY, "year"),
        lambda: feeds_trending.trending(house, NOBODY, "day", week),
        lambda: feeds_trending.since(house, NOBODY, "day", "x" * 10_000),
    )
    for ask in odd:
        with pytest.raises(Invalid):
            ask()


def test_a_page_is_three_statements_and_one_for_the_viewers_marks(house: House) -> None:
    mara = making.person(house)
    making.post(house, mara)
    feeds_runs.count(house)
    feeds_trending.trending(house, mara)
    with counted(house) as asked:
        feeds_trending.trending(house, mara)
    assert len(asked) == 4


def test_several_workers_make_one_run(house: House) -> None:
    making.post(house, making.person(house))
    assert feeds_runs._write(house, 0, {"day": [(7, 1)]}) == 1
    assert feeds_runs._write(house, 0, {"day": [(8, 1)]}) == 0


def _aged(house: House, post: str, **time: float) -> None:
    with house.database.writing() as session:
        session.execute(update(Like).where(col(Like.post_id) == ids.from_text(post)).values(since=datetime.now(UTC) - timedelta(**time)))


def _scores(house: House, period: str) -> list[int]:
    with house.database.reading() as session:
        return list(session.exec(select(Trend.score).where(Trend.period == period).order_by(col(Trend.rank))))
