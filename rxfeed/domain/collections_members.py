"""Who works on a collection: invited by its owner, there once they accept, gone when either of the two wants it."""

from __future__ import annotations

from sqlalchemy import func
from sqlmodel import Session, col, select

from rxfeed.domain import collections_roles, handles, handles_held, notices
from rxfeed.domain.audience import Why, of_account
from rxfeed.domain.audience_rows import people, relation, standing
from rxfeed.domain.collections_finding import Found, changing, find
from rxfeed.domain.collections_roles import Role
from rxfeed.domain.collections_tiles import author
from rxfeed.domain.collections_views import MemberView
from rxfeed.domain.errors import Invalid, LimitReached, NotFound
from rxfeed.domain.house import House
from rxfeed.domain.notices_kinds import INVITATION
from rxfeed.domain.tables import Account, CollectionMember
from rxfeed.domain.viewer import Viewer

MOST = 50
"""People beside the owner."""


def invite(house: House, viewer: Viewer, collection_id: str, handle: str, role: str) -> None:
    """Ask somebody in, or change what they may do. Raises `NotSignedIn`, `NotFound`, `NotAllowed`, `Invalid`, `LimitReached`."""
    given, now = collections_roles.given(role), house.clock.now()
    with changing(house, viewer, collection_id, Role.OWN) as (session, found):
        person = _person(house, session, viewer, handle)
        if person.id == viewer.account_id:
            raise Invalid("This collection is yours already.", field="handle")
        row = session.get(CollectionMember, (found.collection.id, person.id))
        if row is not None:
            row.role = given
            return
        if session.exec(select(func.count()).where(col(CollectionMember.collection_id) == found.collection.id)).one() >= MOST:
            raise LimitReached("At most {most} people can work on one collection.", most=MOST)
        session.add(CollectionMember(collection_id=found.collection.id, account_id=person.id, role=given, invited_at=now))
        notices.give(session, INVITATION, to=person.id, by=viewer.account_id, collection_id=found.collection.id, words=found.collection.name, now=now)
    notices.announce(house, [person.id])


def accept(house: House, viewer: Viewer, collection_id: str) -> None:
    """Raises `NotSignedIn`, `NotFound` where there is no invitation (any more)."""
    with changing(house, viewer, collection_id, Role.VIEW) as (session, found):
        member = _invitation(found)
        member.accepted_at = member.accepted_at or house.clock.now()
        session.add(member)


def leave(house: House, viewer: Viewer, collection_id: str) -> None:
    """Decline the invitation, or don't take part any more. Raises `NotSignedIn`, `NotFound`."""
    with changing(house, viewer, collection_id, Role.VIEW) as (session, found):
        session.delete(_invitation(found))
        told = notices.take_back(session, INVITATION, by=found.owner.id, to=viewer.account_id, collection_id=found.collection.id)
    notices.announce(house, told)


def remove(house: House, viewer: Viewer, collection_id: str, handle: str) -> None:
    """From now on they may do no more than everybody. What they have added stays. Raises `NotSignedIn`, `NotFound`, `NotAllowed`."""
    with changing(house, viewer, collection_id, Role.OWN) as (session, found):
        held = select(CollectionMember).join(Account, col(Account.id) == CollectionMember.account_id)
        row = session.exec(held.where(CollectionMember.collection_id == found.collection.id, Account.handle == handles.fold(str(handle)[:200]))).first()
        if row is None:
            return
        session.delete(row)
        told = notices.take_back(session, INVITATION, by=found.owner.id, to=row.account_id, collection_id=found.collection.id)
    notices.announce(house, told)


def members(house: House, viewer: Viewer, collection_id: str) -> list[MemberView]:
    """Who works on it, for its owner and for them, the first invited first. Raises `NotFound`, `NotAllowed`; nobody for everybody else."""
    with house.database.reading() as session:
        found = find(session, viewer, collection_id)
        if found.role is not Role.OWN and found.member is None:
            return []
        query = select(CollectionMember, Account).join(Account, col(Account.id) == CollectionMember.account_id)
        query = query.where(CollectionMember.collection_id == found.collection.id, *people(viewer)).order_by(col(CollectionMember.invited_at))
        return [_view(member, account) for member, account in session.exec(query)]


def _person(house: House, session: Session, viewer: Viewer, handle: str) -> Account:
    """Somebody whom the viewer sees."""
    folded = handles.fold(str(handle)[:200])
    account = handles_held.find(house, session, folded)
    if account is None or of_account(relation(session, viewer, account.id), standing(account)) is not Why.NOTHING:
        raise NotFound("There is nobody called @{handle}.", field="handle", handle=folded[:40])
    return account


def _invitation(found: Found) -> CollectionMember:
    if found.member is None:
        raise NotFound("You are not invited to this collection any more.")
    return found.member


def _view(member: CollectionMember, account: Account) -> MemberView:
    who = author(account)
    return MemberView(who.handle, who.name, who.avatar, member.role, member.accepted_at is not None)
