"""Which posts of a collection somebody is shown. Who sees what is decided in `audience`; here only what a list that others have made adds to it."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from rxfeed.domain.audience_rows import shown_posts, verdict
from rxfeed.domain.errors import NotFound
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.tables import Account, CollectionPost, Post
from rxfeed.domain.viewer import Viewer


def shown(viewer: Viewer) -> list[ColumnElement[bool]]:
    """For queries that join `CollectionPost`, `Post` and the author's `Account`.

    An unlisted post is for whoever has its address: its author, and who has put it there. Nobody else learns of it from a list.
    """
    known = [col(Post.visibility) != "unlisted"]
    if viewer.account_id is not None:
        known += [col(Post.account_id) == viewer.account_id, col(CollectionPost.account_id) == viewer.account_id]
    return [col(Post.status) == PostStatus.PUBLISHED, or_(*known), *shown_posts(viewer)]


def shown_to_who_kept_it(viewer: Viewer) -> list[ColumnElement[bool]]:
    """The same for a list of one's own: whoever has kept an unlisted post has its address. For queries that join `Post` and the author's `Account`."""
    return [col(Post.status) == PostStatus.PUBLISHED, *shown_posts(viewer)]


def must_see(session: Session, viewer: Viewer, post_id: int) -> Post:
    """The post, where the viewer sees it and it is published. Raises `NotFound`."""
    row = session.exec(select(Post, Account).join(Account, col(Account.id) == Post.account_id).where(Post.id == post_id)).first()
    if row is None or row[0].status != PostStatus.PUBLISHED or not verdict(session, viewer, *row).see:
        raise NotFound("This picture isn't there, or isn't there any more.")
    return row[0]
