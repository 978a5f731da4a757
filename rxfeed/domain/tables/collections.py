"""Collections: posts that somebody has put together, in order, and who works on them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from rxfeed.domain.tables.columns import counter, id_column, link, moment


class Collection(SQLModel, table=True):
    """A named set of posts. Whoever writes anything of it holds its row first, so that counter, order and rights are of one moment."""

    __table_args__ = (Index("ix_collection_owned", "account_id", "changed_at", "id"),)

    id: int = id_column()
    account_id: int = link("account.id", index=False)
    name: str = Field(max_length=80)
    description: str = ""
    visibility: str = Field(default="private", max_length=12)
    """`private`, `unlisted` or `public`."""
    cover_id: int | None = link("post.id", null=True, ondelete="SET NULL")
    """The post whose picture stands for it; without one its first."""
    posts: int = counter()
    """Its rows of `CollectionPost`, seen by everybody or not (`python -m rxfeed counts`)."""
    version: int = 1
    """Grows with every change that its page shows."""
    created_at: datetime = moment()
    changed_at: datetime = moment()


class CollectionPost(SQLModel, table=True):
    """A post in a collection. Lists go by `rank`, which leaves room between two, so that moving one writes one row."""

    __table_args__ = (Index("ix_collection_post_order", "collection_id", "rank", "post_id"), Index("ix_collection_post_added", "account_id", "added_at"))

    collection_id: int = link("collection.id", index=False, primary_key=True)
    post_id: int = link("post.id", primary_key=True)
    rank: int = Field(sa_type=BigInteger)
    account_id: int | None = link("account.id", null=True, index=False, ondelete="SET NULL")
    """Who put it there."""
    added_at: datetime = moment()


class CollectionMember(SQLModel, table=True):
    """Somebody whom the owner has invited. Until they accept they may look, and no more."""

    collection_id: int = link("collection.id", index=False, primary_key=True)
    account_id: int = link("account.id", primary_key=True)
    role: str = Field(max_length=8)
    """`view`, `add` or `edit`."""
    invited_at: datetime = moment()
    accepted_at: datetime | None = moment(null=True)
