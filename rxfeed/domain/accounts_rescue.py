"""What the person at the server's console can do for an account."""

from __future__ import annotations

import secrets

from sqlmodel import Session as Transaction
from sqlmodel import select

from rxfeed.domain import handles, passkeys_second, sessions
from rxfeed.domain.errors import NotFound
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account

ROLES = ("member", "moderator", "admin")


def reset_password(house: House, handle: str) -> str:
    """Give the account a new password, which is returned and kept nowhere, and sign it out everywhere. From now on it alone lets its owner in:
    passkeys are removed, and none is asked for. Raises `NotFound`.
    """
    password = secrets.token_urlsafe(12)
    digest = house.passwords.hash(password)
    with house.database.writing() as session:
        account = _named(session, handle)
        account.password_hash = digest
        passkeys_second.clear(session, account.id)
        ended = sessions.end_all(house, session, account.id)
    sessions.tell_ended(house, ended)
    return password


def promote(house: House, handle: str) -> None:
    """Make the account an admin. Raises `NotFound`."""
    give_role(house, handle, "admin")


def give_role(house: House, handle: str, role: str) -> None:
    """One of `ROLES`. Raises `NotFound`."""
    with house.database.writing() as session:
        _named(session, handle).role = role


def _named(session: Transaction, handle: str) -> Account:
    account = session.exec(select(Account).where(Account.handle == handles.fold(handle), Account.is_sample == False)).first()  # noqa: E712
    if account is None:
        raise NotFound("There is no account called {handle}.", handle=handles.fold(handle))
    return account
