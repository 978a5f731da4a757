"""What a card says of where its post comes from: its parents in order, and how far the first ancestor is. The same for everybody."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, case, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from rxfeed.domain import ids, straight
from rxfeed.domain.audience_rows import people
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.lineage_walk import HOLDS
from rxfeed.domain.pictures_view import address_in_post
from rxfeed.domain.straight import WANTED
from rxfeed.domain.tables import Account, Edge, Node, Post
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import ParentView

_CHILD, _PARENT = aliased(Node), aliased(Node)
EDGES = (
    select(*map(col, (Edge.child_id, Edge.parent_id, Edge.picture, Edge.mode)), col(_CHILD.depth).label("depth"))
    .add_columns(*map(col, (Account.handle, Account.private, Account.delete_at, Account.suspended_until, Post.status, Post.visibility, Post.rating)))
    .join(_CHILD, col(_CHILD.id) == col(Edge.child_id))
    .join(_PARENT, col(_PARENT.id) == col(Edge.parent_id))
    .outerjoin(Account, col(Account.id) == col(_PARENT.account_id))
    .outerjoin(Post, col(Post.id) == col(Edge.parent_id))
    .where(col(Edge.child_id).in_(WANTED.binds), HOLDS)
    .order_by(col(Edge.child_id), col(Edge.number))
)


@dataclass(frozen=True, slots=True)
class Thread:
    """Where one post comes from."""

    parents: list[ParentView] = field(default_factory=list)
    steps: int = 0


ALONE = Thread()


def threads(session: Session, post_ids: Sequence[int]) -> dict[int, Thread]:
    """Of those of the posts that are remixes, in one query for each `WANTED.most`."""
    found: dict[int, Thread] = {}
    for row in straight.of_posts(session, EDGES, post_ids):
        found.setdefault(row.child_id, Thread(steps=row.depth)).parents.append(_parent(row))
    return found


def unnamed(session: Session, viewer: Viewer, post_ids: Sequence[int]) -> dict[int, set[int]]:
    """Which places in these posts' threads are of somebody whom a block parts from the viewer. One query, for those alone who are parted from anybody."""
    found: dict[int, list[bool]] = {}
    if not (viewer.hides and viewer.signed_in and post_ids):
        return {}
    named = case((and_(*people(viewer)), 1), else_=0)
    edges = select(col(Edge.child_id), named).join(Node, col(Node.id) == col(Edge.parent_id)).outerjoin(Account, col(Account.id) == col(Node.account_id))
    for child, shown in session.execute(edges.where(col(Edge.child_id).in_(post_ids), HOLDS).order_by(col(Edge.child_id), col(Edge.number))):
        found.setdefault(child, []).append(bool(shown))
    return {child: {place for place, shown in enumerate(places) if not shown} for child, places in found.items() if not all(places)}


def less(parents: Sequence[ParentView], without: Collection[int]) -> list[ParentView]:
    """A thread in which nobody is told of at these places."""
    return [ParentView(mode=each.mode) if place in without else each for place, each in enumerate(parents)]


def _parent(row: Any) -> ParentView:
    """An author who is away is nobody's to be told of; who else made it keeps the credit, also where the picture isn't for everybody. What is rated is
    linked and not shown: the card is the same for those who don't want to see it.
    """
    away = row.handle is None or row.delete_at is not None or row.suspended_until is not None
    for_all = not away and not row.private and row.status == PostStatus.PUBLISHED and row.visibility == "public"
    return ParentView(
        id=ids.to_text(row.parent_id) if for_all else "",
        handle="" if away else row.handle,
        mode=row.mode,
        thumb=address_in_post(row.parent_id, row.picture) if for_all and row.rating == "general" else "",
    )
