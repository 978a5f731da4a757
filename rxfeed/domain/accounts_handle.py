"""Another handle. The old one leads to the account for 30 days, is nobody else's in that time, and can be taken back."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, func, select

from rxfeed.domain import credentials_due, handles, handles_held, ids, lineage_counts
from rxfeed.domain.circle_ties import CIRCLE
from rxfeed.domain.errors import Conflict, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, FormerHandle
from rxfeed.domain.viewer import Viewer


def change_handle(house: House, viewer: Viewer, wanted: str) -> None:
    """Be called something else from now on. What one has left within 30 days one can have back at any time.

    Raises `NotSignedIn`, `Invalid`, `Conflict` where it is taken or still leads to somebody else, `LimitReached` within 7 days of the last change.
    """
    account_id, wanted = viewer.require_account(), handles.fold(wanted)
    try:
        with house.database.writing() as session:
            account = _alone(house, session, account_id, wanted)
            if account.handle == wanted:
                return
            _check(house, session, account, wanted)
            _leave(house, session, account, wanted)
    except IntegrityError as error:
        raise taken() from error
    house.bulletin.announce(CIRCLE, {"ids": [ids.to_text(account_id)]})


def former(house: House, viewer: Viewer) -> Sequence[FormerHandle]:
    """The handles that still lead to the viewer, the last one first. Raises `NotSignedIn`."""
    query = select(FormerHandle).where(FormerHandle.account_id == viewer.require_reader(), FormerHandle.until > house.clock.now())
    with house.database.reading() as session:
        return session.exec(query.order_by(col(FormerHandle.since).desc())).all()


def taken() -> Conflict:
    """Said of handles that others have, or had until lately."""
    return Conflict("This handle is taken. Choose another one.", field="handle")


def _alone(house: House, session: Session, account_id: int, wanted: str) -> Account:
    """The account, with both handles in our hands."""
    before = session.exec(select(Account.handle).where(Account.id == account_id)).first() or ""
    handles_held.alone_with(house, session, before, wanted)
    account = session.get(Account, account_id, with_for_update=True, populate_existing=True)
    if account is None:
        raise NotSignedIn("Sign in first. What you made and typed stays here.")
    if account.handle != before:
        raise Conflict("Your handle has just been changed in another window. Load the page again.", field="handle")
    return account


def _check(house: House, session: Session, account: Account, wanted: str) -> None:
    now = house.clock.now()
    holder = handles_held.holder(session, wanted, now)
    if holder == account.id:
        return
    handles.check(wanted)
    if holder is not None or session.exec(select(Account.id).where(Account.handle == wanted)).first() is not None:
        raise taken()
    handles.check_pause(session.exec(select(func.max(FormerHandle.since)).where(FormerHandle.account_id == account.id)).one(), now)


def _leave(house: House, session: Session, account: Account, wanted: str) -> None:
    now = house.clock.now()
    session.execute(delete(FormerHandle).where(col(FormerHandle.handle).in_([account.handle, wanted])))
    session.add(FormerHandle(handle=account.handle, account_id=account.id, since=now, until=now + handles.HELD))
    account.handle, account.version = wanted, account.version + 1
    lineage_counts.renew_cards_of_children(session, account.id)
    credentials_due.mark_all_of(session, account.id, now)
    session.flush()
