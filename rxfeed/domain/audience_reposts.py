"""Whose repost brings a post into somebody's Following, in SQL: of people whom they follow and hear of, unless those are away (`here`)."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import ColumnElement, Select, and_, case, func, null, or_, select
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import col

from rxfeed.domain import audience_ties
from rxfeed.domain.audience_ties import Whose
from rxfeed.domain.tables import Account, Follow, Inbox, LargeAuthor, Repost


def here(reposter: type[Account]) -> ColumnElement[bool]:
    """Nobody sees anything of who is away."""
    return and_(col(reposter.delete_at).is_(None), col(reposter.suspended_until).is_(None))


def heard(me: Whose, reposter: Whose, *, hides: bool) -> list[ColumnElement[bool]]:
    """What is asked of a reposter besides, for who hides something."""
    return [~audience_ties.apart(me, reposter), ~audience_ties.mutes(me, reposter)] if hides else []


def brought_by(me: Whose, *, hides: bool, away: bool = False) -> ColumnElement[int | None]:
    """Whose repost an entry of `me`'s inbox now stands for: whose it was at first; where that isn't one any more, the first of the others; NULL for nobody's.

    The others are looked for where the first is none any more, and nowhere else. With `away` it may be one of who is away, and may come back.
    """
    stored, post = cast("Mapped[int]", col(Inbox.reposter_id)), col(Inbox.post_id)
    first, other = (reposter_of(me, post, hides=hides, away=away, who=who).correlate(Inbox).scalar_subquery() for who in (stored, None))
    return case((stored.is_(None), null()), else_=func.coalesce(first, other))


def reposter_of(me: Whose, post: Whose, *, hides: bool = False, away: bool = False, who: Whose | None = None, but: Whose | None = None) -> Select[int]:
    """The first whom `me` follows and hears of to have reposted the post; only `who`, or anybody `but` them."""
    repost, follow, reposter = aliased(Repost), aliased(Follow), aliased(Account)
    by = col(repost.account_id)
    tied = select(by).join(follow, and_(col(follow.follower_id) == me, col(follow.followee_id) == by))
    found = tied.where(col(repost.post_id) == post, *heard(me, by, hides=hides))
    if not away:
        found = found.where(select(col(reposter.id)).where(col(reposter.id) == by, here(reposter)).correlate(repost).scalar_subquery().is_not(None))
    if who is not None:
        return found.where(by == who)
    return (found if but is None else found.where(by != but)).order_by(col(repost.since), by).limit(1)


def brought_before(me: Whose, *, hides: bool) -> ColumnElement[bool]:
    """Another large author whom they follow has reposted it before: then it stands there."""
    repost, follow, reposter, large = aliased(Repost), aliased(Follow), aliased(Account), aliased(LargeAuthor)
    by = col(repost.account_id)
    earlier = or_(col(repost.since) < col(Repost.since), and_(col(repost.since) == col(Repost.since), by < col(Repost.account_id)))
    found: Select[Any] = (
        select(by)
        .select_from(large)
        .join(repost, and_(by == col(large.account_id), col(repost.post_id) == col(Repost.post_id)))
        .join(follow, and_(col(follow.follower_id) == me, col(follow.followee_id) == by))
        .join(reposter, col(reposter.id) == by)
        .where(earlier, here(reposter), *heard(me, by, hides=hides))
    )
    return found.correlate(Repost).exists()
