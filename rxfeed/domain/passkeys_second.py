"""A passkey after the password: asked for by the account itself, with codes for the day on which the key is lost."""

from __future__ import annotations

import hashlib
import secrets

from sqlmodel import Session as Transaction
from sqlmodel import col, delete

from rxfeed.domain import passkeys_rows
from rxfeed.domain.accounts_first import ALPHABET
from rxfeed.domain.errors import Invalid
from rxfeed.domain.house import House
from rxfeed.domain.passkeys_sure import must_be_sure
from rxfeed.domain.tables import Ceremony, Passkey, RecoveryCode, SecondFactor
from rxfeed.domain.viewer import Viewer

CODES = 10
PARTS, LETTERS = 3, 5
"""Of a code: 74 bits, so that a plain digest is enough."""


def require(house: House, viewer: Viewer, cookie: str) -> list[str]:
    """From now on the password alone lets nobody in. Returns the recovery codes, which are known nowhere else.

    Raises `NotSignedIn`, `NotAllowed`, `Invalid`.
    """
    with house.database.writing() as session:
        account_id = must_be_sure(house, session, viewer, cookie)
        house.database.exclusively(session, f"passkeys of {account_id}")
        if not passkeys_rows.of(session, account_id):
            raise Invalid("Add a passkey first.")
        session.merge(SecondFactor(account_id=account_id, since=house.clock.now()))
        return _new_codes(session, account_id)


def renew_codes(house: House, viewer: Viewer, cookie: str) -> list[str]:
    """New codes; the ones before them are void. Raises `NotSignedIn`, `NotAllowed`, `Invalid`."""
    with house.database.writing() as session:
        account_id = must_be_sure(house, session, viewer, cookie)
        if not is_required(session, account_id):
            raise Invalid("Recovery codes belong to a passkey that is asked for after the password. Turn that on first.")
        return _new_codes(session, account_id)


def no_longer_require(house: House, viewer: Viewer, cookie: str) -> None:
    """The password alone is enough again; the codes are void. Raises `NotSignedIn`, `NotAllowed`."""
    with house.database.writing() as session:
        account_id = must_be_sure(house, session, viewer, cookie)
        session.exec(delete(SecondFactor).where(col(SecondFactor.account_id) == account_id))
        session.exec(delete(RecoveryCode).where(col(RecoveryCode.account_id) == account_id))


def is_required(session: Transaction, account_id: int) -> bool:
    """Whether a passkey is asked for after the password."""
    return session.get(SecondFactor, account_id) is not None


def clear(session: Transaction, account_id: int) -> None:
    """The way back from the console: the password alone counts again, and no key opens the account any more."""
    for table in (SecondFactor, RecoveryCode, Passkey, Ceremony):
        session.exec(delete(table).where(col(table.account_id) == account_id))


def digest(code: str) -> bytes:
    """What is kept of a code, however it is typed."""
    return hashlib.sha256("".join(letter for letter in code.upper() if letter in ALPHABET).encode()).digest()


def _new_codes(session: Transaction, account_id: int) -> list[str]:
    session.exec(delete(RecoveryCode).where(col(RecoveryCode.account_id) == account_id))
    codes = ["-".join("".join(secrets.choice(ALPHABET) for _ in range(LETTERS)) for _ in range(PARTS)) for _ in range(CODES)]
    session.add_all(RecoveryCode(account_id=account_id, digest=digest(code)) for code in codes)
    return codes
