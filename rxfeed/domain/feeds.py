"""Lists of posts for somebody's eyes, by keyset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

import orjson
from sqlalchemy import BigInteger, ColumnElement, Select, bindparam, select, tuple_
from sqlalchemy.orm import Mapped
from sqlmodel import col

from rxfeed.domain import cards, cursors, marks_shown, mutes_words
from rxfeed.domain.audience_rows import feed_posts
from rxfeed.domain.house import House
from rxfeed.domain.marks_shown import Answers
from rxfeed.domain.mutes_words import Words
from rxfeed.domain.tables import Account, Post
from rxfeed.domain.tables.columns import UtcDateTime
from rxfeed.domain.viewer import NOBODY, Viewer

PAGE, SCAN = 24, 96
"""Posts of a page, and those that are looked through for one by who has muted words."""
Listing = Select[int, int, int, datetime, int, int, int, int, *tuple[Any, ...]]
"""Post id, post version, author version, published at; likes, reposts, comments, remixes."""
PUBLISHED_AT = cast("Mapped[datetime]", col(Post.published_at))
"""What is listed has it."""
PLACE, CURSOR = tuple_(PUBLISHED_AT, col(Post.id)), tuple_(bindparam("moment", type_=UtcDateTime()), bindparam("number", type_=BigInteger()))
SOMEBODY, CHOOSY = Viewer(account_id=0), Viewer(account_id=bindparam("me", type_=BigInteger()), hides=True)  # type: ignore[arg-type]
"""They stand for everybody who sees everything that is public, and for everybody who doesn't."""


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A page of prepared cards (JSON bytes), and in their order what stands below them.

    `next` continues it and is empty at the end; `newest` is where news begin; `reset`: replace the list.
    """

    cards: list[bytes]
    next: str
    newest: str
    reset: bool = False
    answers: list[Answers] = field(default_factory=list)

    def json(self) -> bytes:
        """The page as the browser's store takes it."""
        rest = {"next": self.next, "newest": self.newest, "reset": self.reset, "answers": self.answers}
        return b'{"cards":[%b],%b' % (b",".join(self.cards), orjson.dumps(rest)[1:])


def latest(house: House, viewer: Viewer, cursor: str = "") -> FeedPage:
    """Newest public posts first, after the cursor. Raises `Invalid` for a cursor that isn't one."""
    return _page(house, OLDER if cursor else WHOLE, viewer, cursor)


def since(house: House, viewer: Viewer, cursor: str) -> FeedPage:
    """What has been published after `cursor`, newest first; where that is more than a page, the newest page and `reset`."""
    page = _page(house, NEWER if cursor else WHOLE, viewer, cursor)
    return FeedPage(page.cards, page.next, page.newest or cursor, reset=bool(page.next) or not cursor, answers=page.answers)


@dataclass(frozen=True, slots=True)
class Listings:
    """One list for each kind of viewer. Statements are made once: making and compiling one costs more than running it."""

    nobody: Listing
    somebody: Listing
    choosy: Listing
    wordy: Listing
    """For who has muted words: with the texts to look for them in, and with more rows, for some will be left out."""

    @classmethod
    def of(cls, *where: ColumnElement[bool]) -> Listings:
        nobody, somebody, choosy = (_listing(viewer).where(*where) for viewer in (NOBODY, SOMEBODY, CHOOSY))
        return cls(nobody, somebody, choosy, choosy.add_columns(*mutes_words.TEXTS).limit(SCAN + 1))


def _listing(viewer: Viewer) -> Listing:
    """Every post has its author; the join is an outer one to have SQLite walk the listed posts in order, and not begin with the accounts."""
    return (
        select(col(Post.id), col(Post.version), col(Account.version), PUBLISHED_AT, *marks_shown.COUNTED)
        .outerjoin(Account, col(Account.id) == col(Post.account_id))
        .where(*feed_posts(viewer))
        .order_by(PUBLISHED_AT.desc(), col(Post.id).desc())
        .limit(PAGE + 1)
    )


WHOLE, OLDER, NEWER = Listings.of(), Listings.of(PLACE < CURSOR), Listings.of(PLACE > CURSOR)


def _page(house: House, listings: Listings, viewer: Viewer, cursor: str) -> FeedPage:
    words = mutes_words.of(house, viewer)
    listing = listings.wordy if words else listings.choosy if viewer.hides else listings.somebody if viewer.signed_in else listings.nobody
    values: dict[str, object] = {"me": viewer.account_id} if viewer.hides else {}
    if cursor:
        values["moment"], values["number"] = cursors.decode(cursor)
    picked = _picked(house.database.rows(listing, **values), words)
    found = house.shelf.take([row[:3] for row in picked.rows])
    if len(found) < len(picked.rows):
        with house.database.reading() as session:  # the list again, so that it and its cards are of one moment
            picked = _picked([tuple(row) for row in session.execute(listing, values)], words)
            found = cards.by_key(session, house.shelf, [row[:3] for row in picked.rows])
    if viewer.hides and found:
        with house.database.reading() as session:
            found = cards.shown_to(session, viewer, found)
    shown = [row for row in picked.rows if row[:3] in found]
    below = marks_shown.beside(house, viewer, [(row[0], *row[4:8]) for row in shown])
    return FeedPage([found[row[:3]] for row in shown], picked.next, picked.newest, answers=below)


@dataclass(frozen=True, slots=True)
class _Picked:
    """What a page shows of the rows that were read."""

    rows: list[tuple[Any, ...]]
    next: str
    newest: str


def _picked(rows: Sequence[tuple[Any, ...]], words: Words | None) -> _Picked:
    """A page without what has muted words. Where those leave too little of all that was read, it is short, and goes on from there."""
    most = SCAN if words else PAGE
    passing = [row for row in rows[:most] if words is None or not words.hide(*row[8:12])]
    shown = passing[:PAGE]
    end = shown[-1] if len(passing) > PAGE else rows[most - 1] if len(rows) > most else None
    return _Picked(shown, cursors.encode(end[3], end[0]) if end else "", cursors.encode(rows[0][3], rows[0][0]) if rows else "")
