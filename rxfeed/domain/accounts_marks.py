"""What somebody likes, and what they have reposted, on their page. Likes are for themselves, and for others once they have said so."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Select, or_, select, tuple_
from sqlmodel import col

from rxfeed.domain import cards, cursors
from rxfeed.domain.accounts_seen import seen, shows_likes
from rxfeed.domain.audience_rows import shown_posts
from rxfeed.domain.errors import NotAllowed
from rxfeed.domain.feeds_page import FeedPage
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Like, Post, Preference, Repost
from rxfeed.domain.viewer import Viewer

PAGE = 24


def likes(house: House, viewer: Viewer, handle: str, cursor: str = "") -> FeedPage:
    """The last liked first, of what the viewer sees; unlisted posts of others are in no list. Raises as `accounts_seen.posts` does, and `NotAllowed`."""
    return _marked(house, viewer, Like, handle, cursor)


def reposts(house: House, viewer: Viewer, handle: str, cursor: str = "") -> FeedPage:
    """The same of what they have reposted, for whoever sees their page. Raises as `accounts_seen.posts` does."""
    return _marked(house, viewer, Repost, handle, cursor)


def show_likes(house: House, viewer: Viewer, on: bool) -> None:
    """Whether others find them on one's page. Raises `NotSignedIn`."""
    me = viewer.require_account()
    with house.database.writing() as session:
        session.get(Account, me, with_for_update=True)
        chosen = session.get(Preference, me) or Preference(account_id=me)
        chosen.show_likes = on
        session.add(chosen)


def _marked(house: House, viewer: Viewer, mark: type[Like] | type[Repost], handle: str, cursor: str) -> FeedPage:
    query = _listing(viewer, mark)
    with house.database.reading() as session:
        account, between = seen(house, session, viewer, handle)
        of = f"{mark.__name__} by {account.id}"
        if cursor:
            query = query.where(tuple_(col(mark.since), col(mark.post_id)) < cursors.decode(cursor, of))
        if mark is Like and not (between.same or shows_likes(session, account.id)):
            raise NotAllowed("@{handle} keeps to themselves what they like.", handle=account.handle)
        found = session.execute(query.where(col(mark.account_id) == account.id)).all()
        shown, rest = cursors.page(found, PAGE, lambda row: cursors.encode(row[3], row[0], of))
        made = cards.prepared(session, house.shelf, [(row[0], row[1], row[2]) for row in shown], viewer)
    return FeedPage(made, rest, "")


def _listing(viewer: Viewer, mark: type[Like] | type[Repost]) -> Select[int, int, int, datetime]:
    return (
        select(col(Post.id), col(Post.version), col(Account.version), col(mark.since))
        .select_from(mark)
        .join(Post, col(Post.id) == col(mark.post_id))
        .join(Account, col(Account.id) == col(Post.account_id))
        .where(col(Post.status) == PostStatus.PUBLISHED, or_(col(Post.visibility) != "unlisted", _own(viewer)), *shown_posts(viewer))
        .order_by(col(mark.since).desc(), col(mark.post_id).desc())
        .limit(PAGE + 1)
    )


def _own(viewer: Viewer) -> ColumnElement[bool]:
    return col(Post.account_id) == (viewer.account_id or 0)
