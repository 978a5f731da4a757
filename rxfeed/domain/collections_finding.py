"""A collection, for whoever asks for it: what it is, whose, and what they may do with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from rxfeed.domain import audience_rows, ids
from rxfeed.domain.audience import Why, of_account, of_lists
from rxfeed.domain.collections_roles import Role, must, role_of
from rxfeed.domain.errors import Conflict, NotAllowed, NotFound
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Collection, CollectionMember
from rxfeed.domain.viewer import Viewer

COLLECTION = "collection"
"""The bulletin's topic: the `id` of a collection that has changed."""


@dataclass(frozen=True, slots=True)
class Found:
    """A collection that the viewer knows of."""

    collection: Collection
    owner: Account
    member: CollectionMember | None
    """The viewer's own membership, accepted or not."""
    role: Role


def find(session: Session, viewer: Viewer, collection_id: str, least: Role = Role.VIEW, *, to_change: bool = False) -> Found:
    """Three queries at most. Raises `NotFound`; `NotAllowed` for too small a role, or where the viewer has blocked its owner."""
    number = ids.from_text(collection_id)
    query = select(Collection, Account).join(Account, col(Account.id) == Collection.account_id).where(Collection.id == number)
    row = session.exec(query.with_for_update(of=Collection) if to_change else query).first()
    if row is None:
        raise NotFound("This collection isn't there, or isn't meant for you.")
    collection, owner = row
    member = session.get(CollectionMember, (number, viewer.account_id)) if viewer.account_id is not None else None
    _must_know(session, viewer, owner, invited=member is not None)
    role = role_of(
        owner=owner.id == viewer.account_id,
        given=member.role if member else "",
        accepted=member is not None and member.accepted_at is not None,
        visibility=collection.visibility,
    )
    must(role, least)
    return Found(collection, owner, member, role)


@contextmanager
def changing(house: House, viewer: Viewer, collection_id: str, least: Role) -> Iterator[tuple[Session, Found]]:
    """One transaction in which nobody else changes the collection, its posts or its members; announced once it is done.

    Raises `NotSignedIn`, and what `find` raises: whoever has lost their role while they were about to use it is refused.
    """
    viewer.require_account()
    try:
        with house.database.writing() as session:
            found = find(session, viewer, collection_id, least, to_change=True)
            found.collection.version += 1
            found.collection.changed_at = house.clock.now()
            yield session, found
            session.flush()
    except IntegrityError as error:  # a post or an account has just been deleted for good
        raise Conflict("This collection has changed meanwhile. Load it again.") from error
    house.bulletin.announce(COLLECTION, {"id": collection_id})


def _must_know(session: Session, viewer: Viewer, owner: Account, *, invited: bool) -> None:
    """What a private account keeps is known to its followers, and to whom it has invited."""
    between, here = audience_rows.relation(session, viewer, owner.id), audience_rows.standing(owner)
    why = of_account(between, here) if invited else of_lists(between, here)
    if why is Why.BLOCKED:
        raise NotAllowed("You have blocked @{handle}. Unblock them first.", handle=owner.handle)
    if why is not Why.NOTHING:
        raise NotFound("This collection isn't there, or isn't meant for you.")
