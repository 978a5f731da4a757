"""A post takes others further, goes, or is detached from one that it came of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from rxfeed.domain import credentials_due, prompt_diff, search_index
from rxfeed.domain.errors import Invalid, NotFound
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.lineage_counts import (
    SILENT,
    count_nodes,
    count_remixes,
    hold_nodes,
    hold_posts,
    in_batches,
    parents_of,
    renew_cards,
)
from rxfeed.domain.lineage_walk import DEEPEST, HOLDS, above, below, ids_of
from rxfeed.domain.tables import Edge, Node, Post

MOST_PARENTS = 4
MODES = frozenset({"prompt", "edit", "mask", "blend", "blanks"})


class Parent(Protocol):
    """A post that is taken further, and which of its pictures, counted from 0 (`permission_rows.ParentRow`)."""

    @property
    def post(self) -> Post: ...

    @property
    def picture(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Taken:
    """The plainest `Parent`."""

    post: Post
    picture: int = 0


def record(session: Session, post: Post, parents: Sequence[Parent], mode: str, now: datetime) -> None:
    """Within the transaction that publishes: the post came of these, in this order. Who may do that is decided before (`permission_rows.check`).

    Raises `Invalid` for what can't be a parent: the post itself, what came of it, one picture twice, more than four; `NotFound` where one is gone.
    """
    if not parents or session.exec(select(Edge.child_id).where(Edge.child_id == post.id).limit(1)).first() is not None:
        return
    _check(post, parents, mode)
    parent_ids = {parent.post.id for parent in parents}
    if set(hold_posts(session, parent_ids)) != parent_ids:
        raise NotFound("A picture that you take further isn't there any more.")
    for one in sorted([post, *(parent.post for parent in parents)], key=lambda each: each.id):
        _ensure(session, one)
    held = hold_nodes(session, lambda: parent_ids | {post.id} | ids_of(session, above(list(parent_ids))))
    came_of_it = ids_of(session, below([post.id]))
    if came_of_it & parent_ids:
        raise Invalid("A picture can't come of what has been made of it.")
    session.add_all(_edge(post, number, parent, mode, now) for number, parent in enumerate(parents))
    _count_in(session, post, parent_ids, held - {post.id}, came_of_it)


def gone(session: Session, post_ids: Iterable[int], now: datetime) -> None:
    """Within the transaction that is about to delete these posts for good: their places stay, named, and nobody counts them any more."""
    for some in in_batches(post_ids):
        known = list(session.exec(select(Node.id).where(col(Node.id).in_(some))))
        if not known:
            continue
        parents = parents_of(session, known)
        hold_posts(session, parents | set(known))
        held = hold_nodes(session, lambda: set(known) | ids_of(session, above(known)))  # noqa: B023  (called at once)
        session.execute(update(Node).where(col(Node.id).in_(known)).values(gone_at=now))
        renew_cards(session, select(Edge.child_id).where(col(Edge.parent_id).in_(known), HOLDS))
        count_remixes(session, parents)
        count_nodes(session, held)


def leave(session: Session, account_ids: Sequence[int], now: datetime) -> None:
    """These accounts are about to be deleted, and their posts with them."""
    theirs = select(Node.id).where(col(Node.account_id).in_(account_ids), col(Node.gone_at).is_(None))
    gone(session, session.exec(theirs).all(), now)


def detach(session: Session, parent_id: int, child_id: int, by: int, now: datetime) -> bool:
    """The child stays, and is nobody's of this parent any more; the edge says who decided so, and when. Whether there was one to detach."""
    hold_posts(session, [parent_id, child_id])
    held = hold_nodes(session, lambda: {parent_id, child_id} | ids_of(session, above([parent_id])))
    this = col(Edge.parent_id) == parent_id, col(Edge.child_id) == child_id, HOLDS
    cut = session.execute(update(Edge).where(*this).values(detached_at=now, detached_by=by).returning(col(Edge.number))).all()
    if cut:
        renew_cards(session, [child_id])
        count_remixes(session, [parent_id])
        count_nodes(session, held | ids_of(session, below([child_id])))
        credentials_due.mark(session, [child_id], now, onward=True)
    return bool(cut)


def _check(post: Post, parents: Sequence[Parent], mode: str) -> None:
    shown = {(parent.post.id, parent.picture) for parent in parents}
    if mode not in MODES or len(parents) > MOST_PARENTS or len(shown) < len(parents):
        raise Invalid("A remix has one to four pictures that it comes of, each once.")
    if post.id in {number for number, _ in shown}:
        raise Invalid("A picture can't come of itself.")


def _ensure(session: Session, post: Post) -> None:
    """Two first remixes of the same post may meet here."""
    kind = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    row = {"id": post.id, "account_id": post.account_id, "depth": 0, "descendants": 0}
    session.execute(kind(Node).values(row).on_conflict_do_nothing())


def _edge(post: Post, number: int, parent: Parent, mode: str, now: datetime) -> Edge:
    words = prompt_diff.counts(parent.post.prompt, post.prompt)
    return Edge(
        child_id=post.id, number=number, parent_id=parent.post.id, picture=parent.picture, mode=mode,
        added=words.added, removed=words.removed, kept=words.kept, made_at=now,
    )  # fmt: skip


def _count_in(session: Session, post: Post, parent_ids: set[int], over: set[int], came_of_it: set[int]) -> None:
    """A new leaf is one more for everything above it. What has descendants already is counted from the rows."""
    session.flush()
    if post.status == PostStatus.PUBLISHED:
        session.execute(update(Post).where(col(Post.id).in_(parent_ids)).values(remixes=col(Post.remixes) + 1), execution_options=SILENT)
        search_index.mark(session, parent_ids)
    if came_of_it:
        count_nodes(session, over | {post.id} | came_of_it)
        return
    deepest = max(session.exec(select(Node.depth).where(col(Node.id).in_(parent_ids))))
    session.execute(update(Node).where(col(Node.id) == post.id).values(depth=min(deepest + 1, DEEPEST)), execution_options=SILENT)
    session.execute(update(Node).where(col(Node.id).in_(over)).values(descendants=col(Node.descendants) + 1), execution_options=SILENT)
