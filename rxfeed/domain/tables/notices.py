"""What an account is told: one row for each thing, however many people did the same, and one row for each of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field, SQLModel

from rxfeed.domain.tables.columns import counter, id_column, link, moment

UNREAD = text("notice.unread")
"""Word for word as the index has it, so that SQLite takes it without statistics."""
_UNREAD, _COMMENT, _COLLECTION = text("unread"), text("comment_id IS NOT NULL"), text("collection_id IS NOT NULL")


class Notice(SQLModel, table=True):
    """Something an account is told. Its kinds are in `domain.notices_kinds`."""

    __table_args__ = (
        Index("ix_notice_about", "account_id", "kind", "about", unique=True),
        Index("ix_notice_newest", "account_id", "at", "id"),
        Index("ix_notice_unread", "account_id", "at", "id", sqlite_where=_UNREAD, postgresql_where=_UNREAD),
        Index("ix_notice_post", "post_id", "kind"),
        Index("ix_notice_comment", "comment_id", sqlite_where=_COMMENT, postgresql_where=_COMMENT),
        Index("ix_notice_collection", "collection_id", sqlite_where=_COLLECTION, postgresql_where=_COLLECTION),
    )

    id: int = id_column()
    account_id: int = link("account.id", index=False)
    """Who is told."""
    kind: str = Field(max_length=20)
    about: str = Field(max_length=40)
    """What makes it one notice: a thing's number, a person's, or a day."""
    post_id: int | None = link("post.id", null=True, index=False)
    comment_id: int | None = Field(default=None, sa_type=BigInteger)
    collection_id: int | None = Field(default=None, sa_type=BigInteger)
    generation_id: int | None = link("generation.id", null=True)
    words: str = Field(default="", max_length=500)
    """What somebody has written about it."""
    at: datetime = moment()
    """Of the newest that happened."""
    people: int = counter()
    """How many rows of `NoticeBy` there are; 0 where nobody in particular did it."""
    last: int = counter()
    """How often it has happened: the number of the newest. Whoever gives one holds this row, so numbers are in the order in which they are seen."""
    read: int = counter()
    """Up to which number it was read."""
    unread: bool = True
    """Whether there is more than that."""


class NoticeBy(SQLModel, table=True):
    """Somebody who did it."""

    __table_args__ = (Index("ix_noticeby_newest", "notice_id", "number"),)

    notice_id: int = link("notice.id", primary_key=True, index=False)
    by_id: int = link("account.id", primary_key=True)
    number: int


class NoticeChoice(SQLModel, table=True):
    """Whether an account wants to be told of a kind; without a row it is as the kind says."""

    account_id: int = link("account.id", primary_key=True, index=False)
    kind: str = Field(primary_key=True, max_length=20)
    wanted: bool
