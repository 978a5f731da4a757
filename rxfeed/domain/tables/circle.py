"""Between people: who follows, blocks and mutes whom, and who asks to. The counts of it are with the accounts
(`Account.followers`, `following`, `hides`, `requests`).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import SQLModel

from rxfeed.domain.tables.columns import link, moment


class Follow(SQLModel, table=True):
    """Somebody wants to see what somebody else publishes."""

    __table_args__ = (Index("ix_follow_followers", "followee_id", "since", "follower_id"), Index("ix_follow_following", "follower_id", "since", "followee_id"))

    follower_id: int = link("account.id", index=False, primary_key=True)
    followee_id: int = link("account.id", index=False, primary_key=True)
    since: datetime = moment()


class Block(SQLModel, table=True):
    """Neither of the two sees anything of the other."""

    account_id: int = link("account.id", index=False, primary_key=True)
    blocked_id: int = link("account.id", primary_key=True)
    since: datetime = moment()


class Mute(SQLModel, table=True):
    """What the muted person publishes stays out of the feeds of who muted them, who may still go and look. The muted person never learns of it."""

    account_id: int = link("account.id", index=False, primary_key=True)
    muted_id: int = link("account.id", primary_key=True)
    since: datetime = moment()
    until: datetime | None = moment(null=True, index=True)
    """Null: for ever."""


class FollowRequest(SQLModel, table=True):
    """Somebody has asked a private account to be let in. Accepted it becomes a `Follow`; declined or taken back it is gone."""

    __table_args__ = (Index("ix_followrequest_open", "asked_id", "since", "asker_id"),)

    asker_id: int = link("account.id", index=False, primary_key=True)
    asked_id: int = link("account.id", index=False, primary_key=True)
    since: datetime = moment()
