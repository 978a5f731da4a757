"""How many posts a collection has is state: it changes with the rows, in the same transaction, and can be made anew from them."""

from __future__ import annotations

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from rxfeed.domain.house import House
from rxfeed.domain.tables import Collection, CollectionPost, Post

BATCH = 100
"""Collections that are recounted in one transaction, so that nobody waits long."""


def forget(session: Session, post_ids: list[int]) -> None:
    """These posts are about to be deleted for good: they leave every collection. Within the caller's transaction."""
    holding = select(CollectionPost.collection_id).where(col(CollectionPost.post_id).in_(post_ids))
    touched = _held(session, list(session.exec(holding.distinct())))
    gone = delete(CollectionPost).where(col(CollectionPost.post_id).in_(post_ids))
    session.execute(gone, execution_options={"synchronize_session": False})
    _count_again(session, touched)


def leave(session: Session, account_ids: list[int]) -> None:
    """These accounts are about to be deleted, with their own collections and posts: the posts leave the collections of others first."""
    while posts := list(session.exec(_collected(account_ids))):
        forget(session, posts)


def recount(house: House) -> int:
    """Make every count anew from the rows, while the server may be running. Returns how many collections had a wrong one."""
    last, wrong = -1, 0
    while True:
        with house.database.writing() as session:
            batch = list(session.exec(select(Collection.id).where(col(Collection.id) > last).order_by(col(Collection.id)).limit(BATCH)))
            wrong += _count_again(session, _held(session, batch))
        if not batch:
            return wrong
        last = batch[-1]


def _collected(account_ids: list[int]) -> SelectOfScalar[int]:
    """Some of their posts that are in a collection."""
    query = select(Post.id).join(CollectionPost, col(CollectionPost.post_id) == Post.id).where(col(Post.account_id).in_(account_ids))
    return query.distinct().limit(BATCH)


def _held(session: Session, collection_ids: list[int]) -> list[int]:
    """Nobody else changes them now: always in the order of ids, so that two that meet wait for each other instead of for ever."""
    rows = select(Collection.id).where(col(Collection.id).in_(collection_ids)).order_by(col(Collection.id))
    return list(session.exec(rows.with_for_update()))


def _count_again(session: Session, collection_ids: list[int]) -> int:
    held = func.count(col(CollectionPost.post_id))
    right = select(held).where(CollectionPost.collection_id == Collection.id).correlate(Collection).scalar_subquery()
    mended = update(Collection).where(col(Collection.id).in_(collection_ids), col(Collection.posts) != right).values(posts=right)
    return int(session.execute(mended, execution_options={"synchronize_session": False}).rowcount)  # type: ignore[attr-defined]
