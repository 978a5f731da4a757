"""What is searched in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, LargeBinary, String
from sqlalchemy.dialects import postgresql
from sqlmodel import Field, SQLModel

from rxfeed.domain.tables.columns import counter, id_column, moment

WORD = String(60).with_variant(postgresql.VARCHAR(60, collation="C"), "postgresql")
"""Sorted by its bytes, so that an index finds whatever begins alike."""


class SearchText(SQLModel, table=True):
    """The words of a public post (`domain.search_words`), newest last: numbers are in the order in which posts came out.

    The index over them is the database's own: FTS5's, kept by triggers, or PostgreSQL's GIN over the same words.
    """

    id: int = id_column()
    post_id: int = Field(sa_type=BigInteger, unique=True)
    """Refers to nothing: a post that is gone is left out at reading, and taken from here by the queue."""
    words: str = ""


class SearchWord(SQLModel, table=True):
    """How many posts that everybody may see have this word, or this tag with its `#`."""

    word: str = Field(sa_type=WORD, primary_key=True)
    posts: int = counter()


class Unindexed(SQLModel, table=True):
    """A post whose words may have changed. The rows are the queue."""

    post_id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    asked: int = Field(default=1, sa_column_kwargs={"server_default": "1"})


class KeptOrder(SQLModel, table=True):
    """An order that people page through: numbers of 64 bits, one after the other. It refers to nothing; who sees which is decided at reading."""

    __table_args__ = (Index("ix_keptorder_name", "name", "id"),)

    id: int = id_column()
    name: str = Field(max_length=60)
    """What was asked for."""
    posts: bytes = Field(sa_type=LargeBinary)
    made_at: datetime = moment(index=True)
