"""An author's yes or no to somebody who asks to remix a post."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from rxfeed.domain import handles, handles_held, ids, notices
from rxfeed.domain.errors import Conflict, NotFound
from rxfeed.domain.house import House
from rxfeed.domain.notices_kinds import REMIX_ACCEPTED, REMIX_DECLINED, REMIX_DECLINED_WIDER, REMIX_REQUEST, REMIX_REQUEST_WIDER, Kind
from rxfeed.domain.permission_rows import hold, permission
from rxfeed.domain.remix_requests_asking import alone_with, author_of, request_of
from rxfeed.domain.tables import Account, Post, RemixRequest
from rxfeed.domain.viewer import Viewer


def answer(house: House, viewer: Viewer, post_id: str, handle: str, *, accept: bool) -> None:
    """May they remix this post of the viewer's? They are told. A no after a yes withdraws it: what they have published stays.

    Raises `NotSignedIn`, `NotFound`; `Conflict` where they don't ask (any more).
    """
    me, number, now = viewer.require_account(), ids.from_text(post_id), house.clock.now()
    with house.database.writing() as session:
        if author_of(session, number) != me:
            raise NotFound("This picture isn't there, or isn't there any more.")
        asker = handles_held.find(house, session, handle)
        if asker is None:
            raise NotFound("There is nobody called @{handle}.", handle=handles.fold(handle)[:40])
        alone_with(house, session, me, asker.id)
        hold(session, [number])
        row = request_of(session, number, asker.id)
        if row is None:
            raise Conflict("@{handle} doesn't ask for this any more.", handle=asker.handle)
        told = _answer(session, row, me, accept is True, now)
    notices.announce(house, [me, *told])


def _answer(session: Session, row: RemixRequest, me: int, accept: bool, now: datetime) -> list[int]:
    """Whose notices have changed besides."""
    before = row.status
    row.status = _answered(before, accept)
    if row.status == before:
        return []
    row.widens, row.answered_at = row.widens or (accept and before == "wider"), now
    session.add(row)
    for kind in (REMIX_REQUEST, REMIX_REQUEST_WIDER):
        notices.take_back(session, kind, by=row.asker_id, to=me, post_id=row.post_id)
    for kind in (REMIX_ACCEPTED, REMIX_DECLINED, REMIX_DECLINED_WIDER):
        notices.take_back(session, kind, by=me, to=row.asker_id, post_id=row.post_id)
    if row.status != "withdrawn":
        notices.give(session, REMIX_ACCEPTED if accept else _no(session, row, me), to=row.asker_id, by=me, post_id=row.post_id, now=now)
    return [row.asker_id]


def _no(session: Session, row: RemixRequest, me: int) -> Kind:
    """Whoever may remix it all the same has only asked to show it to more people."""
    session.flush()
    may = permission(session, Viewer(account_id=row.asker_id, hides=True), session.get_one(Post, row.post_id), session.get_one(Account, me))
    return REMIX_DECLINED_WIDER if may.allowed else REMIX_DECLINED


def _answered(status: str, accept: bool) -> str:
    """What becomes of a request. A no to what goes further leaves what was allowed before."""
    if accept:
        return status if status == "narrow" else "accepted"
    return {"waiting": "declined", "wider": "narrow", "accepted": "withdrawn", "narrow": "withdrawn"}.get(status, status)
