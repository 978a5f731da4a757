"""What belongs to somebody's page beyond the account itself."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from rxfeed.domain.tables.columns import link, moment


class FormerHandle(SQLModel, table=True):
    """A handle that an account has left: until then it leads there, and nobody else can take it."""

    handle: str = Field(primary_key=True, max_length=30)
    account_id: int = link("account.id")
    since: datetime = moment()
    """When it was left."""
    until: datetime = moment(index=True)


class Pin(SQLModel, table=True):
    """A post that its author shows first on their page: public, and at most three."""

    post_id: int = link("post.id", primary_key=True, index=False)
    account_id: int = link("account.id")
    since: datetime = moment()


class Dismissal(SQLModel, table=True):
    """Somebody doesn't want to have this person suggested any more."""

    account_id: int = link("account.id", index=False, primary_key=True)
    dismissed_id: int = link("account.id", primary_key=True)
    since: datetime = moment()
