"""What a guest made becomes the account's, at sign-up and sign-in."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlmodel import Session as Transaction
from sqlmodel import col

from rxfeed.domain import session_cookie
from rxfeed.domain.house import House
from rxfeed.domain.tables import Call, Generation, Picture, Session


def adopt(house: House, session: Transaction, cookie: str, account_id: int) -> None:
    """Hand everything of the cookie's guest to the account and end the cookie's session, within the caller's transaction.

    Calls keep their address: a new account is no way round the limit for guests.
    """
    now = house.clock.now()
    living = col(Session.token_hash) == session_cookie.digest(cookie), col(Session.expires_at) > now
    before = session.execute(select(col(Session.id), col(Session.account_id)).where(*living)).first()
    if before is None:
        return
    if before.account_id is None:
        _hand_over(session, before.id, account_id)
    session.execute(update(Session).where(col(Session.id) == before.id).values(expires_at=now))


def _hand_over(session: Transaction, guest_id: int, account_id: int) -> None:
    made = select(col(Generation.id)).where(col(Generation.guest_id) == guest_id)
    session.execute(update(Call).where(col(Call.generation_id).in_(made)).values(account_id=account_id))
    for table in (Generation, Picture):
        session.execute(update(table).where(col(table.guest_id) == guest_id).values(account_id=account_id, guest_id=None))
