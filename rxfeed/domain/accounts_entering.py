"""The last step of every way in, whether by password, by passkey or by a new account."""

from __future__ import annotations

from sqlmodel import Session as Transaction

from rxfeed.domain import passkeys_ceremonies, sessions, studio
from rxfeed.domain.house import House
from rxfeed.domain.sessions import Browser
from rxfeed.domain.tables import Account


def enter(house: House, session: Transaction, account: Account, browser: Browser) -> str:
    """Sign in within the transaction: the guest's work comes along, and the browser's session before this one ends. Returns the new cookie."""
    before = sessions.leave(house, session, browser.cookie)
    passkeys_ceremonies.leave(session, browser.cookie)
    if before is not None:
        studio.adopt(session, before, account.id)
    return sessions.start(house, session, account.id, browser)
