"""Passkeys, what is asked besides the password, and the questions that are open while a key answers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, LargeBinary
from sqlmodel import Field, SQLModel

from rxfeed.domain.tables.columns import id_column, link, moment


class Passkey(SQLModel, table=True):
    """A key that a person's device keeps; the server has its public half only."""

    id: int = id_column()
    account_id: int = link("account.id")
    credential_id: bytes = Field(sa_type=LargeBinary, unique=True)
    """How the device knows it: at most 1023 bytes."""
    public_key: bytes = Field(sa_type=LargeBinary)
    """COSE."""
    sign_count: int = Field(default=0, sa_type=BigInteger)
    """How often it says it has signed; always 0 for keys that are kept in several places."""
    transports: str = Field(default="", max_length=100)
    """Words that tell the browser where to look for it: `internal hybrid`."""
    name: str = Field(max_length=60)
    created_at: datetime = moment()
    used_at: datetime | None = moment(null=True)


class SecondFactor(SQLModel, table=True):
    """Its row says that the account's password alone lets nobody in."""

    account_id: int = link("account.id", primary_key=True, index=False)
    since: datetime = moment()


class RecoveryCode(SQLModel, table=True):
    """One of the codes that stand in for a lost passkey, as SHA-256. Used ones are gone."""

    account_id: int = link("account.id", primary_key=True, index=False)
    digest: bytes = Field(sa_type=LargeBinary, primary_key=True)


class Ceremony(SQLModel, table=True):
    """What a browser is in the middle of: at most one of each purpose, and for minutes only."""

    browser: bytes = Field(sa_type=LargeBinary, primary_key=True)
    """SHA-256 of the cookie's secret."""
    purpose: str = Field(primary_key=True, max_length=10)
    """See `passkeys_ceremonies.Purpose`."""
    challenge: bytes = Field(default=b"", sa_type=LargeBinary)
    account_id: int | None = link("account.id", null=True)
    expires_at: datetime = moment(index=True)
