"""What For you goes by: orders that were made for a visit, what somebody wants more or less of, and their feed recipes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, LargeBinary, false
from sqlmodel import Field, SQLModel

from rxfeed.domain.tables.columns import EMPTY, id_column, link, moment


class Visit(SQLModel, table=True):
    """The order that For you had for somebody: at most 500 places of `domain.visits_packing.ENTRY`. The last three of everybody are kept."""

    id: int = id_column()
    account_id: int = link("account.id")
    recipe: str
    """By which it was made: JSON of `domain.tastes_recipe`."""
    places: bytes = Field(sa_type=LargeBinary)
    shown: int = 0
    """How many places have been on a page."""
    over: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """It is not begun again: what it went by has changed."""
    made_at: datetime = moment(index=True)


class Opinion(SQLModel, table=True):
    """Somebody wants more like a post, or isn't interested in it."""

    __table_args__ = (Index("ix_opinion_mine", "account_id", "since", "post_id"),)

    account_id: int = link("account.id", index=False, primary_key=True)
    post_id: int = link("post.id", primary_key=True)
    more: bool
    since: datetime = moment()


class Taste(SQLModel, table=True):
    """A feed recipe of somebody. One of theirs may be `used`; none: the house's own."""

    id: int = id_column()
    account_id: int = link("account.id")
    name: str = Field(max_length=60)
    recipe: str
    """JSON of `domain.tastes_recipe`."""
    used: bool = False
    shared: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whoever has its address may look at it and adopt it."""
    credit: str = Field(default="", max_length=30, sa_column_kwargs=EMPTY)
    """The handle of whom it was adopted from, as it was then."""
    source_id: int | None = Field(default=None, sa_type=BigInteger)
    """The recipe it was adopted from, which may be gone."""
    changed_at: datetime = moment()
