"""What a browser is in the middle of: a question that a passkey is to answer, or a step that is done and holds for some minutes.

Each is bound to the browser's cookie. A question is taken away by whoever tries to answer it, so that every answer counts once, right or wrong.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from enum import StrEnum

from sqlmodel import Session as Transaction
from sqlmodel import col, delete, select

from rxfeed.domain import session_cookie
from rxfeed.domain.errors import Invalid, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.tables import Ceremony

CHALLENGE_BYTES = 32
LASTS = timedelta(minutes=5)
"""A question, and the right password before its second step."""
STAYS_SURE = timedelta(minutes=10)
"""Who has proved to be the person at the keyboard."""


class Purpose(StrEnum):
    """Questions first, then steps that are done."""

    ENTER = "enter"
    FOLLOW = "follow"
    ENROL = "enrol"
    CONFIRM = "confirm"
    HALFWAY = "halfway"
    """The password was right, and a passkey is asked for next."""
    SURE = "sure"


def ask(house: House, cookie: str, purpose: Purpose, account_id: int | None = None) -> bytes:
    """A new question for that browser. The one before it is void."""
    challenge = secrets.token_bytes(CHALLENGE_BYTES)
    with house.database.writing() as session:
        note(house, session, cookie, purpose, account_id, challenge)
    return challenge


def answer(house: House, cookie: str, purpose: Purpose, account_id: int | None = None) -> bytes:
    """The challenge of the browser's question, which is gone now. Raises `Invalid` where there is none, or where it was somebody else's."""
    with house.database.writing() as session:
        row = session.get(Ceremony, (session_cookie.digest(cookie), purpose), with_for_update=True)
        if row is not None:
            session.delete(row)
    if row is None or row.account_id != account_id or row.expires_at <= house.clock.now():
        raise Invalid("That took too long, or was asked in another tab meanwhile. Try again.")
    return row.challenge


def note(house: House, session: Transaction, cookie: str, purpose: Purpose, account_id: int | None, challenge: bytes = b"") -> None:
    """Write it down within the caller's transaction. Raises `NotSignedIn` where the browser keeps no cookie."""
    if not cookie:
        raise NotSignedIn("Your browser keeps no cookie for this site, so nobody can sign in. Allow cookies and load the page again.")
    browser, lasts = session_cookie.digest(cookie), STAYS_SURE if purpose is Purpose.SURE else LASTS
    house.database.exclusively(session, f"ceremony {browser.hex()}")
    session.merge(Ceremony(browser=browser, purpose=purpose, challenge=challenge, account_id=account_id, expires_at=house.clock.now() + lasts))


def whose(house: House, session: Transaction, cookie: str, purpose: Purpose) -> int | None:
    """Whose account the browser has done that step for; None where it hasn't, or too long ago."""
    living = select(Ceremony.account_id).where(Ceremony.browser == session_cookie.digest(cookie), Ceremony.purpose == purpose)
    return session.exec(living.where(col(Ceremony.expires_at) > house.clock.now())).first()


def leave(session: Transaction, cookie: str) -> None:
    """Nothing that this browser was in the middle of holds any more."""
    session.exec(delete(Ceremony).where(col(Ceremony.browser) == session_cookie.digest(cookie)))


def forget_open(house: House) -> int:
    """Take away what has run out. Returns how many rows."""
    with house.database.writing() as session:
        return int(session.exec(delete(Ceremony).where(col(Ceremony.expires_at) <= house.clock.now())).rowcount)
