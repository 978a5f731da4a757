"""What an account has chosen for itself."""

from __future__ import annotations

from sqlalchemy import false
from sqlmodel import Field, SQLModel

from rxfeed.domain.tables.columns import EMPTY, link


class Preference(SQLModel, table=True):
    """One row at most for an account; empty text means that nothing is chosen. The language stands with the account, for every request asks for it."""

    account_id: int = link("account.id", primary_key=True, index=False)
    appearance: str = Field(default="", max_length=8)
    """`system`, `light` or `dark`; empty: nothing chosen, each browser keeps its own."""
    visibility: str = Field(default="", max_length=12, sa_column_kwargs=EMPTY)
    rating: str = Field(default="", max_length=12)
    licence: str = Field(default="", max_length=40)
    remix: str = Field(default="", max_length=8)
    training: bool = False
    """What a new post begins with: see `domain.consent`. Training is no unless the author has said yes."""
    show_likes: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whether the profile lists what its person likes."""
    zone: str = Field(default="", max_length=64, sa_column_kwargs=EMPTY)
    """The time zone of the browser that was last here (`Europe/Berlin`); empty where none has told."""
