"""Passkeys in the database, and checking one against its row."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session as Transaction
from sqlmodel import col, select, update

from rxfeed.domain.errors import Invalid
from rxfeed.domain.house import House
from rxfeed.domain.ports_passkeys import KnownPasskey
from rxfeed.domain.tables import Passkey


def not_accepted() -> Invalid:
    """The one sentence for every answer that doesn't do, whatever is wrong with it."""
    return Invalid("This passkey was not accepted. Try again, or come in another way.")


def of(session: Transaction, account_id: int) -> Sequence[Passkey]:
    """Oldest first."""
    return session.exec(select(Passkey).where(Passkey.account_id == account_id).order_by(col(Passkey.id))).all()


def known(row: Passkey) -> KnownPasskey:
    """As the port wants it."""
    return KnownPasskey(row.credential_id, row.public_key, row.sign_count, row.transports)


def proven(house: House, origin: str, challenge: bytes, answer: str, *, verified: bool) -> tuple[Passkey, int]:
    """The key that has answered, and its new sign count. A key that is unknown, or no longer known, gets the same sentence as a wrong answer.

    Raises `Invalid`.
    """
    credential_id = house.passkeys.credential_of(answer)
    with house.database.reading() as session:
        row = session.exec(select(Passkey).where(Passkey.credential_id == credential_id)).first()
    if row is None:
        raise not_accepted()
    return row, house.passkeys.proven(origin, challenge, answer, known(row), verified=verified)


def use(house: House, session: Transaction, key: Passkey, sign_count: int) -> None:
    """Note that it was used, within the caller's transaction. Raises `Invalid` where it was removed, or used by somebody else, since it was looked at."""
    same = update(Passkey).where(col(Passkey.id) == key.id, col(Passkey.sign_count) == key.sign_count)
    if session.exec(same.values(sign_count=sign_count, used_at=house.clock.now())).rowcount != 1:
        raise not_accepted()
