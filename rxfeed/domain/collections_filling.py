"""Posts of a collection: put in, taken out, put in order. Whatever is asked twice is done once."""

from __future__ import annotations

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from rxfeed.domain import collections_order as order
from rxfeed.domain import ids
from rxfeed.domain.collections_finding import changing
from rxfeed.domain.collections_roles import Role
from rxfeed.domain.collections_seeing import must_see
from rxfeed.domain.errors import Conflict, LimitReached, NotAllowed
from rxfeed.domain.house import House
from rxfeed.domain.tables import CollectionPost
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


def move(house: House, viewer: Viewer, collection_id: str, post_id: str, beside: str, *, after: bool) -> None:
    """Put a post right before or after another one. Raises `NotSignedIn`, `NotFound`, `NotAllowed`, `Conflict` where one of the two isn't there any more."""
    number, other = ids.from_text(post_id), ids.from_text(beside)
    with changing(house, viewer, collection_id, Role.EDIT) as (session, found):
        row = session.get(CollectionPost, (found.collection.id, number))
        if row is None or session.get(CollectionPost, (found.collection.id, other)) is None:
            raise Conflict("This collection has changed meanwhile. Load it again.")
        if number != other:
            row.rank = _place(session, row, other, after=after)


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
    rows = CollectionPost
    place = func.row_number().over(order_by=(col(rows.rank), col(rows.post_id))).label("place")
    ordered = select(col(rows.post_id), place).where(col(rows.collection_id) == collection_id).subquery()
    here = (col(rows.collection_id) == collection_id, col(rows.post_id) == ordered.c.post_id)
    session.flush()
    session.execute(update(rows).where(*here).values(rank=order.FIRST + ordered.c.place * order.STEP), execution_options={"synchronize_session": False})
    session.expire_all()
