"""Handles that lead to an account: the one it has, and those it has left within the last days."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, or_
from sqlmodel import Session, col, select

from rxfeed.domain import handles
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, FormerHandle


def find(house: House, session: Session, handle: str) -> Account | None:
    """Whom a handle leads to, as people type it, whether it is the one they have or had until lately. One query."""
    folded = handles.fold(handle)
    left = select(FormerHandle.account_id).where(FormerHandle.handle == folded, FormerHandle.until > house.clock.now()).scalar_subquery()
    return session.exec(select(Account).where(or_(col(Account.handle) == folded, col(Account.id) == left))).first()


def holder(session: Session, handle: str, now: datetime) -> int | None:
    """The account that has left this handle (folded) and still holds it."""
    return session.exec(select(FormerHandle.account_id).where(FormerHandle.handle == handle, FormerHandle.until > now)).first()


def alone_with(house: House, session: Session, *wanted: str) -> None:
    """Until the transaction ends nobody else takes or leaves one of these."""
    for handle in sorted(wanted):
        house.database.exclusively(session, f"handle {handle}")


def forget_left(house: House) -> int:
    """Free the handles whose time is over; how many they were."""
    with house.database.writing() as session:
        gone = session.execute(delete(FormerHandle).where(col(FormerHandle.until) <= house.clock.now()))
        return int(gone.rowcount)  # type: ignore[attr-defined]
