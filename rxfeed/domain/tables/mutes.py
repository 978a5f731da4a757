"""What stays out of somebody's feeds besides people: words and tags."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from rxfeed.domain.tables.columns import link, moment


class MutedWord(SQLModel, table=True):
    """A word, or several in a row, as `domain.mutes_matching` folds them."""

    account_id: int = link("account.id", index=False, primary_key=True)
    word: str = Field(primary_key=True, max_length=60)
    since: datetime = moment()
    until: datetime | None = moment(null=True, index=True)
    """Null: for ever."""


class MutedTag(SQLModel, table=True):
    """A tag, as posts have it: lower case, without `#`."""

    account_id: int = link("account.id", index=False, primary_key=True)
    tag: str = Field(primary_key=True, max_length=50)
    since: datetime = moment()
    until: datetime | None = moment(null=True, index=True)
    """Null: for ever."""
