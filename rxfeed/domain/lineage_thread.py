"""What a card says of where its post comes from: its parents in order, and how far the first ancestor is. The same for everybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from rxfeed.domain import ids
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.lineage_walk import HOLDS
from rxfeed.domain.pictures_view import address_in_post
from rxfeed.domain.tables import Account, Edge, Node, Post
from rxfeed.domain.views import ParentView

WANTED: BindParameter[list[int]] = bindparam("wanted", expanding=True)
_CHILD, _PARENT = aliased(Node), aliased(Node)
EDGES = (
    select(*map(col, (Edge.child_id, Edge.parent_id, Edge.picture, Edge.mode)), col(_CHILD.depth).label("depth"))
    .add_columns(*map(col, (Account.handle, Account.private, Account.delete_at, Account.suspended_until, Post.status, Post.visibility)))
    .join(_CHILD, col(_CHILD.id) == col(Edge.child_id))
    .join(_PARENT, col(_PARENT.id) == col(Edge.parent_id))
    .outerjoin(Account, col(Account.id) == col(_PARENT.account_id))
    .outerjoin(Post, col(Post.id) == col(Edge.parent_id))
    .where(col(Edge.child_id).in_(WANTED), HOLDS)
    .order_by(col(Edge.child_id), col(Edge.number))
)


@dataclass(frozen=True, slots=True)
class Thread:
    """Where one post comes from."""

    parents: list[ParentView] = field(default_factory=list)
    steps: int = 0


ALONE = Thread()


def threads(core: Connection, post_ids: Sequence[int]) -> dict[int, Thread]:
    """Of those of the posts that are remixes, in one query."""
    found: dict[int, Thread] = {}
    for row in core.execute(EDGES, {"wanted": post_ids}):
        found.setdefault(row.child_id, Thread(steps=row.depth)).parents.append(_parent(row))
    return found


def _parent(row: Any) -> ParentView:
    """An author who is away is nobody's to be told of; who else made it keeps the credit, also where the picture isn't for everybody."""
    away = row.handle is None or row.delete_at is not None or row.suspended_until is not None
    for_all = not away and not row.private and row.status == PostStatus.PUBLISHED and row.visibility == "public"
    return ParentView(
        id=ids.to_text(row.parent_id) if for_all else "",
        handle="" if away else row.handle,
        mode=row.mode,
        thumb=address_in_post(row.parent_id, row.picture) if for_all else "",
    )
