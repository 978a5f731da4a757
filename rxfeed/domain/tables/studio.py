"""Making pictures: what was asked (generation), what it was paid for (call), what came of it (picture)."""

from __future__ import annotations

import builtins
from datetime import datetime

from sqlalchemy import JSON, BigInteger, Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from rxfeed.domain.tables.columns import EMPTY, id_column, link, moment

CURRENT = text("replaced_by IS NULL")
MASKED = text("mask_id IS NOT NULL")


class Generation(SQLModel, table=True):
    """One request to an engine. Belongs to an account, or to a guest's session until the guest signs up."""

    __table_args__ = (
        Index("ix_generation_mine", "account_id", "id"),
        Index("ix_generation_guest", "guest_id", "id"),
        Index("ix_generation_mask", "mask_id", sqlite_where=MASKED, postgresql_where=MASKED),
    )

    id: int = id_column()
    account_id: int | None = link("account.id", null=True, index=False)
    guest_id: int | None = Field(default=None, sa_type=BigInteger)
    """`Session.id` of a guest; no foreign key, for the pictures outlive the session."""
    engine: str = Field(max_length=20)
    model: str = Field(default="", max_length=80)
    prompt: str
    """As it was typed, with its `{a|b}` alternatives."""
    shape: str = Field(max_length=8)
    quality: str = Field(max_length=12)
    width: int
    height: int
    seed: int | None = Field(default=None, sa_type=BigInteger)
    """As it was asked; the seeds that were drawn are with the calls."""
    transparent: bool = False
    created_at: datetime = moment()
    form: dict[str, object] = Field(default_factory=dict, sa_type=JSON)
    """What was typed of the coming post (caption, alt texts, tags, …), so that it is still there after leaving the page."""
    draft: bool = False
    """Put aside by "Keep as draft": its form and picks wait in the library."""
    dismissed: bool = False
    """The composer shows the newest that isn't; the library shows all."""
    mode: str = Field(default="", max_length=8, sa_column_kwargs=EMPTY)
    """How it takes its `Source`s further: `prompt`, `edit`, `mask`, `blend` or `blanks`; empty where it is no remix."""
    mask_id: int | None = Field(default=None, sa_type=BigInteger)
    """The picture of kind `mask` that says which part may change."""


class Call(SQLModel, table=True):
    """One picture that is paid for: the unit of work, of money and of at-most-once. Its statuses are in `domain.studio_statuses`."""

    __table_args__ = (
        Index("ix_call_work", "status", "id"),
        Index("ix_call_paid", "day", "account_id"),
        Index("ix_call_address", "day", "address"),
        Index("ix_call_current", "generation_id", "number", unique=True, sqlite_where=CURRENT, postgresql_where=CURRENT),
    )

    id: int = id_column()
    generation_id: int = link("generation.id")
    account_id: int | None = Field(default=None, sa_type=BigInteger)
    """Copied from the generation, for quotas and fairness without a join."""
    guest_id: int | None = Field(default=None, sa_type=BigInteger)
    address: str = Field(default="", max_length=64)
    """A guest's address, for the guest limit; empty for accounts."""
    number: int = 0
    """0 to 3 within its generation."""
    prompt: str
    """With its alternatives chosen."""
    seed: int | None = Field(default=None, sa_type=BigInteger)
    status: str = Field(default="queued", max_length=16)
    progress: float = 0
    partial_key: str = Field(default="", max_length=120)
    """The newest forming picture in the object store."""
    partial_type: str = Field(default="", max_length=40)
    media_type: str = Field(default="", max_length=40)
    """Of the bytes that came, from `storing` on."""
    picture_id: int | None = Field(default=None, sa_type=BigInteger)
    paid: bool = False
    """Whether its engine costs money: such a call is made at most once."""
    estimate: int = 0
    """Micro-dollars, at the time of asking."""
    cost: int = 0
    """Micro-dollars spent, or assumed spent where a paid call was interrupted."""
    counts: bool = True
    """Whether it counts against the person's quota."""
    day: str = Field(max_length=10)
    """UTC date it counts on."""
    runner: str = Field(default="", max_length=60)
    """Who works on it, while somebody does."""
    lease_until: datetime | None = moment(null=True)
    attempts: int = 0
    """How often it began again, because something free (moderation) did not answer or the server crashed."""
    not_before: datetime | None = moment(null=True)
    """Queued work waits until then (back-off before anything was paid)."""
    replaced_by: int | None = Field(default=None, sa_type=BigInteger)
    """The call that tries the same picture again. A call never starts twice: a retry is a new row with a new id."""
    error: str = ""
    """The sentence's message id; its values are beside it."""
    error_values: dict[str, object] = Field(default_factory=dict, sa_type=JSON)
    decision: str = Field(default="", max_length=16)
    created_at: datetime = moment()
    started_at: datetime | None = moment(null=True)
    ended_at: datetime | None = moment(null=True)


class Picture(SQLModel, table=True):
    """Bytes in the object store that somebody made or uploaded. The original is never changed and never public."""

    __table_args__ = (Index("ix_picture_mine", "account_id", "id"),)

    id: int = id_column()
    account_id: int | None = link("account.id", null=True, index=False)
    guest_id: int | None = Field(default=None, sa_type=BigInteger)
    kind: str = Field(max_length=10)
    """`variant`, `upload`, `avatar` or `mask`."""
    media_type: str = Field(max_length=40)
    """Of the original."""
    width: int
    height: int
    bytes: int
    sha256: str = Field(max_length=64)
    placeholder: builtins.bytes = Field(default=b"", sa_type=LargeBinary)
    """A WebP of 16 pixels, shown until the picture is there."""
    seed: int | None = Field(default=None, sa_type=BigInteger)
    post_id: int | None = Field(default=None, sa_type=BigInteger, index=True)
    """The post it is picked for (published or scheduled); set once, by whoever comes first."""
    created_at: datetime = moment()
    origin: int | None = Field(default=None, sa_type=BigInteger)
    """The post of this server whose signed picture was uploaded: it is what a picture made from this comes of."""
    origin_picture: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    """Which of that post's pictures, from 0."""


class Reference(SQLModel, table=True):
    """A picture that a generation was shown."""

    generation_id: int = link("generation.id", primary_key=True, index=False)
    number: int = Field(primary_key=True)
    picture_id: int = link("picture.id")


class Source(SQLModel, table=True):
    """A post that a generation takes further."""

    generation_id: int = link("generation.id", primary_key=True, index=False)
    number: int = Field(primary_key=True)
    """0 to 3: the parents in order."""
    post_id: int = Field(sa_type=BigInteger, index=True)
    """No foreign key: what has been made stays made where the post is gone."""
    picture: int = 0
    """Which of the post's pictures."""
