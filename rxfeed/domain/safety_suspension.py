"""Accounts that may look and change nothing, and that nobody sees meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import update
from sqlmodel import col

from rxfeed.domain.house import House
from rxfeed.domain.tables import Account

FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)
SUSPENDED = "suspended"
"""The bulletin's topic: the `account` has been suspended, or isn't any more."""


def suspend(account: Account, now: datetime, days: int, why: str) -> datetime | None:
    """Within the caller's transaction. 0 days are for ever. Returns when it ends."""
    until = now + timedelta(days=days) if days else FOR_EVER
    account.suspended_until, account.suspended_why, account.settling = until, why, True
    return ends(until)


def unsuspend(account: Account) -> None:
    """Within the caller's transaction."""
    account.suspended_until, account.suspended_why, account.settling = None, "", True


def ends(until: datetime | None) -> datetime | None:
    """None where it doesn't."""
    return until if until != FOR_EVER else None


def end_suspensions(house: House) -> int:
    """Those whose time is over. Returns how many."""
    over = update(Account).where(col(Account.suspended_until) <= house.clock.now()).values(suspended_until=None, suspended_why="", settling=True)
    with house.database.writing() as session:
        return int(session.execute(over, execution_options={"synchronize_session": False}).rowcount)  # type: ignore[attr-defined]
