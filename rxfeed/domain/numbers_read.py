"""Numbers over time, from the rows of what people did."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from rxfeed.domain import ids
from rxfeed.domain.errors import NotFound
from rxfeed.domain.house import House
from rxfeed.domain.lineage_walk import HOLDS
from rxfeed.domain.numbers_looking import day
from rxfeed.domain.numbers_views import MEASURES, Best, NumbersView, first_day, measure
from rxfeed.domain.pictures_view import public_address
from rxfeed.domain.tables import Edge, Like, Post, PostDay, PostPicture, Save
from rxfeed.domain.viewer import Viewer

BEST = 5


def of_post(house: House, viewer: Viewer, post_id: str, period: str = "month") -> NumbersView:
    """A post's, for its author. Raises `NotSignedIn`, `NotFound` for everybody else, `Invalid` for an unknown period."""
    me, number = viewer.require_reader(), ids.from_text(post_id)
    with house.database.reading() as session:
        post = session.get(Post, number)
        if post is None or post.account_id != me:
            raise NotFound("There is no such picture. Or its numbers are not yours to see.")
        return _numbers(house, session, col(Post.id) == number, period)


def of_account(house: House, viewer: Viewer, period: str = "month") -> NumbersView:
    """Those of everything that the viewer has published and not taken away, and what of it was looked at most. Raises `NotSignedIn`, `Invalid`."""
    mine = (col(Post.account_id) == viewer.require_reader()) & (col(Post.status) == "published")
    with house.database.reading() as session:
        return _numbers(house, session, mine, period, several=True)


def _numbers(house: House, session: Session, which: ColumnElement[bool], period: str, *, several: bool = False) -> NumbersView:
    today = day(house.clock.now())
    first = first_day(period, today)
    counts = {
        "views": _by_day(session, select(col(PostDay.day), func.sum(PostDay.views)).join(Post, col(Post.id) == col(PostDay.post_id)), which, first),
        "likes": _moments(house, session, col(Like.since), col(Like.post_id), which, first),
        "saves": _moments(house, session, col(Save.since), col(Save.post_id), which, first),
        "remixes": _moments(house, session, col(Edge.made_at), col(Edge.parent_id), which & _stands(), first),
    }
    totals = _totals(session, which)
    measures = [measure(name, period, today, totals[name], counts[name]) for name in MEASURES]
    return NumbersView(period, measures, _best(session, which, first) if several else [])


def _by_day(session: Session, query: Select[Any, Any], which: ColumnElement[bool], first: date) -> dict[date, int]:
    rows = session.execute(query.where(which, col(PostDay.day) >= first).group_by(col(PostDay.day)))
    return {row[0]: int(row[1]) for row in rows}


def _moments(house: House, session: Session, moment: Any, post: Any, which: ColumnElement[bool], first: date) -> dict[date, int]:
    """How many rows of a mark there are, by the day of their moment."""
    utc = moment if house.database.dialect == "sqlite" else func.timezone("UTC", moment)
    by = func.date(utc)
    begin = datetime.combine(first, time(), UTC)
    rows = session.execute(select(by, func.count()).join(Post, col(Post.id) == post).where(which, moment >= begin).group_by(by))
    return {date.fromisoformat(str(row[0])): int(row[1]) for row in rows}


def _stands() -> ColumnElement[bool]:
    """The remix is there for others to see, and still names its parent."""
    child = aliased(Post)
    return HOLDS & exists().where(col(child.id) == col(Edge.child_id), col(child.status) == "published")


def _totals(session: Session, which: ColumnElement[bool]) -> Mapping[str, int]:
    kept = session.execute(select(func.sum(Post.likes), func.sum(Post.saves), func.sum(Post.remixes)).where(which)).one()
    views = session.execute(select(func.sum(PostDay.views)).join(Post, col(Post.id) == col(PostDay.post_id)).where(which)).scalar_one()
    return dict(zip(("likes", "saves", "remixes", "views"), (int(number or 0) for number in (*kept, views)), strict=True))


def _best(session: Session, which: ColumnElement[bool], first: date) -> list[Best]:
    """What was looked at most in that time."""
    views = func.sum(PostDay.views)
    shown = (col(Post.id), col(Post.prompt), col(Post.caption), col(PostPicture.public_name))
    pictures = (col(PostPicture.post_id) == col(Post.id)) & (col(PostPicture.number) == 0)
    query = select(*shown, views).join(PostDay, col(PostDay.post_id) == col(Post.id)).join(PostPicture, pictures)
    listed = query.where(which, col(PostDay.day) >= first).group_by(*shown).order_by(views.desc(), col(Post.id).desc())
    rows = session.execute(listed.limit(BEST))
    return [Best(ids.to_text(row[0]), row[1] or row[2], public_address(row[3], 96) if row[3] else "", int(row[4])) for row in rows]
