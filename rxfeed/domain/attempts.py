"""Keeps guessers out without locking owners out.

A try is counted before the password is looked at, so that trying at once in parallel helps nobody. What slows down, ever more with each
failure, is the pair of address and account; an account that is tried from all over the world stays open to the addresses where it is signed in.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session as Transaction
from sqlmodel import col, select

from rxfeed.domain.errors import LimitReached
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Session, Tally

FREE_TRIES = 5
"""From one address at one account, before waiting begins."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(days=1)
"""Without a try."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TRIES_AN_HOUR_FROM_ADDRESS = 100
TRIES_AN_HOUR_AT_ACCOUNT = 100
PASSKEYS_AN_HOUR_FROM_ADDRESS = 100
SIGN_UPS_A_DAY_FROM_ADDRESS = 100
GUESTS_A_DAY_FROM_ADDRESS = 200


def charge_sign_in(house: House, address: str, handle: str) -> None:
    """Count a try to sign in. Raises `LimitReached`, which says when to try again."""
    now = house.clock.now()
    with house.database.writing() as session:
        _charge_pair(house, session, _pair(address, handle), now)
        _charge(house, session, f"sign-in from {address}", TRIES_AN_HOUR_FROM_ADDRESS, HOUR, now)
        if not _is_home(session, address, handle):
            _charge(house, session, f"sign-in at {handle[:30]}", TRIES_AN_HOUR_AT_ACCOUNT, HOUR, now)


def forgive_sign_in(session: Transaction, address: str, handle: str) -> None:
    """The password was right: the tries before it were its owner's."""
    session.exec(delete(Tally).where(col(Tally.key) == _pair(address, handle)))


def charge_sign_up(house: House, address: str) -> None:
    """Count a new account. Raises `LimitReached`."""
    with house.database.writing() as session:
        _charge(house, session, f"sign-up from {address}", SIGN_UPS_A_DAY_FROM_ADDRESS, DAY, house.clock.now())


def charge_passkey(house: House, address: str) -> None:
    """Count a question that a passkey is to answer; each can be answered once. Raises `LimitReached`."""
    with house.database.writing() as session:
        _charge(house, session, f"passkey from {address}", PASSKEYS_AN_HOUR_FROM_ADDRESS, HOUR, house.clock.now())


def charge_guest(house: House, session: Transaction, address: str) -> None:
    """Count a new guest's browser. Raises `LimitReached`."""
    _charge(house, session, f"guest from {address}", GUESTS_A_DAY_FROM_ADDRESS, DAY, house.clock.now())


def forget_old(house: House) -> int:
    """Take away what no limit looks at any more. Returns how many rows."""
    with house.database.writing() as session:
        return int(session.exec(delete(Tally).where(col(Tally.since) < house.clock.now() - FORGOTTEN_AFTER)).rowcount)


def wait_after(failures: int) -> timedelta:
    """How long an address waits after so many failures at one account: nothing at first, then 30 s, doubled each time, up to an hour."""
    if failures < FREE_TRIES:
        return timedelta()
    doublings = min(failures - FREE_TRIES, 20)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def _charge_pair(house: House, session: Transaction, key: str, now: datetime) -> None:
    tally = _tally(house, session, key, now)
    if now - tally.since > FORGOTTEN_AFTER:
        tally.count = 0
    _refuse_until(tally.since + wait_after(tally.count), now)
    tally.count, tally.since = tally.count + 1, now
    session.add(tally)


def _charge(house: House, session: Transaction, key: str, most: int, window: timedelta, now: datetime) -> None:
    tally = _tally(house, session, key, now)
    if now - tally.since >= window:
        tally.count, tally.since = 0, now
    if tally.count >= most:
        _refuse_until(tally.since + window, now)
    tally.count += 1
    session.add(tally)


def _tally(house: House, session: Transaction, key: str, now: datetime) -> Tally:
    """The row under the key, alone in our hands until the transaction ends."""
    house.database.exclusively(session, key)
    return session.get(Tally, key) or Tally(key=key, count=0, since=now)


def _refuse_until(moment: datetime, now: datetime) -> None:
    seconds = (moment - now).total_seconds()
    if seconds > 0:
        raise LimitReached("Too many tries. Wait {minutes} min, then try again.", retry_after=seconds, minutes=math.ceil(seconds / 60))


def _is_home(session: Transaction, address: str, handle: str) -> bool:
    """Whether the account is signed in from this address."""
    found = select(Session.id).join(Account, col(Account.id) == Session.account_id).where(Account.handle == handle, Session.address == address)
    return session.exec(found.limit(1)).first() is not None


def _pair(address: str, handle: str) -> str:
    return f"sign-in from {address} at {handle[:30]}"
