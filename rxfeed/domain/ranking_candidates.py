"""The candidates of For you with their features, each from 0 to 100: bounded in number, and in the number of queries, however large the house is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from math import log1p
from typing import Any

from sqlalchemy import BigInteger, Select, bindparam, exists, select
from sqlmodel import col

from rxfeed.domain import ids, ranking_leanings, ranking_sources
from rxfeed.domain.audience_rows import feed_posts
from rxfeed.domain.feeds_page import CHOOSY, SOMEBODY
from rxfeed.domain.house import House
from rxfeed.domain.ranking import Candidate, Features
from rxfeed.domain.ranking_leanings import Leanings, Said
from rxfeed.domain.ranking_sources import MOST
from rxfeed.domain.tables import Account, Edge, Follow, Like, Post, PostTag
from rxfeed.domain.tastes_recipe import Recipe
from rxfeed.domain.viewer import Viewer

OF_ONE = 10
"""Candidates of one author."""
NEW = 30
"""Days for which an author is new."""
HALF_LIFE = timedelta(days=1)
"""After which a picture is half as fresh."""
FAMOUS = 1_000
"""Likes, with reposts twice and remixes three times, from which on a picture is as popular as can be."""
LIKED_ALREADY, SAME_AUTHOR = 50, 50
"""How much a picture that the viewer has liked counts as seen; and how alike pictures are that have only their author in common."""
_ASKED = [f"asked_{number}" for number in range(MOST)]
_WANTED = [bindparam(name, type_=BigInteger()) for name in _ASKED]
_ME = bindparam("me", type_=BigInteger())


def candidates(house: House, viewer: Viewer, recipe: Recipe, seen: Mapping[int, int]) -> list[Candidate]:
    """What this viewer's feeds show of all that the sources find, by the recipe's rules. `seen`: how much each counts as seen, by id. 15 queries."""
    me, now = viewer.require_reader(), house.clock.now()
    leans = ranking_leanings.leanings(house, me)
    sources = ranking_sources.found(house, me, leans, recipe, ids.first_of(now - timedelta(days=NEW)))
    asked = dict.fromkeys(_ASKED, -1) | dict(zip(_ASKED, sources, strict=False))
    parents, tags = _parents(house, asked), _tags(house, asked)
    rows = _allowed(house.database.rows(_POSTS[viewer.hides], me=me, **asked), me, recipe.only(now), leans, parents)
    families = _families(parents)
    made = _Features(now, recipe, leans, parents, tags, seen)
    return [Candidate(row[0], row[1], families.get(row[0], 0), sources[row[0]], made.of(row)) for row in rows]


Row = tuple[Any, ...]
"""Post id, author id, published at, likes, reposts, remixes, rating, when the author came, whether the viewer follows them, whether they liked it."""


def _posts(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    columns = select(*map(col, (Post.id, Post.account_id, Post.published_at, Post.likes, Post.reposts, Post.remixes, Post.rating, Account.created_at)))
    follows = exists().where(col(Follow.follower_id) == _ME, col(Follow.followee_id) == col(Post.account_id)).correlate(Post)
    liked = exists().where(col(Like.account_id) == _ME, col(Like.post_id) == col(Post.id)).correlate(Post)
    joined = columns.add_columns(follows, liked).outerjoin(Account, col(Account.id) == col(Post.account_id))
    return joined.where(*feed_posts(viewer), col(Post.id).in_(_WANTED))


_POSTS = {False: _posts(SOMEBODY), True: _posts(CHOOSY)}
_TAGS = select(col(PostTag.post_id), col(PostTag.tag)).where(col(PostTag.post_id).in_(_WANTED))
_EDGES = select(col(Edge.child_id), col(Edge.parent_id)).where(col(Edge.child_id).in_(_WANTED), col(Edge.detached_at).is_(None))


def _tags(house: House, asked: dict[str, int]) -> Mapping[int, set[str]]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    for post_id, tag in house.database.rows(_TAGS, **asked):
        found[post_id].add(tag)
    return found


def _parents(house: House, asked: dict[str, int]) -> Mapping[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for child, parent in house.database.rows(_EDGES, **asked):
        found[child].append(parent)
    return found


def _families(parents: Mapping[int, list[int]]) -> dict[int, int]:
    """The smallest id that each is related to, over parents that are candidates or that several have in common."""
    head: dict[int, int] = {}

    def first(number: int) -> int:
        while head.setdefault(number, number) != number:
            number = head[number]
        return number

    for child, several in parents.items():
        for parent in several:
            one, other = sorted((first(child), first(parent)))
            head[other] = one
    return {number: first(number) for number in head}


def _allowed(rows: Sequence[Row], me: int, only: set[str], leans: Leanings, parents: Mapping[int, list[int]]) -> list[Row]:
    """Neither one's own, nor what one isn't interested in, nor what a rule leaves out; the newest `OF_ONE` of each author."""
    gone, kept, by = {said.post_id for said in leans.less}, list[Row](), Counter[int]()
    for row in sorted(rows, key=lambda row: (row[2], row[0]), reverse=True):
        post_id, author_id, rating, follows = row[0], row[1], row[6], row[8]
        left_out = ("followed" in only and not follows) or ("originals" in only and post_id in parents) or ("general" in only and rating != "general")
        if author_id == me or post_id in gone or left_out or by[author_id] >= OF_ONE:
            continue
        by[author_id] += 1
        kept.append(row)
    return kept


class _Features:
    """Makes them from a row."""

    def __init__(
        self, now: datetime, recipe: Recipe, leans: Leanings, parents: Mapping[int, list[int]], tags: Mapping[int, set[str]], seen: Mapping[int, int]
    ) -> None:
        self._now, self._recipe, self._leans = now, recipe, leans
        self._parents, self._tags, self._seen = parents, tags, seen
        self._liked, self._more, self._less = set(leans.liked), set(recipe.more), set(recipe.less)

    def of(self, row: Row) -> Features:
        post_id, author_id, published_at, likes, reposts, remixes, _, came, follows, liked = row
        tags = self._tags.get(post_id, set())
        leant = self._leans.tags
        return Features(
            followed=100 if follows else 0,
            tags=max((leant.get(tag, 0) for tag in tags), default=0),
            remixes=100 if any(parent in self._liked for parent in self._parents.get(post_id, ())) else 0,
            popular=popular(likes + 2 * reposts + 3 * remixes),
            fresh=fresh(self._now - published_at),
            newcomers=100 if self._now - came < timedelta(days=NEW) else 0,
            more=100 if tags & self._more else _like(author_id, tags, self._leans.more),
            less=100 if tags & self._less else _like(author_id, tags, self._leans.less),
            seen=max(self._seen.get(post_id, 0), LIKED_ALREADY if liked else 0),
        )


def popular(marks: int) -> int:
    """By the logarithm: the first likes count most."""
    return min(100, round(100 * log1p(max(0, marks)) / log1p(FAMOUS)))


def fresh(age: timedelta) -> int:
    """100 when it comes out, half of it each day later."""
    halves: float = 0.5 ** max(0.0, age / HALF_LIFE)
    return round(100 * halves)


def _like(author_id: int, tags: set[str], said: Iterable[Said]) -> int:
    """How alike to one of those: the share of its tags that they have in common, or the same author."""
    best = 0
    for one in said:
        if one.author_id == author_id:
            best = max(best, SAME_AUTHOR)
        if one.tags and tags:
            best = max(best, 100 * len(tags & one.tags) // len(one.tags))
    return best
