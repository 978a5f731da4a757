"""What has been made of a post, for its author, who may take their picture out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, select
from sqlmodel import Session, col

from rxfeed.domain import cursors, ids
from rxfeed.domain.audience_rows import shown_posts
from rxfeed.domain.collections_tiles import author, covers
from rxfeed.domain.errors import NotFound
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.house import House
from rxfeed.domain.remix_requests_asking import author_of
from rxfeed.domain.tables import Account, Edge, Post
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import AuthorView, PictureView

PAGE = 12


@dataclass(frozen=True)
class ChildView:
    """A remix. One that its parent's author doesn't see has neither picture nor name, and can be detached all the same."""

    id: str = ""
    seen: bool = False
    picture: PictureView = field(default_factory=PictureView)
    rating: str = "general"
    by: AuthorView = field(default_factory=AuthorView)
    detached: bool = False
    mine: bool = False


@dataclass(frozen=True, slots=True)
class ChildPage:
    """`next` continues it and is empty at the end."""

    children: list[ChildView]
    next: str


def children(house: House, viewer: Viewer, parent_id: str, cursor: str = "") -> ChildPage:
    """The newest first. Raises `NotSignedIn`, `NotFound` where the post isn't the viewer's, `Invalid` for a cursor that isn't one. Three queries."""
    me, number = viewer.require_reader(), ids.from_text(parent_id)
    of = f"own children of {number}"
    seen = and_(*shown_posts(viewer), col(Post.status) == PostStatus.PUBLISHED)
    query = (
        select(col(Edge.child_id), col(Edge.detached_at), Account, seen)
        .join(Post, col(Post.id) == col(Edge.child_id))
        .join(Account, col(Account.id) == col(Post.account_id))
        .where(col(Edge.parent_id) == number)
        .order_by(col(Edge.child_id).desc(), col(Edge.number))
    )
    if cursor:
        query = query.where(col(Edge.child_id) < cursors.unpack(cursor, of, 1)[0])
    with house.database.reading() as session:
        if author_of(session, number) != me:
            raise NotFound("This picture isn't there, or isn't there any more.")
        found, rest = cursors.page(_each_once(session.execute(query.limit((PAGE + 1) * 4)).all()), PAGE, lambda row: cursors.pack(of, row[0]))
        return ChildPage(_shown(session, found, me), rest)


def _each_once(rows: Any) -> list[Any]:
    """A child that has several of the parent's pictures is one."""
    return list({row[0]: row for row in rows}.values())


def _shown(session: Session, rows: Sequence[Any], me: int) -> list[ChildView]:
    pictures = covers(session, [row[0] for row in rows if row[3]])
    return [_view(row, pictures.get(row[0], (PictureView(), "general")), me) for row in rows]


def _view(row: Any, picture: tuple[PictureView, str], me: int) -> ChildView:
    number, detached_at, account, seen = row
    base = {"id": ids.to_text(number), "detached": detached_at is not None, "mine": account.id == me}
    return ChildView(seen=True, picture=picture[0], rating=picture[1], by=author(account), **base) if seen else ChildView(**base)
