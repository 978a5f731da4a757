"""Where For you looks for pictures: each source is one prepared statement that walks an index and stops. Who sees what is asked afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, zip_longest
from typing import cast

from sqlalchemy import BigInteger, BindParameter, Integer, Select, String, Subquery, bindparam, func, select, union_all
from sqlmodel import col

from rxfeed.domain import feeds_inbox
from rxfeed.domain.audience_rows import PUBLIC
from rxfeed.domain.house import House
from rxfeed.domain.ranking_leanings import SEEDED, Leanings
from rxfeed.domain.similar_buckets import TABLES
from rxfeed.domain.straight import Several
from rxfeed.domain.tables import Account, Edge, Inbox, LookBucket, Post, PostTag, Trend, TrendRun
from rxfeed.domain.tastes_recipe import Recipe

MOST = 400
"""Candidates in all."""
SOURCES = ("followed", "large", "tags", "remixes", "similar", "trending", "newcomers", "latest")
"""In the order in which they are asked: a picture that several find is the first one's."""
FOLLOWED, TAGGED, REMIXED, ALIKE, TRENDING, COME, LATEST = 140, 20, 5, 10, 60, 150, 120
"""How many of each: from the inbox, of each tag, of each picture one liked, of each bucket, of each period, people who came last, newest."""
SIMILAR = 60
"""Of what the buckets have, those that are in most of them."""
FOUND = Several(MOST, "asked")
_TAGS, _PARENTS, _LARGE = Several(8, "tag", String(), ""), Several(20, "parent"), Several(4, "large")
"""As many tags, liked pictures and large authors are asked for."""
_BUCKETS = Several(SEEDED.most * TABLES, "bucket", Integer())
_ME = bindparam("me", type_=BigInteger())


def found(house: House, account_id: int, leans: Leanings, recipe: Recipe, since: int) -> dict[int, str]:
    """The source of each candidate, by id; at most `MOST`. `since`: the smallest id of an account that is new. Ten prepared statements."""
    rows, large = house.database.rows, [author.account_id for author in feeds_inbox.large_of(house, account_id)]
    tags = sorted((tag for tag in leans.tags if tag not in recipe.less), key=lambda tag: (-leans.tags[tag], tag))
    wanted = [*recipe.more, *(tag for tag in tags if tag not in recipe.more)]
    lists: tuple[list[tuple[int]], ...] = (
        rows(INBOX, me=account_id),
        rows(OF_LARGE, **_LARGE.values(large)),
        rows(TAGGED_WITH, **_TAGS.values(wanted)),
        rows(REMIXES, **_PARENTS.values(leans.liked)),
        _similar(house, leans.seeds),
        rows(TRENDS),
        rows(NEWCOMERS, since=since),
        rows(NEWEST),
    )
    known: dict[int, str] = {}
    for source, listed in zip(SOURCES, lists, strict=True):
        for (number,) in listed:
            if number is not None:
                known.setdefault(number, source)
    return _each_in_turn(known)


def _each_in_turn(known: Mapping[int, str]) -> dict[int, str]:
    """Where the sources have more than `MOST` together, the first of each, then the second, so that none is left out for the others."""
    if len(known) <= MOST:
        return dict(known)
    by: dict[str, list[int]] = {source: [] for source in SOURCES}
    for number, source in known.items():
        by[source].append(number)
    turns = (number for turn in zip_longest(*by.values()) for number in turn if number is not None)
    return {number: known[number] for number in islice(turns, MOST)}


def _similar(house: House, seeds: Sequence[int]) -> list[tuple[int]]:
    """Of the buckets in which these stand: what shares most of them first, then the newest."""
    buckets = house.database.rows(BUCKETS, **SEEDED.values(seeds)) if seeds else []
    if not buckets:
        return []
    shared = Counter(house.database.rows(IN_BUCKETS, **_BUCKETS.values([row[0] for row in buckets])))
    return sorted(shared, key=lambda row: (-shared[row], -row[0]))[:SIMILAR]


def _by(author: BindParameter[int]) -> Subquery:
    newest = select(col(Post.id)).where(PUBLIC, col(Post.account_id) == author)
    return newest.order_by(col(Post.published_at).desc(), col(Post.id).desc()).limit(TAGGED).subquery()


def _with(tag: BindParameter[str]) -> Subquery:
    newest: Select[int] = select(col(PostTag.post_id).label("id")).where(col(PostTag.tag) == tag)
    newest = newest.where(col(PostTag.published_at).is_not(None))
    return newest.order_by(col(PostTag.published_at).desc(), col(PostTag.post_id).desc()).limit(TAGGED).subquery()


def _of(parent: BindParameter[int]) -> Subquery:
    children: Select[int] = select(col(Edge.child_id).label("id")).where(col(Edge.parent_id) == parent)
    children = children.where(col(Edge.detached_at).is_(None))
    return children.order_by(col(Edge.child_id).desc()).limit(REMIXED).subquery()


def _in(bucket: BindParameter[int]) -> Subquery:
    newest: Select[int] = select(col(LookBucket.post_id).label("id")).where(col(LookBucket.bucket) == bucket)
    return newest.order_by(col(LookBucket.post_id).desc()).limit(ALIKE).subquery()


def _trending(period: str) -> Subquery:
    newest = select(func.max(col(TrendRun.number))).scalar_subquery()
    return select(col(Trend.post_id).label("id")).where(col(Trend.run) == newest, col(Trend.period) == period, col(Trend.rank) <= TRENDING).subquery()


def _each(parts: Iterable[Subquery]) -> Select[int]:
    return cast("Select[int]", union_all(*(select(part.c.id) for part in parts)))


INBOX = select(col(Inbox.post_id)).where(col(Inbox.account_id) == _ME, col(Inbox.author_id) != _ME, col(Inbox.reposter_id).is_(None))
INBOX = INBOX.order_by(col(Inbox.published_at).desc(), col(Inbox.post_id).desc()).limit(FOLLOWED)
OF_LARGE = _each(map(_by, _LARGE.binds))
TAGGED_WITH = _each(map(_with, _TAGS.binds))
REMIXES = _each(map(_of, _PARENTS.binds))
BUCKETS = select(col(LookBucket.bucket)).where(col(LookBucket.post_id).in_(SEEDED.binds))
IN_BUCKETS = _each(map(_in, _BUCKETS.binds))
TRENDS = _each(map(_trending, ("day", "week")))
_LAST = select(col(Account.id)).where(col(Account.id) >= bindparam("since", type_=BigInteger())).order_by(col(Account.id).desc()).limit(COME).subquery()
_NEWEST_OF = select(col(Post.id)).where(PUBLIC, col(Post.account_id) == _LAST.c.id).order_by(col(Post.published_at).desc(), col(Post.id).desc()).limit(1)
NEWCOMERS = select(_NEWEST_OF.correlate(_LAST).scalar_subquery().label("id")).select_from(_LAST)
NEWEST = select(col(Post.id)).where(PUBLIC).order_by(col(Post.published_at).desc(), col(Post.id).desc()).limit(LATEST)
