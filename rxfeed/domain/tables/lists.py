"""Lists that are kept, because to look for them would take too long."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field, SQLModel

from rxfeed.domain.tables.columns import UtcDateTime, link, moment

BARE = {"sqlite_with_rowid": False}
"""The key is the row: one tree to write."""
REPOSTED = text("reposter_id IS NOT NULL")


def _number(*, key: bool = False) -> int:
    return Field(sa_type=BigInteger, primary_key=key, **({"sa_column_kwargs": {"autoincrement": False}} if key else {}))  # type: ignore[call-overload,no-any-return]


class Inbox(SQLModel, table=True):
    """Where somebody's Following looks: what those they follow have published or reposted, and what they have published themselves. Who sees which of it is
    decided at reading.

    It refers to nothing, for a post may be thousands of rows; those of what is gone are left out by every read, and the housekeeping takes them.
    """

    __table_args__ = (
        Index("ix_inbox_reposted", "account_id", "post_id", unique=True, sqlite_where=REPOSTED, postgresql_where=REPOSTED),
        BARE,
    )

    account_id: int = _number(key=True)
    published_at: datetime = Field(sa_type=UtcDateTime, primary_key=True)
    """Where it stands: when it came out, or was reposted."""
    post_id: int = _number(key=True)
    author_id: int = _number()
    reposter_id: int | None = Field(default=None, sa_type=BigInteger)
    """Whose repost brought it, where one did before its author."""


class LargeAuthor(SQLModel, table=True):
    """Whom so many follow that what they publish goes to no inbox: it is looked for when somebody reads."""

    account_id: int = link("account.id", index=False, primary_key=True)


class TrendRun(SQLModel, table=True):
    """One time that what trends was counted. Numbers grow by one; the last three are kept, so that whoever reads on finds the order as it was."""

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    made_at: datetime = moment()


class Trend(SQLModel, table=True):
    """A place in a run. It may name a post that is gone: who sees which is decided at reading."""

    __table_args__ = (BARE,)

    run: int = Field(foreign_key="trendrun.number", ondelete="CASCADE", primary_key=True)
    period: str = Field(primary_key=True, max_length=4)
    """`day`, `week` or `all`."""
    rank: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    post_id: int = _number()
    score: int


class FollowedTag(SQLModel, table=True):
    """Somebody wants to see what has a tag."""

    account_id: int = link("account.id", index=False, primary_key=True)
    tag: str = Field(primary_key=True, max_length=50, index=True)
    since: datetime = moment()
