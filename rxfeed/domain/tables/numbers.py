"""How often posts are looked at."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel

from rxfeed.domain.tables.columns import counter, link
from rxfeed.domain.tables.marks import BARE


class PostDay(SQLModel, table=True):
    """How many looked at a post on its own page on one day (UTC)."""

    __table_args__ = (BARE,)

    post_id: int = link("post.id", index=False, primary_key=True)
    day: date = Field(primary_key=True)
    views: int = counter()


class Looked(SQLModel, table=True):
    """Somebody has been counted on that day. `who` says who to nobody: the day's salt, without which it can't be made again, goes when the day has ended."""

    __table_args__ = (BARE,)

    day: date = Field(primary_key=True)
    post_id: int = link("post.id", primary_key=True)
    who: bytes = Field(primary_key=True, max_length=16)
