"""That somebody's notices have changed, for their open pages. Only a hint; the rows are the truth."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import bindparam, select
from sqlmodel import col

from rxfeed.domain import ids, session_cookie
from rxfeed.domain.house import House
from rxfeed.domain.notices_reading import waiting
from rxfeed.domain.tables import Session

TOLD = "told"
"""The bulletin's topic: `account` is the id, as text, of who has something new, or has read it."""


def announce(house: House, account_ids: Iterable[int]) -> None:
    """To be called once the transaction is done."""
    for account_id in sorted(set(account_ids)):
        house.bulletin.announce(TOLD, {"account": ids.to_text(account_id)})


def seats(house: House, account: str) -> list[str]:
    """Of the browsers in which that account is signed in now (`session_cookie.seat`). Raises `NotFound`."""
    return [session_cookie.seat_of(row[0]) for row in house.database.rows(SEATS, account=ids.from_text(account), now=house.clock.now())]


def count(house: House, account: str) -> int:
    """How many notices wait for that account. Raises `NotFound`."""
    with house.database.reading() as session:
        return waiting(session, ids.from_text(account))


SEATS = select(col(Session.token_hash)).where(col(Session.account_id) == bindparam("account"), col(Session.expires_at) > bindparam("now"))
