"""Following: what the people one follows have published and reposted, and what one has published, newest first, from one's inbox.

What large authors publish and repost is merged in at reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import BigInteger, ColumnElement, and_, bindparam, exists, null, tuple_
from sqlalchemy.orm import aliased
from sqlmodel import col

from rxfeed.domain import audience_reposts, audience_ties, feeds_inbox, feeds_page, mutes_words
from rxfeed.domain.audience_rows import LONG_AGO, feed_posts, followed_posts
from rxfeed.domain.feeds import CURSOR, PLACE, as_news, picked, place
from rxfeed.domain.feeds_page import COLUMNS, PAGE, PUBLISHED_AT, SCAN, Asked, FeedPage, Listing, Listings, Picked, Row, columns
from rxfeed.domain.feeds_reposts import BROUGHT
from rxfeed.domain.house import House
from rxfeed.domain.mutes_words import Words
from rxfeed.domain.tables import Account, Inbox, LargeAuthor, Post, Repost
from rxfeed.domain.tables.columns import UtcDateTime
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import Reposter

ME, AUTHOR = bindparam("me", type_=BigInteger()), bindparam("author", type_=BigInteger())
BACK_TO = bindparam("back_to", type_=UtcDateTime())
"""When the last on the page came of what is in the inbox: nothing earlier will be on it."""
KEY, MOMENT = tuple_(col(Inbox.published_at), col(Inbox.post_id)), tuple_(col(Repost.since), col(Repost.post_id))
REPOSTER = aliased(Account)
BY = col(REPOSTER.handle), col(REPOSTER.display_name)
"""Behind the columns of `Listing`: whose repost it is, or nobody's."""


def following(house: House, viewer: Viewer, cursor: str = "") -> FeedPage:
    """What has come, after the cursor. Raises `NotSignedIn`, and `Invalid` for a cursor that isn't one of this list and this viewer."""
    return _page(house, OLDER if cursor else WHOLE, viewer, cursor)


def since(house: House, viewer: Viewer, cursor: str) -> FeedPage:
    """What has come after `cursor`, newest first; where that is more than a page, the newest page and `reset`. Raises as `following` does."""
    return as_news(_page(house, NEWER if cursor else WHOLE, viewer, cursor), cursor)


def _inbox(viewer: Viewer, *where: ColumnElement[bool]) -> Listing:
    """The outer joins have SQLite walk the inbox in order, and begin with nothing else."""
    joined = columns(col(Inbox.published_at)).add_columns(*BY).select_from(Inbox).outerjoin(Post, col(Post.id) == col(Inbox.post_id))
    told = joined.outerjoin(Account, col(Account.id) == col(Post.account_id))
    by = told.outerjoin(REPOSTER, col(REPOSTER.id) == audience_reposts.brought_by(ME, hides=viewer.hides))
    found = by.where(col(Inbox.account_id) == ME, *followed_posts(ME, hides=viewer.hides, reposted=col(REPOSTER.id).is_not(None)), *where)
    return found.order_by(col(Inbox.published_at).desc(), col(Inbox.post_id).desc()).limit(PAGE + 1)


def _of_one(viewer: Viewer, *where: ColumnElement[bool]) -> Listing:
    """The same of one author, for those whose posts go to no inbox."""
    joined = COLUMNS.add_columns(null(), null()).outerjoin(Account, col(Account.id) == col(Post.account_id))
    found = joined.where(col(Post.account_id) == AUTHOR, *followed_posts(ME, hides=viewer.hides), PUBLISHED_AT >= BACK_TO, ~_there(BROUGHT), *where)
    return found.order_by(PUBLISHED_AT.desc(), col(Post.id).desc()).limit(PAGE + 1)


def _reposts_of_one(viewer: Viewer, *where: ColumnElement[bool]) -> Listing:
    """What such an author has reposted, and what hasn't come to the viewer otherwise."""
    joined = columns(col(Repost.since)).add_columns(*BY).select_from(Repost).outerjoin(Post, col(Post.id) == col(Repost.post_id))
    told = joined.outerjoin(Account, col(Account.id) == col(Post.account_id)).outerjoin(REPOSTER, col(REPOSTER.id) == col(Repost.account_id))
    heard = audience_reposts.here(REPOSTER), *audience_reposts.heard(ME, AUTHOR, hides=viewer.hides)
    large = exists().where(col(LargeAuthor.account_id) == col(Post.account_id)) & audience_ties.follows(ME, col(Post.account_id))
    first = col(Post.account_id) != ME, ~_there(col(Inbox.published_at) == PUBLISHED_AT), ~_there(BROUGHT), ~large
    before = audience_reposts.brought_before(ME, hides=viewer.hides)
    found = told.where(col(Repost.account_id) == AUTHOR, col(Repost.since) >= BACK_TO, *feed_posts(viewer), *heard, *first, ~before, *where)
    return found.order_by(col(Repost.since).desc(), col(Repost.post_id).desc()).limit(PAGE + 1)


def _there(which: ColumnElement[bool]) -> ColumnElement[bool]:
    """The post is in the viewer's inbox."""
    return exists().where(and_(col(Inbox.account_id) == ME, col(Inbox.post_id) == col(Post.id), which)).correlate(Post)


All = tuple[Listings, Listings, Listings]
WHOLE: All = Listings.of(_inbox).wide(), Listings.of(_of_one).wide(), Listings.of(_reposts_of_one).wide()
OLDER: All = (
    Listings.of(lambda viewer: _inbox(viewer, KEY < CURSOR)).wide(),
    Listings.of(lambda viewer: _of_one(viewer, PLACE < CURSOR)).wide(),
    Listings.of(lambda viewer: _reposts_of_one(viewer, MOMENT < CURSOR)).wide(),
)
NEWER: All = (
    Listings.of(lambda viewer: _inbox(viewer, KEY > CURSOR)).wide(),
    Listings.of(lambda viewer: _of_one(viewer, PLACE > CURSOR)).wide(),
    Listings.of(lambda viewer: _reposts_of_one(viewer, MOMENT > CURSOR)).wide(),
)
"""From an inbox; and of an author who is in none, what they have published and what they have reposted."""


def _page(house: House, listings: All, viewer: Viewer, cursor: str) -> FeedPage:
    me = viewer.require_reader()
    of, words = f"following {me}", mutes_words.of(house, viewer)
    values: Mapping[str, object] = place(cursor, of) | {"me": me}
    inbox, of_one, reposts_of_one = (each.fit(viewer, words) for each in listings)
    most, large = (SCAN if words else PAGE) + 1, feeds_inbox.large_of(house, me)

    def others(found: Sequence[Row]) -> Iterator[Asked]:
        back_to = found[-1][3] if len(found) == most else LONG_AGO
        for author in large:
            for each, newest in ((of_one, author.published_at), (reposts_of_one, author.reposted_at)):
                if newest and newest >= back_to:
                    yield each, {**values, "author": author.account_id, "back_to": back_to}

    return feeds_page.page(house, viewer, inbox, values, lambda rows: _merged(rows, words, of), others)


def _merged(rows: Sequence[Row], words: Words | None, of: str) -> Picked:
    """Somebody's posts may be in the inbox from when they were not large yet. Where each list has a page and one more, so has what they make together."""
    known = {row[0]: row for row in rows}
    newest = sorted(known.values(), key=lambda row: (row[3], row[0]), reverse=True)
    found = picked(newest[: (SCAN if words else PAGE) + 1], words, of)
    reposters = {row[0]: Reposter(row[8], row[9] or row[8]) for row in found.rows if row[8] is not None}
    return replace(found, reposters=reposters)
