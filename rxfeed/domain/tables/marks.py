"""What people do with a post by one press. How many did is with the post (`Post.likes`, `reposts`, `saves`)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import SQLModel

from rxfeed.domain.tables.columns import link, moment

BARE = {"sqlite_with_rowid": False}
"""The key is the row: one tree less to write."""


def _orders(table: str) -> tuple[object, ...]:
    """Who did it, newest first; and what somebody did it to, newest first."""
    return Index(f"ix_{table}_of_post", "post_id", "since", "account_id"), Index(f"ix_{table}_by_account", "account_id", "since", "post_id"), BARE


def _lately(table: str) -> Index:
    """What everybody did of late, for what trends."""
    return Index(f"ix_{table}_lately", "since", "post_id")


class Like(SQLModel, table=True):
    """Somebody likes a post."""

    __table_args__ = (_lately("like"), *_orders("like"))

    account_id: int = link("account.id", index=False, primary_key=True)
    post_id: int = link("post.id", index=False, primary_key=True)
    since: datetime = moment()


class Save(SQLModel, table=True):
    """Somebody keeps a post for later. Nobody else learns who."""

    __table_args__ = _orders("save")

    account_id: int = link("account.id", index=False, primary_key=True)
    post_id: int = link("post.id", index=False, primary_key=True)
    since: datetime = moment()


class Repost(SQLModel, table=True):
    """Somebody shows a post to those who look at them."""

    __table_args__ = (_lately("repost"), *_orders("repost"))

    account_id: int = link("account.id", index=False, primary_key=True)
    post_id: int = link("post.id", index=False, primary_key=True)
    since: datetime = moment()
