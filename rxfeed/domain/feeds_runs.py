"""Counting what trends: a numbered run every few minutes, from what people have marked of late. `docs/ranking.md` has the formula.

A run asks for the newest marks alone, and for the posts that a run before had: never for all posts, but when there is no run yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CompoundSelect, Select, case, delete, func, insert, literal_column, select, union_all
from sqlmodel import Session, col

from rxfeed.domain.audience_rows import feed_posts
from rxfeed.domain.feeds_page import PUBLISHED_AT
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Edge, Like, Post, Repost, Trend, TrendRun
from rxfeed.domain.viewer import Viewer

SPANS: Mapping[str, timedelta] = {"day": timedelta(days=1), "week": timedelta(days=7)}
WEIGHTS = {Like: 1, Repost: 2, Edge: 3}
"""Of a like, a repost and a remix."""
STEPS = (8, 4, 2, 1)
"""What a mark counts in each quarter of a period, the newest first."""
PLACES = 500
"""Of a run, for each period."""
MARKS = 100_000
"""The newest of each kind that are counted: on a server where a period has more, it reaches back less far."""
KEPT = 3
EVERY = timedelta(minutes=5)
RANKED = "ranked"
"""The bulletin's topic: `run`, the number of a new one."""
ANYBODY = Viewer(account_id=0)
Ranked = list[tuple[int, int]]
"""Posts and their scores, the first first."""


def count(house: House) -> int:
    """Make a run where the order has changed; 1 where there is a new one. May be asked by several workers at once."""
    with house.database.reading() as session:
        last = _last(session)
        if last is not None and house.clock.now() - last.made_at < EVERY / 2:
            return 0
        before = {period: _kept(session, last, period) for period in (*SPANS, "all")}
        found = {period: _ranked(session, house.clock.now(), span) for period, span in SPANS.items()}
        found["all"] = _of_all_time(session, before["all"], [post for period in SPANS for post, _ in found[period]])
        filled = {period: _filled(session, ranked) for period, ranked in found.items()}
    if all([post for post, _ in filled[period]] == before[period] for period in filled):
        return 0
    number = _write(house, 0 if last is None else last.number, filled)
    if number:
        house.bulletin.announce(RANKED, {"run": number})
    return int(bool(number))


def _last(session: Session) -> TrendRun | None:
    return session.scalars(select(TrendRun).order_by(col(TrendRun.number).desc()).limit(1)).first()


def _kept(session: Session, run: TrendRun | None, period: str) -> list[int]:
    if run is None:
        return []
    places = select(col(Trend.post_id)).where(col(Trend.run) == run.number, col(Trend.period) == period).order_by(col(Trend.rank))
    return list(session.scalars(places))


def _ranked(session: Session, now: datetime, span: timedelta) -> Ranked:
    marks = _marks(now, span).subquery()
    score = func.sum(marks.c.points)
    best = select(marks.c.post_id, score.label("score")).group_by(marks.c.post_id).order_by(score.desc(), marks.c.post_id.desc()).limit(2 * PLACES).subquery()
    query = _public(select(best.c.post_id, best.c.score).join(Post, col(Post.id) == best.c.post_id))
    return [(row[0], int(row[1])) for row in session.execute(query.order_by(best.c.score.desc(), best.c.post_id.desc()).limit(PLACES))]


def _marks(now: datetime, span: timedelta) -> CompoundSelect[*tuple[Any, ...]]:
    """A row for each of the newest: its post, and its points."""
    kinds: tuple[tuple[Any, Any, Any], ...] = (
        (Like, col(Like.post_id), col(Like.since)),
        (Repost, col(Repost.post_id), col(Repost.since)),
        (Edge, col(Edge.parent_id), col(Edge.made_at)),
    )
    parts = []
    for table, post, since in kinds:
        newest = select(post.label("post_id"), since.label("since")).where(since > now - span).order_by(since.desc()).limit(MARKS)
        if table is Edge:
            newest = newest.where(col(Edge.detached_at).is_(None))
        marks = newest.subquery()
        quarters = [(marks.c.since > now - (number + 1) * span / len(STEPS), points * WEIGHTS[table]) for number, points in enumerate(STEPS)]
        parts.append(select(marks.c.post_id, case(*quarters, else_=0).label("points")))
    return union_all(*parts)


def _of_all_time(session: Session, before: list[int], lately: list[int]) -> Ranked:
    """Whatever comes among the first has been marked of late, or was there before."""
    score = col(Post.likes) * WEIGHTS[Like] + col(Post.reposts) * WEIGHTS[Repost] + col(Post.remixes) * WEIGHTS[Edge]
    query = _public(select(col(Post.id), score)).where(score > 0).order_by(score.desc(), col(Post.id).desc()).limit(PLACES)
    if before:
        query = query.where(col(Post.id).in_({*before, *lately}))
    return [(row[0], int(row[1])) for row in session.execute(query)]


def _filled(session: Session, ranked: Ranked) -> Ranked:
    """After what is marked, what is new: so that somebody sees it who may mark it."""
    newest = _public(select(col(Post.id), literal_column("0"))).order_by(PUBLISHED_AT.desc(), col(Post.id).desc()).limit(PLACES)
    known = {post for post, _ in ranked}
    rest = [(row[0], 0) for row in session.execute(newest) if row[0] not in known] if len(ranked) < PLACES else []
    return [*ranked, *rest][:PLACES]


def _public(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return query.outerjoin(Account, col(Account.id) == col(Post.account_id)).where(*feed_posts(ANYBODY))


def _write(house: House, last: int, filled: Mapping[str, Ranked]) -> int:
    """The number of the run; 0 where another worker was faster."""
    with house.database.writing() as session:
        house.database.exclusively(session, "trending")
        newest = _last(session)
        if (0 if newest is None else newest.number) != last:
            return 0
        session.execute(insert(TrendRun).values(number=last + 1, made_at=house.clock.now()))
        rows = [
            {"run": last + 1, "period": period, "rank": rank, "post_id": post, "score": score}
            for period, ranked in filled.items()
            for rank, (post, score) in enumerate(ranked, 1)
        ]
        if rows:
            session.execute(insert(Trend), rows)
        session.execute(delete(TrendRun).where(col(TrendRun.number) <= last + 1 - KEPT))
    return last + 1
