"""Latest: what is public, newest first, by keyset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import BigInteger, ColumnElement, bindparam, tuple_
from sqlmodel import col

from rxfeed.domain import cursors, feeds_page, mutes_words
from rxfeed.domain.feeds_page import PAGE, PUBLISHED_AT, SCAN, FeedPage, Listings, Picked, Row
from rxfeed.domain.house import House
from rxfeed.domain.mutes_words import Words
from rxfeed.domain.tables import Post
from rxfeed.domain.tables.columns import UtcDateTime
from rxfeed.domain.viewer import Viewer

LATEST = "latest"
"""Whose cursors are whose."""
PLACE, CURSOR = tuple_(PUBLISHED_AT, col(Post.id)), tuple_(bindparam("moment", type_=UtcDateTime()), bindparam("number", type_=BigInteger()))


def latest(house: House, viewer: Viewer, cursor: str = "") -> FeedPage:
    """Newest public posts first, after the cursor. Raises `Invalid` for a cursor that isn't one."""
    return _page(house, OLDER if cursor else WHOLE, viewer, cursor)


def since(house: House, viewer: Viewer, cursor: str) -> FeedPage:
    """What has been published after `cursor`, newest first; where that is more than a page, the newest page and `reset`."""
    return as_news(_page(house, NEWER if cursor else WHOLE, viewer, cursor), cursor)


def as_news(page: FeedPage, known: str) -> FeedPage:
    """What a listing finds that is newer than what is known, a cursor. Where that is more than a page, or nothing was known, the page replaces the list."""
    return replace(page, newest=page.newest or known, reset=bool(page.next) or not known)


def newest_first(*where: ColumnElement[bool]) -> Listings:
    """Public posts that meet `where`, newest first, a page and one more of them."""
    return Listings.of(lambda viewer: feeds_page.listing(viewer, *where).order_by(PUBLISHED_AT.desc(), col(Post.id).desc()).limit(PAGE + 1)).wide()


WHOLE, OLDER, NEWER = newest_first(), newest_first(PLACE < CURSOR), newest_first(PLACE > CURSOR)


def _page(house: House, listings: Listings, viewer: Viewer, cursor: str) -> FeedPage:
    words = mutes_words.of(house, viewer)
    return feeds_page.page(house, viewer, listings.fit(viewer, words), place(cursor, LATEST), lambda rows: picked(rows, words, LATEST))


def place(cursor: str, of: str) -> dict[str, object]:
    """What a listing of what is older or newer asks for. Raises `Invalid`."""
    return dict(zip(("moment", "number"), cursors.decode(cursor, of), strict=True)) if cursor else {}


def picked(rows: Sequence[Row], words: Words | None, of: str) -> Picked:
    """A page of the list that `cursors` know by that name, without what has muted words. Where those leave too little of all that was read, it is short,
    and goes on from there."""
    most = SCAN if words else PAGE
    passing = feeds_page.passing(rows[:most], words)
    shown = passing[:PAGE]
    end = shown[-1] if len(passing) > PAGE else rows[most - 1] if len(rows) > most else None
    return Picked(shown, cursors.encode(end[3], end[0], of) if end else "", cursors.encode(rows[0][3], rows[0][0], of) if rows else "")
