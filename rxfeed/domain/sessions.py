"""Browsers that are recognised: signed in, or a guest's.

A session lives on the server: the cookie holds a random secret, its row the secret's SHA-256. It ends some days after the last visit, or when its row is gone.
"""

from __future__ import annotations

import ipaddress
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update
from sqlmodel import Session as Transaction
from sqlmodel import col

from rxfeed.domain import attempts, ids, session_cookie
from rxfeed.domain.errors import Unavailable
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Session
from rxfeed.domain.viewer import Viewer

ROLLS_AFTER = timedelta(minutes=5)
"""A visit is noted at most this often, so that looking around writes next to nothing."""
WHO = (
    select(col(Session.id), col(Session.account_id), col(Session.seen_at), col(Session.expires_at))
    .add_columns(col(Account.handle), col(Account.role), col(Account.language))
    .outerjoin(Account, col(Account.id) == col(Session.account_id))
    .where(col(Session.token_hash) == bindparam("digest"))
)


@dataclass(frozen=True, slots=True)
class Browser:
    """What the edge knows of the browser that asks."""

    cookie: str = ""
    """The session's secret, or empty."""
    address: str = ""
    user_agent: str = ""


def recognise(house: House, cookie: str, address: str) -> Viewer:
    """Who asks. One indexed read; a cookie that is unknown or has run out is nobody's."""
    address = neighbourhood(address)
    if not cookie:
        return Viewer(address=address)
    now = house.clock.now()
    with house.database.reading() as session:
        row = session.execute(WHO, {"digest": session_cookie.digest(cookie)}).first()
    if row is None or row.expires_at <= now:
        return Viewer(address=address)
    if now - row.seen_at > ROLLS_AFTER:
        _roll(house, row.id, now)
    if row.account_id is None:
        return Viewer(guest_id=row.id, address=address)
    return Viewer(account_id=row.account_id, address=address, role=row.role, handle=row.handle, language=row.language or "en")


def welcome_guest(house: House, browser: Browser) -> str:
    """The cookie of a guest's browser, so that what is made without an account is found again. Raises `LimitReached`."""
    if recognise(house, browser.cookie, browser.address) != Viewer(address=neighbourhood(browser.address)):
        return browser.cookie
    with house.database.writing() as session:
        attempts.charge_guest(house, session, neighbourhood(browser.address))
        return start(house, session, None, browser)


def start(house: House, session: Transaction, account_id: int | None, browser: Browser) -> str:
    """Open a session within the caller's transaction. Returns the cookie's secret, which is known nowhere else."""
    secret, now = session_cookie.mint(), house.clock.now()
    session.add(
        Session(
            id=ids.mint(),
            token_hash=session_cookie.digest(secret),
            account_id=account_id,
            created_at=now,
            seen_at=now,
            expires_at=_end_of(house, now),
            user_agent=browser.user_agent[:200],
            address=neighbourhood(browser.address),
        )
    )
    return secret


def end(house: House, cookie: str) -> None:
    """Sign out: what the browser sends from now on is nobody's."""
    with house.database.writing() as session:
        session.exec(delete(Session).where(col(Session.token_hash) == session_cookie.digest(cookie)))


def end_others(house: House, viewer: Viewer, cookie: str) -> int:
    """Sign the account out everywhere else. Returns how many browsers that were. Raises `NotSignedIn`."""
    account_id = viewer.require_account()
    with house.database.writing() as session:
        return end_all(session, account_id, but=cookie)


def end_all(session: Transaction, account_id: int, *, but: str = "") -> int:
    """End every session of an account, within the caller's transaction, but the one with that cookie."""
    ended = session.exec(delete(Session).where(col(Session.account_id) == account_id, col(Session.token_hash) != session_cookie.digest(but)))
    return int(ended.rowcount)


def forget_ended(house: House) -> int:
    """Take away the rows of sessions that have run out. Returns how many."""
    with house.database.writing() as session:
        return int(session.exec(delete(Session).where(col(Session.expires_at) <= house.clock.now())).rowcount)


def neighbourhood(address: str) -> str:
    """What limits go by: an IPv4 address, or the /64 network of an IPv6 one, for one machine has as many of those addresses as it likes."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(parsed.ipv4_mapped or ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def _roll(house: House, session_id: int, now: datetime) -> None:
    """Note the visit. Where the database has no time for it, the next one is as good."""
    with suppress(Unavailable), house.database.writing() as session:
        session.exec(update(Session).where(col(Session.id) == session_id).values(seen_at=now, expires_at=_end_of(house, now)))


def _end_of(house: House, visit: datetime) -> datetime:
    return visit + timedelta(days=house.limits.session_days)
