"""Following: what the people one follows have published, and one's own, newest first, from one's inbox; large authors' posts are merged in at reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import BigInteger, ColumnElement, bindparam, tuple_
from sqlmodel import col

from rxfeed.domain import feeds_inbox, feeds_page, mutes_words
from rxfeed.domain.audience_rows import followed_posts
from rxfeed.domain.feeds import CURSOR, PLACE, picked, place
from rxfeed.domain.feeds_page import COLUMNS, PAGE, PUBLISHED_AT, SCAN, FeedPage, Listing, Listings, Picked, Row
from rxfeed.domain.house import House
from rxfeed.domain.mutes_words import Words
from rxfeed.domain.tables import Account, Inbox, Post
from rxfeed.domain.viewer import Viewer

ME, AUTHOR = bindparam("me", type_=BigInteger()), bindparam("author", type_=BigInteger())
KEY = tuple_(col(Inbox.published_at), col(Inbox.post_id))


def following(house: House, viewer: Viewer, cursor: str = "") -> FeedPage:
    """What they have published, after the cursor. Raises `NotSignedIn`, and `Invalid` for a cursor that isn't one of this list and this viewer."""
    return _page(house, OLDER if cursor else WHOLE, viewer, cursor)


def since(house: House, viewer: Viewer, cursor: str) -> FeedPage:
    """What has come after `cursor`, newest first; where that is more than a page, the newest page and `reset`. Raises as `following` does."""
    page = _page(house, NEWER if cursor else WHOLE, viewer, cursor)
    return FeedPage(page.cards, page.next, page.newest or cursor, reset=bool(page.next) or not cursor, answers=page.answers)


def _inbox(viewer: Viewer, *where: ColumnElement[bool]) -> Listing:
    """The outer joins have SQLite walk the inbox in order, and begin with nothing else."""
    joined = COLUMNS.select_from(Inbox).outerjoin(Post, col(Post.id) == col(Inbox.post_id)).outerjoin(Account, col(Account.id) == col(Post.account_id))
    found = joined.where(col(Inbox.account_id) == ME, *followed_posts(ME, hides=viewer.hides), *where)
    return found.order_by(col(Inbox.published_at).desc(), col(Inbox.post_id).desc()).limit(PAGE + 1)


def _of_one(viewer: Viewer, *where: ColumnElement[bool]) -> Listing:
    """The same of one author, for those whose posts go to no inbox."""
    joined = COLUMNS.outerjoin(Account, col(Account.id) == col(Post.account_id))
    found = joined.where(col(Post.account_id) == AUTHOR, *followed_posts(ME, hides=viewer.hides), *where)
    return found.order_by(PUBLISHED_AT.desc(), col(Post.id).desc()).limit(PAGE + 1)


def _wide(made: Listings) -> Listings:
    return Listings(made.nobody, made.somebody, made.choosy, made.wordy.limit(SCAN + 1))


Both = tuple[Listings, Listings]
WHOLE: Both = _wide(Listings.of(_inbox)), _wide(Listings.of(_of_one))
OLDER: Both = _wide(Listings.of(lambda viewer: _inbox(viewer, KEY < CURSOR))), _wide(Listings.of(lambda viewer: _of_one(viewer, PLACE < CURSOR)))
NEWER: Both = _wide(Listings.of(lambda viewer: _inbox(viewer, KEY > CURSOR))), _wide(Listings.of(lambda viewer: _of_one(viewer, PLACE > CURSOR)))
"""From an inbox, and of an author who is in none."""


def _page(house: House, listings: Both, viewer: Viewer, cursor: str) -> FeedPage:
    me = viewer.require_reader()
    of, words = f"following {me}", mutes_words.of(house, viewer)
    values: Mapping[str, object] = place(cursor, of) | {"me": me}
    inbox, of_one = (each.fit(viewer, words) for each in listings)
    large = [(of_one, {**values, "author": author}) for author in feeds_inbox.large_of(house, me)]
    return feeds_page.page(house, viewer, inbox, values, lambda rows: _merged(rows, words, of), *large)


def _merged(rows: Sequence[Row], words: Words | None, of: str) -> Picked:
    """Somebody's posts may be in the inbox from when they were not large yet. Where each list has a page and one more, so has what they make together."""
    known = {row[0]: row for row in rows}
    newest = sorted(known.values(), key=lambda row: (row[3], row[0]), reverse=True)
    return picked(newest[: (SCAN if words else PAGE) + 1], words, of)
