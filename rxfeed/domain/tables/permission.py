"""Asking: to remix where an author wants to be asked first, and to be shown as a version of what one has remixed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from rxfeed.domain.tables.columns import id_column, link, moment


class RemixRequest(SQLModel, table=True):
    """Somebody asks whether they may remix a post. The answer holds for this person and this post."""

    __table_args__ = (UniqueConstraint("post_id", "asker_id"), Index("ix_remixrequest_asker", "asker_id", "id"))

    id: int = id_column()
    post_id: int = link("post.id", index=False)
    asker_id: int = link("account.id", index=False)
    message: str = Field(default="", max_length=500)
    status: str = Field(default="waiting", max_length=10)
    """`waiting`, `accepted`, `declined`, or `withdrawn` after it was accepted. Once it is accepted one may ask for more people to see what comes of it:
    `wider` while that waits, `narrow` after a no to that; the yes stands meanwhile."""
    widens: bool = False
    """Accepted while the post was for fewer than everybody: its author knows that others will see what comes of it."""
    asked_at: datetime = moment()
    answered_at: datetime | None = moment(null=True)


class Offer(SQLModel, table=True):
    """A remix is offered to the author of one of its parents, to stand there as a version by both."""

    __table_args__ = (Index("ix_offer_parent", "parent_id", "status", "child_id"),)

    child_id: int = link("post.id", primary_key=True, index=False)
    parent_id: int = link("post.id", primary_key=True, index=False)
    status: str = Field(default="waiting", max_length=10)
    """`waiting`, `accepted` or `declined`."""
    offered_at: datetime = moment()
    answered_at: datetime | None = moment(null=True)
