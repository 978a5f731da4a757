"""Posts of a collection: put in, taken out, put in order. Whatever is asked twice is done once."""

from __future__ import annotations

from sqlalchemy import func, select, update
from sqlmodel import Session, col
from sqlmodel import select as rows

from rxfeed.domain import collections_order as order
from rxfeed.domain import ids
from rxfeed.domain.collections_finding import Found, changing
from rxfeed.domain.collections_roles import Role
from rxfeed.domain.collections_seeing import must_see, shown
from rxfeed.domain.errors import Conflict, LimitReached, NotAllowed
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, CollectionPost, Post
from rxfeed.domain.viewer import Viewer

MOST = 20_000
"""Posts in one collection."""


def add(house: House, viewer: Viewer, collection_id: str, post_id: str) -> None:
    """Put a post before the first. Raises `NotSignedIn`, `NotFound`, `NotAllowed`, `LimitReached`."""
    number = ids.from_text(post_id)
    with changing(house, viewer, collection_id, Role.ADD) as (session, found):
        collection = found.collection
        must_see(session, viewer, number)
        if session.get(CollectionPost, (collection.id, number)) is not None:
            return
        if collection.posts >= MOST:
            raise LimitReached("A collection holds {most} pictures, and this one is full. Begin another, or take some out.", most=MOST)
        rank = _first_place(session, collection.id)
        session.add(
            CollectionPost(collection_id=collection.id, post_id=number, rank=rank, account_id=viewer.require_account(), added_at=house.clock.now())
        )
        collection.posts += 1


def take_out(house: House, viewer: Viewer, collection_id: str, post_id: str) -> None:
    """Raises `NotSignedIn`, `NotFound`, and `NotAllowed` where somebody who may only add wants to take out what others have added."""
    number = ids.from_text(post_id)
    with changing(house, viewer, collection_id, Role.ADD) as (session, found):
        row = session.get(CollectionPost, (found.collection.id, number))
        if row is None:
            return
        if found.role < Role.EDIT and row.account_id != viewer.account_id:
            raise NotAllowed("You may take out only what you have added yourself.")
        session.delete(row)
        found.collection.posts -= 1
        if found.collection.cover_id == number:
            found.collection.cover_id = None


def move(house: House, viewer: Viewer, collection_id: str, post_id: str, onto: str) -> None:
    """Put a post into another one's place, which makes room for it. Raises `NotSignedIn`, `NotFound`, `NotAllowed`; `Conflict` where one of them is gone."""
    number, other = ids.from_text(post_id), ids.from_text(onto)
    with changing(house, viewer, collection_id, Role.EDIT) as (session, found):
        _move(session, _there(session, found, number), _there(session, found, other))


def shift(house: House, viewer: Viewer, collection_id: str, post_id: str, *, later: bool) -> None:
    """Past the next post that the viewer is shown, or past the one before it. Raises as `move` does; at the end of the list nothing happens."""
    number = ids.from_text(post_id)
    with changing(house, viewer, collection_id, Role.EDIT) as (session, found):
        row = _there(session, found, number)
        if (neighbour := _neighbour(session, viewer, row, later=later)) is not None:
            _move(session, row, neighbour)


def _there(session: Session, found: Found, post_id: int) -> CollectionPost:
    row = session.get(CollectionPost, (found.collection.id, post_id))
    if row is None:
        raise Conflict("This collection has changed meanwhile. Load it again.")
    return row


def _neighbour(session: Session, viewer: Viewer, row: CollectionPost, *, later: bool) -> CollectionPost | None:
    rank = col(CollectionPost.rank)
    query = (
        rows(CollectionPost)
        .join(Post, col(Post.id) == CollectionPost.post_id)
        .join(Account, col(Account.id) == Post.account_id)
        .where(CollectionPost.collection_id == row.collection_id, rank > row.rank if later else rank < row.rank, *shown(viewer))
        .order_by(rank if later else rank.desc())
        .limit(1)
    )
    return session.exec(query).first()


def _move(session: Session, row: CollectionPost, onto: CollectionPost) -> None:
    if row.post_id != onto.post_id:
        row.rank = _place(session, row, onto.post_id, after=row.rank < onto.rank)


def _first_place(session: Session, collection_id: int) -> int:
    """Before all that are there."""
    first = select(func.min(CollectionPost.rank)).where(col(CollectionPost.collection_id) == collection_id)
    place = order.before(session.execute(first).scalar_one())
    if place is None:
        _make_room(session, collection_id)
        place = order.before(session.execute(first).scalar_one())
    return place or order.FIRST


def _place(session: Session, row: CollectionPost, other: int, *, after: bool) -> int:
    """Beside `other`, where `row` itself doesn't count."""
    for _ in range(2):
        beside = session.get_one(CollectionPost, (row.collection_id, other)).rank
        rank = col(CollectionPost.rank)
        near = select(func.min(rank) if after else func.max(rank)).where(
            col(CollectionPost.collection_id) == row.collection_id, col(CollectionPost.post_id) != row.post_id, rank > beside if after else rank < beside
        )
        neighbour = session.execute(near).scalar_one()
        place = order.between(beside, neighbour) if after else order.between(neighbour, beside)
        if place is not None:
            return place
        _make_room(session, row.collection_id)
    raise AssertionError("there is room between any two once room was made")


def _make_room(session: Session, collection_id: int) -> None:
    """The same order, with even steps: one statement, needed once in some forty moves to the same place."""
    held = CollectionPost
    place = func.row_number().over(order_by=(col(held.rank), col(held.post_id))).label("place")
    ordered = select(col(held.post_id), place).where(col(held.collection_id) == collection_id).subquery()
    here = (col(held.collection_id) == collection_id, col(held.post_id) == ordered.c.post_id)
    session.flush()
    session.execute(update(held).where(*here).values(rank=order.FIRST + ordered.c.place * order.STEP), execution_options={"synchronize_session": False})
    session.expire_all()
