"""Following, blocking, muting, and taking it back. Whatever is asked twice is done once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from rxfeed.domain import handles, handles_held, ids, marks_counts, mutes_times, notices, notices_counts, offers, remix_requests
from rxfeed.domain.audience import Why, of_account
from rxfeed.domain.audience_rows import relation, standing
from rxfeed.domain.circle_counts import Changes, count, hold
from rxfeed.domain.circle_rows import ask, let_in, part
from rxfeed.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from rxfeed.domain.house import House
from rxfeed.domain.notices_kinds import FOLLOW
from rxfeed.domain.tables import Account, Block, Mute
from rxfeed.domain.viewer import Viewer

CIRCLE = "circle"
"""The bulletin's topic: `ids` of the accounts whose counts have changed."""
HIDES = "hides"
"""The same of accounts that see less of what others do from now on."""


def follow(house: House, viewer: Viewer, handle: str) -> None:
    """Of a private account: ask to. Raises `NotSignedIn`, `Invalid`, `NotFound`, `NotAllowed` where a block stands between the two, `Conflict`."""
    with pair(house, viewer, handle, Invalid("You can't follow yourself.")) as (session, me, other):
        between = relation(session, viewer, other.id)
        if between.blocks:
            raise NotAllowed("You have blocked @{handle}. Unblock them first.", handle=other.handle)
        if between.blocked:
            raise NotAllowed("You can't follow @{handle}.", handle=other.handle)
        if other.delete_at is not None or other.suspended_until is not None:
            raise _nobody(handle)
        if not between.follows:
            _begin(session, me, other, house.clock.now())


def unfollow(house: House, viewer: Viewer, handle: str) -> None:
    """What one has asked is taken back. Raises `NotSignedIn`, `NotFound`."""
    with pair(house, viewer, handle) as (session, me, other):
        part(session, me, other.id)


def remove_follower(house: House, viewer: Viewer, handle: str) -> None:
    """They don't follow the viewer any more, and aren't told. Raises `NotSignedIn`, `NotFound`."""
    with pair(house, viewer, handle) as (session, me, other):
        part(session, other.id, me)


def block(house: House, viewer: Viewer, handle: str) -> None:
    """From now on neither sees, follows or has marked anything of the other. Raises `NotSignedIn`, `Invalid`, `NotFound`."""
    with pair(house, viewer, handle, Invalid("You can't block yourself.")) as (session, me, other):
        part(session, me, other.id)
        part(session, other.id, me)
        marks_counts.part(session, me, other.id)
        remix_requests.part(session, me, other.id)
        offers.part(session, me, other.id)
        notices_counts.part(session, me, other.id)
        if session.get(Block, (me, other.id)) is None:
            session.add(Block(account_id=me, blocked_id=other.id, since=house.clock.now()))
            count(session, {me: Changes(hides=1), other.id: Changes(hides=1)})
    house.bulletin.announce(HIDES, {"ids": [ids.to_text(me), ids.to_text(other.id)]})


def unblock(house: House, viewer: Viewer, handle: str) -> None:
    """They may see each other again, unless the other has blocked too; nobody follows by that. Raises `NotSignedIn`, `NotFound`."""
    with pair(house, viewer, handle) as (session, me, other):
        if (row := session.get(Block, (me, other.id))) is not None:
            session.delete(row)
            count(session, {me: Changes(hides=-1), other.id: Changes(hides=-1)})


def mute(house: House, viewer: Viewer, handle: str, lasting: str = "") -> None:
    """For a time (`mutes_times`) or for ever; muted again, it is for the new time. Raises `NotSignedIn`, `Invalid`, `NotFound`."""
    until = mutes_times.end(house.clock.now(), lasting)
    with pair(house, viewer, handle, Invalid("You can't mute yourself.")) as (session, me, other):
        if of_account(relation(session, viewer, other.id), standing(other)) is Why.GONE:
            raise _nobody(handle)
        if (row := session.get(Mute, (me, other.id))) is not None:
            row.until = until
            return
        session.add(Mute(account_id=me, muted_id=other.id, since=house.clock.now(), until=until))
        count(session, {me: Changes(hides=1)})
    house.bulletin.announce(HIDES, {"ids": [ids.to_text(me)]})


def unmute(house: House, viewer: Viewer, handle: str) -> None:
    """Raises `NotSignedIn`, `NotFound`."""
    with pair(house, viewer, handle) as (session, me, other):
        gone = session.execute(delete(Mute).where(col(Mute.account_id) == me, col(Mute.muted_id) == other.id).returning(col(Mute.account_id)))
        count(session, {me: Changes(hides=-len(gone.all()))})  # the housekeeping may have been faster


@contextmanager
def pair(house: House, viewer: Viewer, handle: str, to_oneself: Invalid | None = None) -> Iterator[tuple[Session, int, Account]]:
    """One transaction in which nobody else changes what is between these two; announced once it is done."""
    me = viewer.require_account()
    try:
        with house.database.writing() as session:
            other = handles_held.find(house, session, handle)
            if other is None:
                raise _nobody(handle)
            if other.id == me and to_oneself is not None:
                raise to_oneself
            hold(session, {me, other.id})
            house.database.exclusively(session, f"circle {min(me, other.id)} {max(me, other.id)}")
            yield session, me, other
            session.flush()
    except IntegrityError as error:  # one of the two has just been deleted for good
        raise _nobody(handle) from error
    house.bulletin.announce(CIRCLE, {"ids": [ids.to_text(me), ids.to_text(other.id)]})
    notices.announce(house, [me, other.id])


def _begin(session: Session, me: int, other: Account, now: datetime) -> None:
    """Once its counts have changed in this transaction, the row says until the end what it says then: also whether the account is private."""
    private = other.private
    if private:
        ask(session, me, other.id, now)
    else:
        let_in(session, me, other.id, now)
        notices.give(session, FOLLOW, to=other.id, by=me, now=now)
    session.refresh(other)
    if other.private != private:
        raise Conflict("@{handle} has just changed who may follow. Try again.", handle=other.handle)


def _nobody(handle: str) -> NotFound:
    return NotFound("There is nobody called @{handle}.", handle=handles.fold(handle)[:40])
