"""People: accounts, their sessions, and what is counted to keep guessers out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, LargeBinary, false, text
from sqlmodel import Field, SQLModel

from rxfeed.domain.tables.columns import EMPTY, counter, id_column, link, moment

LEAVING, SUSPENDED = text("delete_at IS NOT NULL"), text("suspended_until IS NOT NULL")


class Account(SQLModel, table=True):
    """A person on this server. Sample accounts have no password and do not count."""

    __table_args__ = (
        Index("ix_account_prefix", "handle", postgresql_ops={"handle": "varchar_pattern_ops"}),
        Index("ix_account_delete_at", "delete_at", sqlite_where=LEAVING, postgresql_where=LEAVING),
        Index("ix_account_suspended_until", "suspended_until", sqlite_where=SUSPENDED, postgresql_where=SUSPENDED),
        Index("ix_account_settling", "id", sqlite_where=text("settling"), postgresql_where=text("settling")),
    )
    """By the first PostgreSQL finds the beginning of a handle, whatever its language sorts like. The others hold few rows each: an index with everybody else
    under "null" is what SQLite would go by wherever a list leaves these few out."""

    id: int = id_column()
    handle: str = Field(max_length=30, unique=True)
    """Lower case, so that it is unique without case."""
    display_name: str = Field(default="", max_length=60)
    bio: str = Field(default="", max_length=500)
    avatar_id: int | None = Field(default=None, sa_type=BigInteger)
    """The `Picture` that stands for the account, if any."""
    avatar_name: str = Field(default="", max_length=64)
    """Public name of the avatar's static copies; empty where there is none."""
    avatar_from: int | None = Field(default=None, sa_type=BigInteger)
    """The picture it was cut from, where it was no upload. Stays when the avatar has come off (`accounts_worn`), and tells why."""
    password_hash: str = Field(default="", max_length=200)
    """Empty: nobody can sign in."""
    role: str = Field(default="member", max_length=12)
    """`member`, `moderator` or `admin`."""
    is_sample: bool = False
    version: int = 1
    """Grows with every change that the author's cards show (name, handle, avatar)."""
    language: str = Field(default="", max_length=8)
    followers: int = counter()
    following: int = counter()
    hides: int = counter()
    """Blocks by and of this account, its mutes (people, words, tags) and its reports: where there are none, no list need ask.

    All three counts come from rows (`python -m rxfeed counts`).
    """
    suggestive: str = Field(default="blur", max_length=4, sa_column_kwargs={"server_default": "blur"})
    mature: str = Field(default="blur", max_length=4, sa_column_kwargs={"server_default": "blur"})
    """What becomes of pictures rated so where this account looks: `show`, `blur` or `hide`."""
    suspended_until: datetime | None = moment(null=True)
    """Until then it may look and change nothing, and nobody sees it. `safety_suspension` ends it in time."""
    suspended_why: str = Field(default="", sa_column_kwargs=EMPTY)
    private: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """What it publishes is for its followers, whom it approves."""
    requests: int = counter()
    """Open requests to follow it; from rows, as the three above."""
    settling: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whether the static copies of its pictures still have to follow a change of `private`."""
    created_at: datetime = moment()
    delete_at: datetime | None = moment(null=True)
    """Set by "delete my account": the day it is carried out unless the person signs in again."""


class Session(SQLModel, table=True):
    """A signed-in browser, or, with no account, a guest's browser. The cookie holds the secret, this row only its SHA-256."""

    id: int = id_column()
    token_hash: bytes = Field(sa_type=LargeBinary, unique=True)
    account_id: int | None = link("account.id", null=True)
    created_at: datetime = moment()
    seen_at: datetime = moment()
    expires_at: datetime = moment(index=True)
    user_agent: str = Field(default="", max_length=200)
    address: str = Field(default="", max_length=64)


class Tally(SQLModel, table=True):
    """How often something was tried in a window of time: sign-ins by account and by address, pictures by guest address."""

    key: str = Field(primary_key=True, max_length=120)
    count: int = 0
    since: datetime = moment()


class ServerFact(SQLModel, table=True):
    """Few facts about this server: who set it up, the sealed engine key, the salt of public names."""

    key: str = Field(primary_key=True, max_length=60)
    value: str = ""
    changed_at: datetime = moment()
