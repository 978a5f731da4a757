"""What has been signed, and what a picture looks like to somebody who has lost its credentials."""

from __future__ import annotations

import builtins
from datetime import datetime

from sqlalchemy import Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from rxfeed.domain.tables.columns import id_column, link, moment

CURRENT = text("withdrawn_at IS NULL")


class Credential(SQLModel, table=True):
    """One signed copy of a picture of a post. A change of consent or a detachment signs another and withdraws this one; its row stays: old files are known."""

    __table_args__ = (
        Index("ix_credential_current", "post_id", "number", unique=True, sqlite_where=CURRENT, postgresql_where=CURRENT),
        Index("ix_credential_manifest", "manifest"),
        Index("ix_credential_name", "name", unique=True),
    )

    id: int = id_column()
    post_id: int = link("post.id")
    number: int
    """Of the picture within its post."""
    picture_id: int = link("picture.id")
    consent_version: int
    manifest: str = Field(max_length=120)
    """The active manifest's own label."""
    name: str = Field(max_length=64)
    """Of the signed file, in the object store and in its address; never used again."""
    media_type: str = Field(max_length=40)
    bytes: int
    steps: int = 0
    """How many ancestors the file itself carries."""
    certificate: str = Field(max_length=32)
    """Whose signature it is, so that pictures are signed anew when the server's certificate is replaced."""
    signed_at: datetime = moment()
    withdrawn_at: datetime | None = moment(null=True)


class Unsigned(SQLModel, table=True):
    """A post whose pictures are to be signed, or signed anew. Written in the transaction of what makes it so; gone in the transaction of the signatures."""

    post_id: int = link("post.id", primary_key=True, index=False)
    asked: int = 1
    """Grows each time something changes, so that what changes while a picture is being signed is not forgotten."""
    onward: bool = False
    """The posts that came of it are to be signed after it: something has gone from their past."""
    due_at: datetime = moment(index=True)
    """Whoever works on it puts this off, and so does a failure."""


class Fingerprint(SQLModel, table=True):
    """A perceptual hash (PDQ, 256 bits) of a published picture: finds copies, never likeness."""

    id: int = id_column()
    """In the order of writing, so that a process which keeps them in memory reads only what is new."""
    picture_id: int = link("picture.id", index=False, unique=True)
    bits: builtins.bytes = Field(sa_type=LargeBinary)
    """32 bytes."""
