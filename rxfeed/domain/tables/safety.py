"""What people report, what was decided about it, and by whom."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, BigInteger, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from rxfeed.domain.tables.columns import counter, id_column, link, moment

OPEN = text("closed_at IS NULL")


class Matter(SQLModel, table=True):
    """Something that was reported. All who report it until it is decided report the same matter."""

    __table_args__ = (
        Index("ix_matter_open", "kind", "thing_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_matter_oldest", "id", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_matter_most", "reports", "id", sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: int = id_column()
    kind: str = Field(max_length=8)
    """`post`, `comment` or `account`."""
    thing_id: int = Field(sa_type=BigInteger)
    """No foreign key: the matter outlives the thing."""
    author_id: int | None = link("account.id", null=True, ondelete="SET NULL")
    """Whom it is about."""
    reports: int = counter()
    """Comes from rows (`python -m rxfeed counts`)."""
    opened_at: datetime = moment()
    closed_at: datetime | None = moment(null=True)


class Report(SQLModel, table=True):
    """What one person says about a matter, with the thing as it was then. They don't see it any more from then on."""

    __table_args__ = (
        UniqueConstraint("matter_id", "reporter_id"),
        Index("ix_report_post", "reporter_id", "post_id"),
        Index("ix_report_comment", "reporter_id", "comment_id"),
    )

    id: int = id_column()
    matter_id: int = link("matter.id", index=False)
    reporter_id: int | None = link("account.id", null=True, index=False, ondelete="SET NULL")
    post_id: int | None = link("post.id", null=True, ondelete="SET NULL")
    comment_id: int | None = link("comment.id", null=True, ondelete="SET NULL")
    reason: str = Field(max_length=16)
    """One of `safety_words.REASONS`."""
    note: str = ""
    evidence: dict[str, object] = Field(default_factory=dict, sa_type=JSON)
    """See `safety_evidence.Evidence`."""
    created_at: datetime = moment()


class Exhibit(SQLModel, table=True):
    """A picture that belongs to a matter. While it is open a copy of it is kept, whatever becomes of the picture."""

    matter_id: int = link("matter.id", primary_key=True, index=False)
    picture_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}, index=True)


class Ruling(SQLModel, table=True):
    """What a moderator has decided. Rows are only added: the database itself refuses to change or to delete one, so nothing else can take them along."""

    __table_args__ = (Index("ix_ruling_whom", "whom_id", "id"),)

    id: int = id_column()
    matter_id: int | None = Field(default=None, sa_type=BigInteger)
    kind: str = Field(max_length=8)
    thing_id: int = Field(sa_type=BigInteger)
    what: str = Field(max_length=12)
    """See `safety_words.DECISIONS`."""
    why: str = ""
    """As the person concerned reads it."""
    rating: str = Field(default="", max_length=12)
    until: datetime | None = moment(null=True)
    """Of a suspension; null for one without an end."""
    by_id: int = Field(sa_type=BigInteger)
    by_handle: str = Field(max_length=30)
    whom_id: int | None = Field(default=None, sa_type=BigInteger)
    whom_handle: str = Field(default="", max_length=30)
    reports: int = 0
    """How many there were."""
    decided_at: datetime = moment()
