"""What is published, and what its author allows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, UniqueConstraint, false, text
from sqlmodel import Field, SQLModel

from rxfeed.domain.tables.columns import EMPTY, counter, id_column, link, moment

LISTED = text("status = 'published' AND visibility = 'public'")
PUBLISHED = text("status = 'published'")
PROFILE = ("account_id", "published_at", "id", "rating", "status", "visibility")
"""The last three let SQLite count an author's posts without fetching them."""
SCHEDULED = text("status = 'scheduled'")
"""No index has the status of published posts in front: without statistics SQLite would go by it and sort them all."""


class Post(SQLModel, table=True):
    """One or several pictures with their words. Statuses are in `domain.gallery_statuses`; a draft is still a generation."""

    __table_args__ = (
        Index("ix_post_latest", "published_at", "id", sqlite_where=LISTED, postgresql_where=LISTED),
        Index("ix_post_mine", "account_id", "status", "id"),
        Index("ix_post_profile", *PROFILE, sqlite_where=PUBLISHED, postgresql_where=PUBLISHED),
        Index("ix_post_due", "publish_at", sqlite_where=SCHEDULED, postgresql_where=SCHEDULED),
    )

    id: int = id_column()
    account_id: int = link("account.id", index=False)
    generation_id: int | None = link("generation.id", null=True, ondelete="SET NULL")
    status: str = Field(max_length=12)
    visibility: str = Field(default="public", max_length=12)
    """`public`, `followers` or `unlisted`."""
    rating: str = Field(default="general", max_length=12)
    """`general`, `suggestive` or `mature`."""
    caption: str = ""
    prompt: str = ""
    prompt_hidden: bool = False
    engine: str = Field(default="", max_length=20)
    model: str = Field(default="", max_length=80)
    shape: str = Field(default="", max_length=8)
    quality: str = Field(default="", max_length=12)
    version: int = 1
    """Grows with every change that a card shows: cached cards and public names go by it."""
    replies: str = Field(default="everybody", max_length=12, sa_column_kwargs={"server_default": "everybody"})
    """Who may comment: `everybody`, `followers` or `nobody`; its author always may."""
    comments: int = counter()
    """Comes from rows (`python -m rxfeed counts`)."""
    held: str = Field(default="", max_length=8, sa_column_kwargs=EMPTY)
    """`hidden` or `removed` by a moderator: its status outside the bin, and again when it leaves the bin."""
    held_why: str = Field(default="", sa_column_kwargs=EMPTY)
    rating_held: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """A moderator has rated it: its author can't any more."""
    is_sample: bool = False
    likes: int = counter()
    saves: int = counter()
    reposts: int = counter()
    """Counted with the rows of `tables.marks`. No card shows them, so `version` does not grow with them."""
    remixes: int = counter()
    """Its children that are published and not detached; counted with the rows of `tables.lineage`."""
    created_at: datetime = moment()
    published_at: datetime | None = moment(null=True)
    publish_at: datetime | None = moment(null=True)
    """When a scheduled post is due."""
    edited_at: datetime | None = moment(null=True)
    binned_at: datetime | None = moment(null=True, index=True)


class PostPicture(SQLModel, table=True):
    """A picture of a post, in order, with its alt text and, while the post is public, the name of its static copies."""

    post_id: int = link("post.id", primary_key=True, index=False)
    number: int = Field(primary_key=True)
    picture_id: int = link("picture.id")
    alt: str = ""
    seed: int | None = Field(default=None, sa_type=BigInteger)
    public_name: str = Field(default="", max_length=64)


class PostTag(SQLModel, table=True):
    """A tag of a post: lower case, without `#`. It knows what its lists are ordered by, so that one author's, or everybody's, are found in order."""

    __table_args__ = (
        Index("ix_posttag_profile", "account_id", "tag", "published_at", "post_id"),
        Index("ix_posttag_latest", "tag", "published_at", "post_id"),
    )

    post_id: int = link("post.id", primary_key=True, index=False)
    tag: str = Field(primary_key=True, max_length=50)
    account_id: int = Field(sa_type=BigInteger)
    """The post's author, who never changes."""
    published_at: datetime | None = moment(null=True)
    """The post's own, from the moment it has one (`gallery_rows.settle`)."""


class Consent(SQLModel, table=True):
    """One version of what an author allows for a post. Rows are only added; the highest version holds."""

    __table_args__ = (UniqueConstraint("post_id", "version"),)

    id: int = id_column()
    post_id: int = link("post.id", index=False)
    version: int
    remix: str = Field(max_length=8)
    """`anyone`, `ask` or `nobody`."""
    licence: str = Field(max_length=40)
    """SPDX identifier, or `LicenseRef-All-Rights-Reserved`."""
    training: bool
    decided_by: int | None = Field(default=None, sa_type=BigInteger)
    decided_at: datetime = moment()
