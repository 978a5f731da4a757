"""Which picture came of which: a directed acyclic graph that outlives its posts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field, SQLModel

from rxfeed.domain.tables.columns import counter, link, moment

UNMEASURED = text("likeness IS NULL")


class Node(SQLModel, table=True):
    """A post that has parents or children. It stays, named, where the post is gone, so that no graph ever breaks."""

    id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    """The post's own number; no foreign key, for the node outlives the post."""
    account_id: int | None = link("account.id", null=True, ondelete="SET NULL")
    """Whose it is, or was; empty once the account is gone."""
    depth: int = counter()
    """Steps to the furthest ancestor; 0 for a root."""
    descendants: int = counter()
    """How many posts came of it, however far, each counted once."""
    gone_at: datetime | None = moment(null=True)


class Edge(SQLModel, table=True):
    """A child has taken this parent further. Rows are only added; a detached one stays, and says so."""

    __table_args__ = (
        Index("ix_edge_parent", "parent_id", "child_id"),
        Index("ix_edge_lately", "made_at", "parent_id"),
        Index("ix_edge_unmeasured", "made_at", sqlite_where=UNMEASURED, postgresql_where=UNMEASURED),
    )

    child_id: int = link("node.id", primary_key=True, index=False)
    number: int = Field(primary_key=True)
    """0 to 3: in the order in which the parents were chosen."""
    parent_id: int = link("node.id", index=False)
    picture: int = 0
    """Which of the parent's pictures."""
    mode: str = Field(max_length=8)
    """`prompt`, `edit`, `mask`, `blend` or `blanks`."""
    added: int = 0
    removed: int = 0
    kept: int = 0
    """Words, from the parent's prompt to the child's."""
    likeness: float | None = None
    """Of the two pictures, 0 to 1; None where it could not be measured."""
    made_at: datetime = moment()
    detached_at: datetime | None = moment(null=True)
    detached_by: int | None = Field(default=None, sa_type=BigInteger)
