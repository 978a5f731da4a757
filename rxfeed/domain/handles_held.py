"""Handles that lead to an account: the one it has, and those it has left within the last days."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, delete, or_, union_all
from sqlmodel import Session, col, select

from rxfeed.domain import handles
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, FormerHandle


def find(house: House, session: Session, handle: str) -> Account | None:
    """Whom a handle leads to, as people type it, whether it is the one they have or had until lately. One query."""
    folded = handles.fold(handle)
    left = select(FormerHandle.account_id).where(FormerHandle.handle == folded, FormerHandle.until > house.clock.now()).scalar_subquery()
    return session.exec(select(Account).where(or_(col(Account.handle) == folded, col(Account.id) == left))).first()


def leading(house: House, session: Session, wanted: Collection[str], *where: ColumnElement[bool]) -> dict[str, int]:
    """Whom several (folded) handles lead to, by handle; of the accounts for which `where` holds. One query."""
    now = select(col(Account.handle), col(Account.id)).where(col(Account.handle).in_(wanted), *where)
    left = select(col(FormerHandle.handle), col(Account.id)).join(Account, col(Account.id) == col(FormerHandle.account_id))
    left = left.where(col(FormerHandle.handle).in_(wanted), col(FormerHandle.until) > house.clock.now(), *where)
    return {row[0]: row[1] for row in session.execute(union_all(now, left))}


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
