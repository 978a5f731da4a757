"""What posts look like, so that alike ones are found."""

from __future__ import annotations

from sqlalchemy import Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from rxfeed.domain.tables.columns import link
from rxfeed.domain.tables.marks import BARE

DUE = text("look IS NULL")


class PostLook(SQLModel, table=True):
    """What the first picture of a post looks like. Written empty in the transaction that publishes; a chore looks."""

    __table_args__ = (Index("ix_postlook_due", "post_id", sqlite_where=DUE, postgresql_where=DUE),)

    post_id: int = link("post.id", index=False, primary_key=True, sa_column_kwargs={"autoincrement": False})
    look: bytes | None = Field(default=None, sa_type=LargeBinary)
    """`likeness.packed`, 240 bytes."""


class LookBucket(SQLModel, table=True):
    """A post stands in one bucket of each of `similar_buckets.TABLES`; alike ones share some of them."""

    __table_args__ = (BARE,)

    bucket: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    post_id: int = link("post.id", primary_key=True)
