"""What has a tag, newest first, by keyset."""

from __future__ import annotations

from sqlalchemy import ColumnElement, String, bindparam, tuple_
from sqlmodel import col

from rxfeed.domain import feeds_page, mutes_words, tags
from rxfeed.domain.audience_rows import feed_posts
from rxfeed.domain.feeds import CURSOR, as_news, picked, place
from rxfeed.domain.feeds_page import COLUMNS, PAGE, FeedPage, Listing, Listings
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Post, PostTag
from rxfeed.domain.viewer import Viewer

TAG = bindparam("tag", type_=String())
KEY = tuple_(col(PostTag.published_at), col(PostTag.post_id))


def tagged(house: House, viewer: Viewer, tag: str, cursor: str = "") -> FeedPage:
    """Newest public posts with the tag first, after the cursor. Raises `NotFound` for what can't be a tag, `Invalid` for a cursor that isn't of this list."""
    return _page(house, OLDER if cursor else WHOLE, viewer, tag, cursor)


def since(house: House, viewer: Viewer, tag: str, cursor: str) -> FeedPage:
    """What has come after `cursor`; where that is more than a page, the newest page and `reset`. Raises as `tagged` does."""
    return as_news(_page(house, NEWER if cursor else WHOLE, viewer, tag, cursor), cursor)


def _listing(viewer: Viewer, *where: ColumnElement[bool]) -> Listing:
    """The outer joins have SQLite walk the tag's posts in order."""
    joined = COLUMNS.select_from(PostTag).outerjoin(Post, col(Post.id) == col(PostTag.post_id)).outerjoin(Account, col(Account.id) == col(Post.account_id))
    found = joined.where(col(PostTag.tag) == TAG, *feed_posts(viewer), *where)
    return found.order_by(col(PostTag.published_at).desc(), col(PostTag.post_id).desc()).limit(PAGE + 1)


def _listings(*where: ColumnElement[bool]) -> Listings:
    return Listings.of(lambda viewer: _listing(viewer, *where)).wide()


WHOLE, OLDER, NEWER = _listings(), _listings(KEY < CURSOR), _listings(KEY > CURSOR)


def _page(house: House, listings: Listings, viewer: Viewer, tag: str, cursor: str) -> FeedPage:
    tag = tags.named(tag)
    of, words = f"tag {tag}", mutes_words.of(house, viewer)
    values = place(cursor, of) | {"tag": tag}
    return feeds_page.page(house, viewer, listings.fit(viewer, words), values, lambda rows: picked(rows, words, of))
