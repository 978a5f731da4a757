"""Browsers that are recognised: signed in, or a guest's.

A session lives on the server: the cookie holds a random secret, its row the secret's SHA-256. It ends some days after the last visit, or when somebody ends it.
The row of an ended one stays for a while, so that a page which is still open with its cookie isn't taken for a guest's.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache

from sqlalchemy import Update, bindparam, delete, select, update
from sqlmodel import Session as Transaction
from sqlmodel import col

from rxfeed.domain import attempts, ids, session_cookie
from rxfeed.domain.errors import NotSignedIn, Unavailable
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Session
from rxfeed.domain.viewer import Viewer

ROLLS_AFTER = timedelta(minutes=5)
"""A visit is noted at most this often, so that looking around writes next to nothing."""
REMEMBERED = timedelta(days=30)
"""After it has ended."""
WHO = (
    select(col(Session.id), col(Session.account_id), col(Session.seen_at), col(Session.expires_at))
    .add_columns(col(Account.handle), col(Account.role), col(Account.language), col(Account.hides))
    .add_columns(col(Account.suggestive), col(Account.mature), col(Account.suspended_until))
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
    found = house.database.rows(WHO, digest=session_cookie.digest(cookie))
    if not found or found[0][3] <= now:
        return Viewer(address=address)
    session_id, account_id, seen_at, _, handle, role, language, hides, suggestive, mature, until = found[0]
    if now - seen_at > ROLLS_AFTER:
        house.threads.submit(_roll, house, session_id, now)  # nobody waits for a writer only to be recognised
    if account_id is None:
        return Viewer(guest_id=session_id, address=address)
    return Viewer(
        account_id, address=address, role=role, handle=handle, language=language or "en", hides=hides > 0 or "hide" in (suggestive, mature),
        suggestive=suggestive, mature=mature, suspended=until is not None and until > now,
    )  # fmt: skip


def welcome_guest(house: House, browser: Browser) -> Viewer:
    """Whoever makes something: the account, or the guest, whose row is written now if there is none.

    Raises `NotSignedIn` for a session that has ended, `LimitReached`.
    """
    viewer = recognise(house, browser.cookie, browser.address)
    if viewer.account_id is not None or viewer.guest_id is not None:
        return viewer
    if not browser.cookie:
        raise NotSignedIn("Your browser keeps no cookie for this site, so what you make would be lost. Allow cookies and load the page again.")
    with house.database.writing() as session:
        return replace(viewer, guest_id=_open_guest(house, session, browser))


def start(house: House, session: Transaction, account_id: int, browser: Browser) -> str:
    """Sign a browser in within the caller's transaction. Returns the new cookie's secret, which is known nowhere else."""
    secret = session_cookie.mint()
    session.add(_row(house, secret, account_id, browser))
    return secret


def leave(house: House, session: Transaction, cookie: str) -> int | None:
    """End the session that the browser had so far, within the caller's transaction. Returns the guest's id if it was a guest's."""
    ended = _ending(house).where(col(Session.token_hash) == session_cookie.digest(cookie)).returning(col(Session.id), col(Session.account_id))
    row = session.execute(ended).first()
    return row.id if row is not None and row.account_id is None else None


def end(house: House, cookie: str) -> None:
    """Sign out: whoever sends the cookie from now on is nobody."""
    with house.database.writing() as session:
        session.execute(_ending(house).where(col(Session.token_hash) == session_cookie.digest(cookie)))


def end_others(house: House, viewer: Viewer, cookie: str) -> int:
    """Sign the account out everywhere else. Returns how many browsers that were. Raises `NotSignedIn`."""
    account_id = viewer.require_reader()
    with house.database.writing() as session:
        ended = end_all(house, session, account_id, but=cookie)
    tell_ended(house, ended)
    return len(ended)


def end_one(house: House, viewer: Viewer, session_id: str) -> None:
    """Sign one browser of the account out. One that has ended already stays so. Raises `NotSignedIn`, `NotFound`."""
    account_id, number = viewer.require_reader(), ids.from_text(session_id)
    one = _ending(house).where(col(Session.id) == number, col(Session.account_id) == account_id)
    with house.database.writing() as session:
        ended = list(session.execute(one.returning(col(Session.token_hash))).scalars())
    tell_ended(house, ended)


def end_all(house: House, session: Transaction, account_id: int, *, but: str = "") -> list[bytes]:
    """End every session of an account, within the caller's transaction, but the one with that cookie. After it the caller says so by `tell_ended`."""
    others = _ending(house).where(col(Session.account_id) == account_id, col(Session.token_hash) != session_cookie.digest(but))
    return list(session.execute(others.returning(col(Session.token_hash))).scalars())


def has_ended(house: House, cookie: str) -> bool:
    """Whether this was a session's cookie once and stands for nobody any more."""
    digest, now = session_cookie.digest(cookie), house.clock.now()
    with house.database.reading() as session:
        found = session.execute(select(col(Session.id)).where(col(Session.token_hash) == digest, col(Session.expires_at) <= now))
        return found.first() is not None


def tell_ended(house: House, digests: Sequence[bytes]) -> None:
    """So that pages which are still open in those browsers are emptied at once. Everything that they ask from now on is refused anyway."""
    if digests:
        house.bulletin.announce("sessions ended", {"seats": [session_cookie.seat_of(digest) for digest in digests]})


def forget_ended(house: House) -> int:
    """Take away the rows of sessions that ended some time ago. Returns how many."""
    with house.database.writing() as session:
        return int(session.execute(delete(Session).where(col(Session.expires_at) <= house.clock.now() - REMEMBERED)).rowcount)  # type: ignore[attr-defined]


@lru_cache(maxsize=1_000)
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
    """Note the visit, unless the session has just ended. Where the database has no time for it, the next visit is as good."""
    with suppress(Unavailable), house.database.writing() as session:
        living = update(Session).where(col(Session.id) == session_id, col(Session.expires_at) > now)
        session.execute(living.values(seen_at=now, expires_at=_end_of(house, now)))


def _open_guest(house: House, session: Transaction, browser: Browser) -> int:
    """The id of the guest's row, whoever of two tabs is first to write it."""
    digest = session_cookie.digest(browser.cookie)
    house.database.exclusively(session, digest.hex())
    known = session.execute(select(col(Session.id), col(Session.expires_at)).where(col(Session.token_hash) == digest)).first()
    if known is None:
        attempts.charge_guest(house, session, neighbourhood(browser.address))
        row = _row(house, browser.cookie, None, browser)
        session.add(row)
        return row.id
    if known.expires_at <= house.clock.now():
        raise NotSignedIn("Your session has ended. What you made is kept; load the page again and sign in.")
    return int(known.id)


def _row(house: House, secret: str, account_id: int | None, browser: Browser) -> Session:
    now = house.clock.now()
    return Session(
        id=ids.mint(),
        token_hash=session_cookie.digest(secret),
        account_id=account_id,
        created_at=now,
        seen_at=now,
        expires_at=_end_of(house, now),
        user_agent=browser.user_agent[:200],
        address=neighbourhood(browser.address),
    )


def _ending(house: House) -> Update:
    """Only what still lives, so that counting them is honest."""
    now = house.clock.now()
    return update(Session).where(col(Session.expires_at) > now).values(expires_at=now)


def _end_of(house: House, visit: datetime) -> datetime:
    return visit + timedelta(days=house.limits.session_days)
