"""More like this: pictures with like colours and lines, or with tags and words in common. Candidates are bounded, then compared; nothing fills a page.

Candidates come from the post's buckets (`similar_buckets`), from its tags, and from what is newest, so that a small house is compared whole.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, Subquery, select, union_all
from sqlmodel import Session, col

from rxfeed.domain import cursors, feeds_page, gallery_show, ids, orders
from rxfeed.domain.audience_rows import PUBLIC, feed_posts
from rxfeed.domain.feeds_page import FeedPage
from rxfeed.domain.house import House
from rxfeed.domain.likeness import Look, likeness, unpacked
from rxfeed.domain.tables import Account, LookBucket, Post, PostLook, PostTag
from rxfeed.domain.viewer import Viewer

SEEDS, TAGS = 4, 8
"""Posts at once to which others are compared, and tags of them that are looked through."""
OF_BUCKET, OF_TAG, LATEST = 40, 40, 120
"""The newest of each that are compared."""
MOST = 240
"""Of one list."""
LOOKS, TAGGED, SAID = 700, 200, 100
"""What each weighs in a score of 1,000: colours and lines, tags, words of prompt and caption."""
STRANGE, ALIKE = 0.4, 0.7
"""Likeness of pictures that have nothing to do with each other (the median of sketches); and from which on they are alike without a tag in common."""
WORDS = 64


@dataclass(frozen=True, slots=True)
class Alike:
    """A post, and how alike it is, from 0 to 1,000."""

    post_id: int
    score: int

    @property
    def key(self) -> tuple[int, int]:
        return self.score, self.post_id


@dataclass(frozen=True, slots=True)
class Traits:
    """By what posts are compared."""

    look: Look | None
    tags: frozenset[str]
    words: frozenset[str]


def more_like(house: House, viewer: Viewer, post_id: str, cursor: str = "") -> FeedPage:
    """What is like that post, the most alike first: at most `MOST`. Raises what `gallery.show` raises, and `Invalid` for a cursor of another list."""
    number = ids.from_text(post_id)
    with house.database.reading() as session:
        gallery_show.seen(session, viewer, number)
    asked = f"like {post_id} {viewer.account_id or ''}"
    order, place, found = orders.ordered(house, asked, lambda: of(house, viewer, [number], MOST), feeds_page.PAGE, cursor, asked)
    page, gone = feeds_page.of_posts(house, viewer, found[place:])
    onward = cursors.pack(asked, order, place + gone) if place + gone < len(found) else ""
    return FeedPage(page.cards, onward, "", answers=page.answers)


def of(house: House, viewer: Viewer, post_ids: Sequence[int], limit: int) -> list[int]:
    """Ids of what this viewer's feeds show that is like one of the first `SEEDS` of these posts, of which the viewer knows; the most alike first."""
    return [one.post_id for one in alike(house, viewer, post_ids)[:limit]]


def alike(house: House, viewer: Viewer, post_ids: Sequence[int]) -> list[Alike]:
    """The same with scores, at most `MOST`. Six queries."""
    asked = list(dict.fromkeys(post_ids))[:SEEDS]
    with house.database.reading() as session:
        seeds = _traits(session, asked, col(Post.id).in_(asked))
        candidates = _candidates(session, asked, seeds) - set(asked)
        found = _traits(session, candidates, *feed_posts(viewer), col(Post.id).in_(candidates))
    scored = (Alike(number, max((score(seed, traits) for seed in seeds.values()), default=0)) for number, traits in found.items())
    return sorted((one for one in scored if one.score), key=lambda one: one.key, reverse=True)[:MOST]


def score(one: Traits, other: Traits) -> int:
    """From 0 to 1,000; 0 for what neither looks alike nor has a tag in common."""
    seen = likeness(one.look, other.look) if one.look and other.look else 0.0
    if seen < ALIKE and not one.tags & other.tags:
        return 0
    return round(LOOKS * max(0.0, seen - STRANGE) / (1 - STRANGE) + TAGGED * _common(one.tags, other.tags) + SAID * _common(one.words, other.words))


def _common(one: frozenset[str], other: frozenset[str]) -> float:
    """The share that they have in common (Jaccard)."""
    return len(one & other) / max(1, len(one | other))


def _traits(session: Session, numbers: Iterable[int], *where: object) -> dict[int, Traits]:
    """Of posts that meet `where`. A hidden prompt is compared with nothing."""
    listed = select(col(Post.id), col(Post.prompt), col(Post.prompt_hidden), col(Post.caption), col(PostLook.look))
    listed = listed.join(Account, col(Account.id) == col(Post.account_id)).outerjoin(PostLook, col(PostLook.post_id) == col(Post.id))
    rows = session.execute(listed.where(*where)).all()  # type: ignore[arg-type]
    tags = _tags(session, numbers)
    return {
        number: Traits(unpacked(seen) if seen else None, frozenset(tags.get(number, ())), _words(caption if hidden else f"{prompt} {caption}"))
        for number, prompt, hidden, caption, seen in rows
    }


def _tags(session: Session, numbers: Iterable[int]) -> Mapping[int, list[str]]:
    found = defaultdict[int, list[str]](list)
    for number, tag in session.execute(select(col(PostTag.post_id), col(PostTag.tag)).where(col(PostTag.post_id).in_(list(numbers)))):
        found[number].append(tag)
    return found


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w{3,}", text.casefold())[:WORDS])


def _candidates(session: Session, asked: Sequence[int], seeds: Mapping[int, Traits]) -> set[int]:
    """Each source walks an index and stops."""
    buckets = session.scalars(select(col(LookBucket.bucket)).where(col(LookBucket.post_id).in_(asked)).distinct()).all()
    tags = sorted({tag for seed in seeds.values() for tag in seed.tags})[:TAGS]
    sources = [_newest(), *map(_in_bucket, buckets), *map(_with_tag, tags)]
    return set(session.scalars(union_all(*(select(source.c.id) for source in sources))).all())


def _newest() -> Subquery:
    listed: Select[int] = select(col(Post.id).label("id")).where(PUBLIC)
    return listed.order_by(col(Post.published_at).desc(), col(Post.id).desc()).limit(LATEST).subquery()


def _in_bucket(bucket: int) -> Subquery:
    listed: Select[int] = select(col(LookBucket.post_id).label("id")).where(col(LookBucket.bucket) == bucket)
    return listed.order_by(col(LookBucket.post_id).desc()).limit(OF_BUCKET).subquery()


def _with_tag(tag: str) -> Subquery:
    listed: Select[int] = select(col(PostTag.post_id).label("id")).where(col(PostTag.tag) == tag, col(PostTag.published_at).is_not(None))
    return listed.order_by(col(PostTag.published_at).desc(), col(PostTag.post_id).desc()).limit(OF_TAG).subquery()
