"""That somebody's notices have changed, for their open pages. Only a hint; the rows are the truth."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import select

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


def open_pages(house: House, account: str) -> tuple[list[str], int]:
    """The seats (`session_cookie.seat`) of the browsers in which that account is signed in now, and how many notices wait for it. Raises `NotFound`."""
    number = ids.from_text(account)
    with house.database.reading() as session:
        digests = session.exec(select(Session.token_hash).where(Session.account_id == number, Session.expires_at > house.clock.now())).all()
        return [session_cookie.seat_of(digest) for digest in digests], waiting(session, number) if digests else 0
