"""Depth, descendants and remixes are state: they change with the edges, in the same transaction, and can be made anew from them.

Locks are taken in this order: posts by their ids, then nodes by theirs. Whoever adds or takes away an edge holds its parent and all above it, so that
nothing below a held node changes but through who holds it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from sqlalchemy import distinct, func, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from rxfeed.domain import ids, search_index
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.house import House
from rxfeed.domain.lineage_walk import HOLDS, depths, descendants
from rxfeed.domain.marks_placing import ANSWERED
from rxfeed.domain.tables import Edge, Node, Post

BATCH = 200
"""Posts that are recounted in one transaction, so that nobody waits long."""
SILENT = {"synchronize_session": False}


def in_batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    """In order, so many at a time that one statement takes them."""
    left = sorted(numbers)
    return (left[start : start + BATCH] for start in range(0, len(left), BATCH))


def hold_posts(session: Session, post_ids: Iterable[int]) -> list[int]:
    """Nobody else changes these posts until the transaction ends; those that are there."""
    rows = select(Post.id).where(col(Post.id).in_(list(post_ids))).order_by(col(Post.id))
    return list(session.exec(rows.with_for_update(key_share=True)))


def hold_parents(session: Session, post_id: int) -> None:
    """Before a post is held that may be published or taken away: its parents count it."""
    hold_posts(session, parents_of(session, [post_id]))


def hold_nodes(session: Session, read: Callable[[], set[int]]) -> set[int]:
    """Nobody else changes what is above or below these nodes. What is read again once they are held is what holds, and is given:
    what was detached while this waited isn't among it any more.
    """
    held: set[int] = set()
    while (wanted := read()) - held:
        rows = select(Node.id).where(col(Node.id).in_(wanted - held)).order_by(col(Node.id))
        session.exec(rows.with_for_update(key_share=True)).all()
        held |= wanted
    return wanted


def parents_of(session: Session, post_ids: Collection[int]) -> set[int]:
    """Whose count of remixes they may be in."""
    return set(session.exec(select(Edge.parent_id).where(col(Edge.child_id).in_(post_ids), HOLDS)))


def count_remixes(session: Session, post_ids: Iterable[int]) -> int:
    """Count the children of these posts again; how many had a wrong number."""
    session.flush()
    child = aliased(Post)
    children = (
        select(func.count(distinct(col(Edge.child_id))))
        .join(Node, col(Node.id) == col(Edge.child_id))
        .join(child, col(child.id) == col(Edge.child_id))
        .where(col(Edge.parent_id) == col(Post.id), HOLDS, col(Node.gone_at).is_(None), col(child.status) == PostStatus.PUBLISHED)
        .correlate(Post)
        .scalar_subquery()
    )
    mended = update(Post).where(col(Post.id).in_(list(post_ids)), col(Post.remixes) != children).values(remixes=children).returning(col(Post.id))
    wrong = session.execute(mended, execution_options=SILENT).scalars().all()
    search_index.mark(session, wrong)
    return len(wrong)


def renew_cards(session: Session, post_ids: Sequence[int] | SelectOfScalar[int]) -> None:
    """What these cards say of their parents has changed."""
    session.execute(update(Post).where(col(Post.id).in_(post_ids)).values(version=col(Post.version) + 1), execution_options=SILENT)


def renew_cards_of_children(session: Session, account_id: int) -> None:
    """Within the caller's transaction, before it reads posts: the account's name has changed, or who may be told of it."""
    theirs = col(Edge.parent_id).in_(select(Node.id).where(Node.account_id == account_id))
    for some in in_batches(session.exec(select(Edge.child_id).where(theirs, HOLDS).distinct())):
        renew_cards(session, hold_posts(session, some))


def renew_cards_below(session: Session, post_id: int) -> None:
    """Within the caller's transaction, which holds the post: whether everybody sees it has changed, and so what the cards of its children tell of it."""
    for some in in_batches(session.exec(select(Edge.child_id).where(col(Edge.parent_id) == post_id, HOLDS).distinct())):
        renew_cards(session, hold_posts(session, some))


def settle(session: Session, post_id: int) -> None:
    """A post has been published or taken away: its parents count it, or don't any more. Within the caller's transaction, which holds them."""
    if above := parents_of(session, [post_id]):
        count_remixes(session, above)


def count_nodes(session: Session, node_ids: Iterable[int]) -> int:
    """Depth and descendants of these nodes again; how many had a wrong one. Nodes below them are counted by who asks."""
    session.flush()
    wrong = 0
    for some in in_batches(node_ids):
        deep, many = ({number: count for number, count in session.execute(query)} for query in (depths(some), descendants(some)))  # noqa: C416  (rows)
        for node in session.exec(select(Node).where(col(Node.id).in_(some)).execution_options(populate_existing=True)):
            right = deep.get(node.id, 0), many.get(node.id, 0)
            wrong += (node.depth, node.descendants) != right
            node.depth, node.descendants = right
        session.flush()
    return wrong


def tell(house: House, post_id: int) -> None:
    """After a post has come, gone or been detached: open pages hear the counts of what it came of."""
    with house.database.reading() as session:
        above = session.exec(select(Edge.parent_id).where(Edge.child_id == post_id).distinct()).all()
    for parent_id in above:
        house.bulletin.announce(ANSWERED, {"id": ids.to_text(parent_id)})


def recount(house: House) -> int:
    """Make every count anew from the edges, while the server may be running. Returns how many posts had a wrong one."""
    last, wrong = -1, 0
    while True:
        with house.database.writing() as session:
            batch = list(session.exec(select(Node.id).where(col(Node.id) > last).order_by(col(Node.id)).limit(BATCH)))
            hold_posts(session, batch)
            hold_nodes(session, lambda: set(batch))  # noqa: B023  (called at once)
            wrong += count_remixes(session, batch) + count_nodes(session, batch)
        if not batch:
            return wrong
        last = batch[-1]
