"""Keeps guessers out without locking owners out.

A try is counted before the password is looked at, so that trying at once in parallel helps nobody. What slows down, ever more with each
failure, is the pair of address and account; an account that is tried from all over the world stays open to the addresses where it is signed in.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import delete
from sqlmodel import Session as Transaction
from sqlmodel import col, select

from rxfeed.domain import tallies
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Session, Tally
from rxfeed.domain.tallies import Pace

FREE_TRIES = 5
"""From one address at one account, before waiting begins."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(days=1)
"""Without a try."""
AN_HOUR = Pace("Too many tries. Wait {minutes} min, then try again.", 100, timedelta(hours=1))
"""To sign in, from an address or at an account, and of passkeys."""
SIGN_UPS = replace(AN_HOUR, window=timedelta(days=1))
GUESTS = replace(SIGN_UPS, most=200)
"""From an address."""


def charge_sign_in(house: House, address: str, handle: str) -> None:
    """Count a try to sign in. Raises `LimitReached`, which says when to try again."""
    with house.database.writing() as session:
        _charge_pair(house, session, _pair(address, handle))
        tallies.charge(house, session, f"sign-in from {address}", AN_HOUR)
        if not _is_home(session, address, handle):
            tallies.charge(house, session, f"sign-in at {handle[:30]}", AN_HOUR)


def forgive_sign_in(session: Transaction, address: str, handle: str) -> None:
    """The password was right: the tries before it were its owner's."""
    session.exec(delete(Tally).where(col(Tally.key) == _pair(address, handle)))


def charge_sign_up(house: House, address: str) -> None:
    """Count a new account. Raises `LimitReached`."""
    with house.database.writing() as session:
        tallies.charge(house, session, f"sign-up from {address}", SIGN_UPS)


def charge_passkey(house: House, address: str) -> None:
    """Count a question that a passkey is to answer; each can be answered once. Raises `LimitReached`."""
    with house.database.writing() as session:
        tallies.charge(house, session, f"passkey from {address}", AN_HOUR)


def charge_guest(house: House, session: Transaction, address: str) -> None:
    """Count a new guest's browser. Raises `LimitReached`."""
    tallies.charge(house, session, f"guest from {address}", GUESTS)


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


def _charge_pair(house: House, session: Transaction, key: str) -> None:
    tally, now = tallies.held(house, session, key), house.clock.now()
    if now - tally.since > FORGOTTEN_AFTER:
        tally.count = 0
    if (wait := tally.since + wait_after(tally.count) - now) > timedelta():
        raise tallies.refused(AN_HOUR.refusal, wait)
    tally.count, tally.since = tally.count + 1, now
    session.add(tally)


def _is_home(session: Transaction, address: str, handle: str) -> bool:
    """Whether the account is signed in from this address."""
    found = select(Session.id).join(Account, col(Account.id) == Session.account_id).where(Account.handle == handle, Session.address == address)
    return session.exec(found.limit(1)).first() is not None


def _pair(address: str, handle: str) -> str:
    return f"sign-in from {address} at {handle[:30]}"
