"""Up to three of one's own public posts, shown first on one's page."""

from __future__ import annotations

from sqlalchemy import func
from sqlmodel import Session, col, select

from rxfeed.domain import ids
from rxfeed.domain.errors import Invalid, LimitReached
from rxfeed.domain.gallery_rows import may_be_pinned, own
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Pin
from rxfeed.domain.viewer import Viewer

MOST = 3


def pin(house: House, viewer: Viewer, post_id: str, on: bool) -> None:
    """Put a post of one's own first, or back in its place. Asked twice it is done once. What isn't public any more is unpinned with that change.

    Raises `NotSignedIn`, `NotFound`, `Invalid` for what isn't public, `LimitReached` for the fourth.
    """
    account_id, number = viewer.require_account(), ids.from_text(post_id)
    with house.database.writing() as session:
        session.get(Account, account_id, with_for_update={"key_share": True})  # one after the other: two that come at once may not make four
        post, pinned = own(session, viewer, number), session.get(Pin, number)
        if pinned is not None and not on:
            session.delete(pinned)
        if pinned is None and on:
            if not may_be_pinned(post):
                raise Invalid("Only a public picture can be pinned to your page.")
            _check_room(session, account_id)
            session.add(Pin(post_id=number, account_id=account_id, since=house.clock.now()))


def pinned(session: Session, account_id: int) -> list[int]:
    """Ids of the account's pinned posts, the last pinned first."""
    return list(session.exec(select(Pin.post_id).where(Pin.account_id == account_id).order_by(col(Pin.since).desc(), col(Pin.post_id).desc())))


def _check_room(session: Session, account_id: int) -> None:
    if session.exec(select(func.count()).select_from(Pin).where(Pin.account_id == account_id)).one() >= MOST:
        raise LimitReached("Three pictures are pinned already. Unpin one of them first.")
