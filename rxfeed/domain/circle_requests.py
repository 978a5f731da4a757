"""Requests to follow a private account, as it sees them. `circle.follow` makes one, `circle.unfollow` takes it back."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy import select
from sqlmodel import col

from rxfeed.domain import handles, notices
from rxfeed.domain.audience_rows import people
from rxfeed.domain.circle_people import PeoplePage, people_page
from rxfeed.domain.circle_rows import let_in, withdraw
from rxfeed.domain.circle_ties import pair
from rxfeed.domain.errors import Conflict, NotFound
from rxfeed.domain.house import House
from rxfeed.domain.notices_kinds import FOLLOW_ACCEPTED
from rxfeed.domain.tables import Account, Follow, FollowRequest
from rxfeed.domain.viewer import Viewer

BATCH = 100


def waiting(house: House, viewer: Viewer, handle: str, cursor: str = "") -> PeoplePage:
    """Who asks to follow, the newest first: for nobody but who is asked. Raises `NotSignedIn`, `NotFound`, and `Invalid` for a cursor that isn't one."""
    me = viewer.require_reader()
    if handles.fold(handle) != viewer.handle:
        raise NotFound("There is nothing at this address.")
    since, asker = col(FollowRequest.since), col(FollowRequest.asker_id)
    query = (
        select(since, asker, col(Account.handle), col(Account.display_name), col(Account.bio), col(Account.avatar_name))
        .join(Account, col(Account.id) == asker)
        .where(col(FollowRequest.asked_id) == me, *people(viewer))
    )
    with house.database.reading() as session:
        return people_page(session, query, cursor, f"asking {me}")


def accept(house: House, viewer: Viewer, handle: str) -> None:
    """They follow the viewer from now on. Raises `NotSignedIn`, `NotFound`; `Conflict` where they don't ask (any more)."""
    with pair(house, viewer, handle) as (session, me, other):
        if session.get(FollowRequest, (other.id, me)) is not None:
            let_in(session, other.id, me, house.clock.now())
            notices.give(session, FOLLOW_ACCEPTED, to=other.id, by=me, now=house.clock.now())
        elif session.get(Follow, (other.id, me)) is None:
            raise Conflict("@{handle} doesn't ask to follow you any more.", handle=other.handle)


def decline(house: House, viewer: Viewer, handle: str) -> None:
    """They aren't told, and may ask again. Raises `NotSignedIn`, `NotFound`."""
    with pair(house, viewer, handle) as (session, me, other):
        withdraw(session, other.id, me)


def accept_all(house: House, account_id: int) -> int:
    """Whoever asks follows an account that is for everybody by now: at most `BATCH` of them, each in a transaction of their own. How many they were."""
    query = select(col(Account.handle)).join(FollowRequest, col(FollowRequest.asker_id) == col(Account.id)).where(col(FollowRequest.asked_id) == account_id)
    with house.database.reading() as session:
        askers = session.scalars(query.order_by(col(FollowRequest.since)).limit(BATCH)).all()
    accepted = 0
    for asker in askers:
        with suppress(Conflict, NotFound):  # taken back meanwhile, or gone for good
            accept(house, Viewer(account_id=account_id), asker)
            accepted += 1
    return accepted
