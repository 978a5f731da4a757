"""A collection itself: begun, called something, shown to somebody, deleted."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from rxfeed.domain import collections_roles, ids, notices
from rxfeed.domain.collections_finding import changing
from rxfeed.domain.collections_order import FIRST
from rxfeed.domain.collections_roles import Role
from rxfeed.domain.collections_seeing import must_see
from rxfeed.domain.errors import Invalid, LimitReached, NotFound
from rxfeed.domain.gallery_words import tidy
from rxfeed.domain.house import House
from rxfeed.domain.tables import Collection, CollectionPost
from rxfeed.domain.viewer import Viewer

LONGEST_NAME, LONGEST_DESCRIPTION = 80, 1_000
MOST = 1_000
"""Collections of one account."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be different. None stays as it is."""

    name: str | None = None
    description: str | None = None
    visibility: str | None = None
    """Only its owner may change that."""


def begin(house: House, viewer: Viewer, name: str, visibility: str = "private", post_id: str = "") -> str:
    """A new collection, with a first post if one is named; its id. Raises `NotSignedIn`, `Invalid`, `LimitReached`, `NotFound` for that post."""
    me, now = viewer.require_account(), house.clock.now()
    called, seen_by = _name(name), collections_roles.visibility(visibility)
    first = ids.from_text(post_id) if post_id else None
    collection = Collection(id=ids.mint(), account_id=me, name=called, visibility=seen_by, created_at=now, changed_at=now)
    with house.database.writing() as session:
        _must_have_room(session, me)
        session.add(collection)
        if first is not None:
            must_see(session, viewer, first)
            session.flush()
            session.add(CollectionPost(collection_id=collection.id, post_id=first, rank=FIRST, account_id=me, added_at=now))
            collection.posts = 1
    return ids.to_text(collection.id)


def change(house: House, viewer: Viewer, collection_id: str, changes: Changes) -> None:
    """Raises `NotSignedIn`, `NotFound`, `NotAllowed`, `Invalid`."""
    with changing(house, viewer, collection_id, Role.EDIT if changes.visibility is None else Role.OWN) as (_, found):
        if changes.name is not None:
            found.collection.name = _name(changes.name)
        if changes.description is not None:
            found.collection.description = _description(changes.description)
        if changes.visibility is not None:
            found.collection.visibility = collections_roles.visibility(changes.visibility)


def cover(house: House, viewer: Viewer, collection_id: str, post_id: str) -> None:
    """That post's picture stands for the collection; with an empty id its first one does. Raises `NotSignedIn`, `NotFound`, `NotAllowed`."""
    chosen = ids.from_text(post_id) if post_id else None
    with changing(house, viewer, collection_id, Role.EDIT) as (session, found):
        if chosen is not None and session.get(CollectionPost, (found.collection.id, chosen)) is None:
            raise NotFound("This picture isn't in the collection any more.")
        found.collection.cover_id = chosen


def delete(house: House, viewer: Viewer, collection_id: str) -> None:
    """For good; the pictures themselves stay where they are. Raises `NotSignedIn`, `NotFound`, `NotAllowed`."""
    with changing(house, viewer, collection_id, Role.OWN) as (session, found):
        told = notices.forget(session, collection_id=found.collection.id)
        session.delete(found.collection)
    notices.announce(house, told)


def _name(text: str) -> str:
    if len(str(text)) > 20 * LONGEST_NAME:
        raise Invalid("At most {longest} characters fit here.", field="name", longest=LONGEST_NAME)
    name = " ".join(tidy(text).split())
    if not any(letter.isprintable() and not letter.isspace() for letter in name):
        raise Invalid("A collection needs a name.", field="name")
    if len(name) > LONGEST_NAME:
        raise Invalid("At most {longest} characters fit here.", field="name", longest=LONGEST_NAME)
    return name


def _description(text: str) -> str:
    if len(str(text)) > 20 * LONGEST_DESCRIPTION or len(tidy(text)) > LONGEST_DESCRIPTION:
        raise Invalid("At most {longest} characters fit here.", field="description", longest=LONGEST_DESCRIPTION)
    return tidy(text)


def _must_have_room(session: Session, account_id: int) -> None:
    have = session.exec(select(func.count()).select_from(Collection).where(col(Collection.account_id) == account_id)).one()
    if have >= MOST:
        raise LimitReached("You have {most} collections, and more are too many. Delete one first.", most=MOST)
