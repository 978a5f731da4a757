"""Trending: what people have answered of late, in an order that is counted now and then (`feeds_runs`) and holds for whoever reads on.

`docs/ranking.md` says how it is counted.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import BigInteger, Integer, String, bindparam, select
from sqlmodel import col

from rxfeed.domain import cursors, feeds, feeds_page
from rxfeed.domain.errors import Invalid
from rxfeed.domain.feeds_page import FeedPage
from rxfeed.domain.house import House
from rxfeed.domain.tables import Trend, TrendRun
from rxfeed.domain.viewer import Viewer

PERIODS = ("day", "week", "all")
LOOKED_THROUGH = 96
"""Places that are looked through for one page, where a viewer doesn't see all of them."""
RUNS = select(col(TrendRun.number)).order_by(col(TrendRun.number).desc()).limit(3)
PLACES = (
    select(col(Trend.rank), col(Trend.post_id))
    .where(
        col(Trend.run) == bindparam("run", type_=BigInteger()),
        col(Trend.period) == bindparam("period", type_=String()),
        col(Trend.rank) > bindparam("rank", type_=BigInteger()),
    )
    .order_by(col(Trend.rank))
    .limit(bindparam("most", type_=Integer()))
)


def trending(house: House, viewer: Viewer, period: str = "day", cursor: str = "") -> FeedPage:
    """What trends, after the cursor, as it was ordered when that was given out. Raises `Invalid` for an unknown period and for a cursor that isn't one.

    Before anything has been counted it is the newest page of all. An order that isn't kept any more goes on in the newest one, at the same place: what the
    reader has seen there already, the page's store leaves out.
    """
    runs, (run, rank) = _runs(house), _place(period, cursor)
    if not runs:  # a server's first minute
        return replace(feeds.latest(house, viewer), next="", newest=cursors.pack(f"trending {period}", 0, 0))
    return _page(house, viewer, period, runs[0], run if run in runs else runs[0], rank)


def since(house: House, viewer: Viewer, period: str, cursor: str) -> FeedPage:
    """Nothing where the order is still the one of `cursor`; else the newest order from its beginning, and `reset`. Raises as `trending` does."""
    runs, (run, _) = _runs(house), _place(period, cursor)
    if not runs or run == runs[0]:
        return FeedPage([], "", cursor)
    return replace(_page(house, viewer, period, runs[0], runs[0], 0), reset=True)


def top(house: House, period: str, most: int) -> list[int]:
    """The first posts of the newest order, whoever may see them. Two prepared statements."""
    runs = _runs(house)
    return [post_id for _, post_id in house.database.rows(PLACES, run=runs[0], period=period, rank=0, most=most)] if runs else []


def _page(house: House, viewer: Viewer, period: str, newest: int, run: int, rank: int) -> FeedPage:
    places = house.database.rows(PLACES, run=run, period=period, rank=rank, most=LOOKED_THROUGH)
    page, gone = feeds_page.of_posts(house, viewer, [post_id for _, post_id in places])
    ends = gone == len(places) < LOOKED_THROUGH
    after = "" if ends else cursors.pack(f"trending {period}", run, places[gone - 1][0])
    return replace(page, next=after, newest=cursors.pack(f"trending {period}", newest, 0))


def _runs(house: House) -> list[int]:
    """Those that are kept, the newest first."""
    return [row[0] for row in house.database.rows(RUNS)]


def _place(period: str, cursor: str) -> tuple[int, int]:
    """Run and rank; no run's where the list begins."""
    if period not in PERIODS:
        raise Invalid("What trends is counted for a day, a week or all time.", field="period")
    if not cursor:
        return -1, 0
    run, rank = cursors.unpack(cursor, f"trending {period}", 2)
    return run, rank
