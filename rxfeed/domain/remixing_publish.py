"""A remix comes out: whether it still may is asked again, its edges are written, and its parents' authors are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from rxfeed.domain import lineage, notices, permission_rows, remixing_sources
from rxfeed.domain.house import House
from rxfeed.domain.notices_kinds import REMIX
from rxfeed.domain.permission_rows import ParentRow, Publishing
from rxfeed.domain.tables import Consent, Edge, Generation, Post

UPLOADED = "edit"
"""How a picture came of one that was uploaded as a reference with its credentials in it."""


def may(house: House, account_id: int, generation_id: int) -> None:
    """Before anything is copied and signed for it: may it come out? `check` has the last word. Raises what `permission_rows.check` raises."""
    with house.database.reading() as session:
        generation = session.get(Generation, generation_id)
        if generation is not None and generation.account_id == account_id:
            check(session, generation)


def may_post(house: House, account_id: int, post_id: int) -> None:
    """The same for a post that waits for its time."""
    with house.database.reading() as session:
        post = session.get(Post, post_id)
        generation_id = post.generation_id if post is not None and post.account_id == account_id else None
    if generation_id is not None:
        may(house, account_id, generation_id)


def check(session: Session, generation: Generation, publishing: Publishing | None = None) -> list[ParentRow]:
    """Its parents, none where it is no remix. With `publishing` they are held until the transaction ends; hold no post before.

    Raises what `permission_rows.check` raises.
    """
    parents = [(row.post_id, row.picture) for row in remixing_sources.of(session, generation.id)]
    if not parents or generation.account_id is None:
        return []
    return permission_rows.check(session, generation.account_id, parents, publishing=publishing)


def check_post(session: Session, account_id: int, post_id: int) -> list[ParentRow]:
    """The same for a post of that account that is about to come out for the first time, and that nobody holds yet."""
    post = session.get(Post, post_id)
    waits = post is not None and post.account_id == account_id and post.published_at is None
    generation = _generation(session, post) if post is not None and waits else None
    if post is None or generation is None:
        return []
    licence = session.exec(select(Consent.licence).where(Consent.post_id == post_id).order_by(col(Consent.version).desc())).first()
    return check(session, generation, Publishing(post.visibility, licence or ""))


def record(session: Session, post: Post, parents: Sequence[ParentRow], now: datetime) -> None:
    """The post is out: its edges stand in the graph, and whoever made its parents is told. Call `tell` after the commit."""
    generation = _generation(session, post) if parents else None
    if generation is None:
        return
    lineage.record(session, post, parents, generation.mode or UPLOADED, now)
    for author in sorted({parent.author.id for parent in parents}):
        notices.give(session, REMIX, to=author, by=post.account_id, post_id=post.id, now=now)


def tell(house: House, post: Post) -> None:
    """The pages of its parents' authors hear of it."""
    with house.database.reading() as session:
        made = select(Post.account_id).join(Edge, col(Edge.parent_id) == col(Post.id)).where(Edge.child_id == post.id).distinct()
        told = list(session.exec(made))
    notices.announce(house, told)


def _generation(session: Session, post: Post) -> Generation | None:
    return session.get(Generation, post.generation_id) if post.generation_id is not None else None
