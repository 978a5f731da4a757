"""What `audience` asks about, as conditions in SQL: what stands between two accounts, and between an account and a post."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, and_, exists, func, or_
from sqlalchemy.orm import Mapped
from sqlmodel import col

from rxfeed.domain.tables import Block, Follow, Mute, MutedTag, Post, PostTag, Report

Whose = Mapped[int] | BindParameter[int] | int


def ties(me: Whose, other: Whose) -> tuple[ColumnElement[bool], ...]:
    """What stands between them, in the order of `Relation`'s fields after `same`."""
    return follows(me, other), follows(other, me), blocks(me, other), blocks(other, me), mutes(me, other)


def reported(me: Whose, post: Whose) -> ColumnElement[bool]:
    return exists().where(and_(col(Report.reporter_id) == me, col(Report.post_id) == post))


def apart(me: Whose, other: Whose) -> ColumnElement[bool]:
    """A block stands between the two."""
    return or_(blocks(me, other), blocks(other, me))


def follows(follower: Whose, followee: Whose) -> ColumnElement[bool]:
    return exists().where(and_(col(Follow.follower_id) == follower, col(Follow.followee_id) == followee))


def blocks(account: Whose, blocked: Whose) -> ColumnElement[bool]:
    return exists().where(and_(col(Block.account_id) == account, col(Block.blocked_id) == blocked))


def mutes(account: Whose, muted: Whose) -> ColumnElement[bool]:
    return exists().where(and_(col(Mute.account_id) == account, col(Mute.muted_id) == muted, lasts(col(Mute.until))))


def mutes_a_tag(me: Whose) -> ColumnElement[bool]:
    """Somebody else's post has a tag that the viewer has muted. Muted words are looked for in what was found (`mutes_words`): SQL knows no words."""
    both = and_(col(PostTag.post_id) == col(Post.id), col(MutedTag.tag) == col(PostTag.tag), col(MutedTag.account_id) == me, lasts(col(MutedTag.until)))
    return and_(col(Post.account_id) != me, exists().where(both).correlate(Post))


def lasts(until: Mapped[datetime | None]) -> ColumnElement[bool]:
    """By the database's own clock: so a statement is made once and holds at any time."""
    return or_(until.is_(None), until > func.now())
