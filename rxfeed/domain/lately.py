"""What has come out and what was answered lately, read from the rows: for processes that an announcement hasn't reached."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlmodel import col

from rxfeed.domain import cursors, feeds, ids, marks
from rxfeed.domain.audience_rows import feed_posts
from rxfeed.domain.feeds_page import PUBLISHED_AT
from rxfeed.domain.house import House
from rxfeed.domain.marks_shown import COUNTED
from rxfeed.domain.tables import Account, Post
from rxfeed.domain.viewer import NOBODY

PUBLISHED = "published"
"""The bulletin's topic: `cursor` in Latest and `id` of what has come out. Whoever hears of the same twice takes it for once."""
MOST = 200
"""Posts that are looked at: the newest, which most pages show. What older ones count is right at the next look of whoever reads them."""


@dataclass(frozen=True, slots=True)
class Lately:
    """The newest post that is for everybody, as it is announced, and what the newest ones count, by id."""

    newest: Mapping[str, object] = field(default_factory=dict)
    counts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def look(house: House) -> Lately:
    """One prepared statement."""
    rows = house.database.rows(NEWEST)
    if not rows:
        return Lately()
    number, at = rows[0][:2]
    newest = {"cursor": cursors.encode(at, number, feeds.LATEST), "id": ids.to_text(number)}
    return Lately(newest, {ids.to_text(row[0]): tuple(row[2:]) for row in rows})


def remind(house: House, before: Lately, now: Lately, heard: Collection[object]) -> None:
    """Announce what has changed between two looks, but for the ids that were heard of."""
    if now.newest and now.newest["id"] not in heard and now.newest["id"] not in before.counts:
        house.bulletin.announce(PUBLISHED, now.newest)
    for post_id, counts in now.counts.items():
        if post_id not in heard and post_id in before.counts and before.counts[post_id] != counts:
            house.bulletin.announce(marks.ANSWERED, {"id": post_id})


NEWEST = (
    select(col(Post.id), PUBLISHED_AT, *COUNTED)
    .join(Account, col(Account.id) == col(Post.account_id))
    .where(*feed_posts(NOBODY))
    .order_by(PUBLISHED_AT.desc(), col(Post.id).desc())
    .limit(MOST)
)
