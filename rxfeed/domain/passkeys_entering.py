"""Coming in by a passkey, instead of the password or after it."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session as Transaction
from sqlmodel import col, delete

from rxfeed.domain import accounts_entering, attempts, passkeys_ceremonies, passkeys_rows, passkeys_second, sessions
from rxfeed.domain.errors import Invalid, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.passkeys_ceremonies import Purpose
from rxfeed.domain.sessions import Browser
from rxfeed.domain.tables import Account, RecoveryCode


def to_enter(house: House, browser: Browser, origin: str) -> dict[str, Any]:
    """Options for whichever key the person has; no account is named. Raises `NotSignedIn`, `LimitReached`."""
    attempts.charge_passkey(house, sessions.neighbourhood(browser.address))
    challenge = passkeys_ceremonies.ask(house, browser.cookie, Purpose.ENTER)
    return house.passkeys.to_prove(origin, challenge, (), verified=True)


def enter(house: House, browser: Browser, origin: str, answer: str) -> str:
    """Sign the browser in without a password: the device has made sure who it is. Returns the new cookie. Raises `Invalid`."""
    challenge = passkeys_ceremonies.answer(house, browser.cookie, Purpose.ENTER)
    key, count = passkeys_rows.proven(house, origin, challenge, answer, verified=True)
    with house.database.writing() as session:
        passkeys_rows.use(house, session, key, count)
        return accounts_entering.enter(house, session, session.get_one(Account, key.account_id), browser)


def to_follow(house: House, browser: Browser, origin: str) -> dict[str, Any]:
    """Options for a key of the account whose password was right. Raises `NotSignedIn`, `LimitReached`."""
    attempts.charge_passkey(house, sessions.neighbourhood(browser.address))
    with house.database.reading() as session:
        account_id = _who(house, session, browser)
        known = [passkeys_rows.known(row) for row in passkeys_rows.of(session, account_id)]
    challenge = passkeys_ceremonies.ask(house, browser.cookie, Purpose.FOLLOW, account_id)
    return house.passkeys.to_prove(origin, challenge, known, verified=False)


def follow(house: House, browser: Browser, origin: str, answer: str) -> str:
    """The step after the password. Returns the new cookie. Raises `NotSignedIn`, `Invalid`."""
    with house.database.reading() as session:
        account_id = _who(house, session, browser)
    challenge = passkeys_ceremonies.answer(house, browser.cookie, Purpose.FOLLOW, account_id)
    key, count = passkeys_rows.proven(house, origin, challenge, answer, verified=False)
    if key.account_id != account_id:
        raise passkeys_rows.not_accepted()
    with house.database.writing() as session:
        _who(house, session, browser)
        passkeys_rows.use(house, session, key, count)
        return _come_in(house, session, account_id, browser)


def recover(house: House, browser: Browser, code: str) -> str:
    """In place of a lost key: one of the codes, which is used up. Returns the new cookie. Raises `NotSignedIn`, `Invalid`, `LimitReached`."""
    with house.database.reading() as session:
        handle = session.get_one(Account, _who(house, session, browser)).handle
    attempts.charge_sign_in(house, sessions.neighbourhood(browser.address), handle)
    with house.database.writing() as session:
        account_id = _who(house, session, browser)
        this = delete(RecoveryCode).where(col(RecoveryCode.account_id) == account_id, col(RecoveryCode.digest) == passkeys_second.digest(code))
        if session.exec(this).rowcount != 1:
            raise Invalid("This is none of the codes, or it has been used already.", field="code")
        return _come_in(house, session, account_id, browser)


def _who(house: House, session: Transaction, browser: Browser) -> int:
    account_id = passkeys_ceremonies.whose(house, session, browser.cookie, Purpose.HALFWAY)
    if account_id is None:
        raise NotSignedIn("That took too long. Sign in with your password again.")
    return account_id


def _come_in(house: House, session: Transaction, account_id: int, browser: Browser) -> str:
    account = session.get_one(Account, account_id)
    attempts.forgive_sign_in(session, sessions.neighbourhood(browser.address), account.handle)
    return accounts_entering.enter(house, session, account, browser)
