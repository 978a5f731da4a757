"""The candidates of For you with their features, each from 0 to 100: bounded in number, and in the number of queries, however large the house is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log1p
from typing import Any

from sqlalchemy import BigInteger, Select, bindparam, exists, select
from sqlmodel import col

from rxfeed.domain import ids, ranking_leanings, ranking_looks, ranking_sources, reader_clock
from rxfeed.domain.audience_rows import feed_posts
from rxfeed.domain.feeds_page import CHOOSY, SOMEBODY
from rxfeed.domain.house import House
from rxfeed.domain.ranking import Candidate, Features
from rxfeed.domain.ranking_leanings import Leanings, Said
from rxfeed.domain.ranking_sources import FOUND
from rxfeed.domain.tables import Account, Edge, Follow, Like, Post, PostTag
from rxfeed.domain.tastes_recipe import Recipe
from rxfeed.domain.viewer import Viewer

OF_ONE = 10
"""Candidates of one author."""
NEW = 30
"""Days for which an author is new."""
DAY = 86_400
"""Seconds after which a picture is half as fresh."""
FAMOUS = 1_000
"""Likes, with reposts twice and remixes three times, from which on a picture is as popular as can be."""
LIKED_ALREADY, SAME_AUTHOR = 50, 50
"""How much a picture that the viewer has liked counts as seen; and how alike pictures are that have only their author in common."""
_NONE: frozenset[str] = frozenset()
_ME = bindparam("me", type_=BigInteger())


def candidates(house: House, viewer: Viewer, recipe: Recipe, seen: Mapping[int, int]) -> list[Candidate]:
    """What this viewer's feeds show of all that the sources find, by the recipe's rules. `seen`: how much each counts as seen, by id.

    At most 19 queries.
    """
    me, now = viewer.require_reader(), house.clock.now()
    leans, come = ranking_leanings.leanings(house, me), ids.first_of(now - timedelta(days=NEW))
    sources = ranking_sources.found(house, me, leans, recipe, come)
    asked = FOUND.values(list(sources))
    parents, only = _parents(house, asked), recipe.only(reader_clock.now(house, me)) if recipe.rules else set[str]()
    rows = _allowed(house.database.rows(_POSTS[viewer.hides], me=me, **asked), me, only, leans, parents)
    families, looks = _families(parents), ranking_looks.alike(house, leans.seeds, asked)
    made = _Features(now, come, recipe, leans, parents, _tags(house, asked), looks, seen, frozenset(leans.liked))
    return [Candidate(row[0], row[1], families.get(row[0], 0), sources[row[0]], each) for row, each in zip(rows, made.of(rows), strict=True)]


Row = tuple[Any, ...]
"""Post id, author id, published at, likes, reposts, remixes, rating, whether the viewer follows its author, whether they liked it."""


def _posts(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    """What the viewer likes is looked up for each post: for who likes very many, PostgreSQL would else go through all they have liked."""
    columns = select(*map(col, (Post.id, Post.account_id, Post.published_at, Post.likes, Post.reposts, Post.remixes, Post.rating)))
    follows = exists().where(col(Follow.follower_id) == _ME, col(Follow.followee_id) == col(Post.account_id)).correlate(Post)
    liked = select(col(Like.post_id)).where(col(Like.account_id) == _ME, col(Like.post_id) == col(Post.id)).correlate(Post).scalar_subquery().is_not(None)
    joined = columns.add_columns(follows, liked).outerjoin(Account, col(Account.id) == col(Post.account_id))
    return joined.where(*feed_posts(viewer), col(Post.id).in_(FOUND.binds))


_POSTS = {False: _posts(SOMEBODY), True: _posts(CHOOSY)}
_TAGS = select(col(PostTag.post_id), col(PostTag.tag)).where(col(PostTag.post_id).in_(FOUND.binds))
_EDGES = select(col(Edge.child_id), col(Edge.parent_id)).where(col(Edge.child_id).in_(FOUND.binds), col(Edge.detached_at).is_(None))


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
        post_id, author_id, rating, follows = row[0], row[1], row[6], row[7]
        left_out = ("followed" in only and not follows) or ("originals" in only and post_id in parents) or ("general" in only and rating != "general")
        if author_id == me or post_id in gone or left_out or by[author_id] >= OF_ONE:
            continue
        by[author_id] += 1
        kept.append(row)
    return kept


@dataclass(frozen=True, slots=True)
class _Features:
    """Makes them from rows. `come`: the first id of those who are new."""

    now: datetime
    come: int
    recipe: Recipe
    leans: Leanings
    parents: Mapping[int, list[int]]
    tags: Mapping[int, set[str]]
    looks: Mapping[int, int]
    seen: Mapping[int, int]
    liked: frozenset[int]

    def of(self, rows: Iterable[Row]) -> Iterator[Features]:
        """In their order. Names of its own for what is asked of each of hundreds: that halves what it takes."""
        now, come, leant, more, less = self.now, self.come, self.leans.tags.get, self.recipe.more, self.recipe.less
        tags_of, look_of, seen_of, parents, liked_ones = self.tags.get, self.looks.get, self.seen.get, self.parents, self.liked
        for post_id, author_id, published_at, likes, reposts, remixes, _, follows, liked in rows:
            tags = tags_of(post_id, _NONE)
            yield Features(
                100 if follows else 0,
                max([leant(tag, 0) for tag in tags]) if tags else 0,
                100 if post_id in parents and not liked_ones.isdisjoint(parents[post_id]) else 0,
                look_of(post_id, 0),
                popular(likes + 2 * reposts + 3 * remixes),
                fresh(now - published_at),
                100 if author_id >= come else 0,
                100 if more and not tags.isdisjoint(more) else _like(author_id, tags, self.leans.more) if self.leans.more else 0,
                100 if less and not tags.isdisjoint(less) else _like(author_id, tags, self.leans.less) if self.leans.less else 0,
                max(seen_of(post_id, 0), LIKED_ALREADY) if liked else seen_of(post_id, 0),
            )


def popular(marks: int) -> int:
    """By the logarithm: the first likes count most."""
    return _POPULAR[min(max(0, marks), FAMOUS)]


_POPULAR = [round(100 * log1p(marks) / log1p(FAMOUS)) for marks in range(FAMOUS + 1)]


def fresh(age: timedelta) -> int:
    """100 when it comes out, half of it each day later."""
    days = age.days + age.seconds / DAY
    return round(100 * 0.5**days) if days > 0 else 100


def _like(author_id: int, tags: Set[str], said: Iterable[Said]) -> int:
    """How alike to one of those: the share of its tags that they have in common, or the same author."""
    best = 0
    for one in said:
        if one.author_id == author_id:
            best = max(best, SAME_AUTHOR)
        if one.tags and tags:
            best = max(best, 100 * len(tags & one.tags) // len(one.tags))
    return best
