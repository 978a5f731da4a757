"""Reposts in inboxes: a post that came by nobody else yet is written down for each follower of who reposts it, at that moment.

A post has one entry in an inbox, the first, and keeps its place there whoever reposts it later. Whose repost it is shown for is decided at reading
(`audience_reposts`), so that taking one back needs no correction here.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, literal, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import Session, col

from rxfeed.domain import audience_ties
from rxfeed.domain.audience_reposts import reposter_of
from rxfeed.domain.tables import Account, Follow, Inbox, LargeAuthor, Post, Repost

COLUMNS = ["account_id", "published_at", "post_id", "author_id", "reposter_id"]
BROUGHT = col(Inbox.reposter_id).is_not(None)
"""An entry that came by a repost; word for word as its index has it."""


def deliver(session: Session, post_id: int, by: int) -> None:
    """Who has just reposted a post, and isn't large, into the inboxes of their followers, who are held. What stood there for a repost that is none any more
    makes room. Where a large author had reposted it before, it stands for who follows both where it stood."""
    follower = col(Follow.follower_id)
    left = ~audience_ties.follows(col(Inbox.account_id), col(Inbox.author_id))
    nobody = reposter_of(col(Inbox.account_id), col(Inbox.post_id), but=by).correlate(Inbox).scalar_subquery().is_(None)
    theirs = col(Inbox.account_id).in_(select(follower).where(col(Follow.followee_id) == by))
    session.execute(delete(Inbox).where(col(Inbox.post_id) == post_id, BROUGHT, theirs, left, nobody), execution_options=_AS_IT_IS)
    since = col(Repost.since)
    at = func.coalesce(_before(follower, post_id, by), since) if _large_have(session, post_id, by) else since
    rows = select(follower, at, col(Post.id), col(Post.account_id), col(Repost.account_id)).join_from(Follow, Repost, col(Repost.account_id) == by)
    reposted = rows.join(Post, col(Post.id) == col(Repost.post_id)).where(col(Follow.followee_id) == by, col(Repost.post_id) == post_id)
    _write(session, reposted.where(*_missing(follower)))


def hand_over(session: Session, by: int, whom: ColumnElement[bool], since: datetime, most: int) -> None:
    """Somebody's newest reposts to those accounts, at the moments they were made."""
    newest = select(Repost).where(col(Repost.account_id) == by, col(Repost.since) >= since).order_by(col(Repost.since).desc(), col(Repost.post_id).desc())
    repost = aliased(Repost, newest.limit(most).subquery())
    who = col(Account.id)
    rows = select(who, col(repost.since), col(Post.id), col(Post.account_id), col(repost.account_id)).join_from(Account, repost, literal(1) == 1)
    _write(session, rows.join(Post, col(Post.id) == col(repost.post_id)).where(whom, *_missing(who)))


def part(session: Session, follower: int, followee: int) -> None:
    """The one follows the other no more, and their posts and reposts are about to leave the inbox: those that somebody else has reposted stay for that."""
    parted = col(Inbox.account_id) == follower, or_(col(Inbox.reposter_id) == followee, and_(col(Inbox.author_id) == followee, ~BROUGHT))
    other = reposter_of(follower, col(Inbox.post_id), away=True, but=followee).correlate(Inbox).scalar_subquery()
    kept = update(Inbox).where(*parted, ~_twice()).values(reposter_id=func.coalesce(other, col(Inbox.reposter_id)))
    session.execute(kept, execution_options=_AS_IT_IS)
    own = or_(col(Inbox.author_id) == follower, audience_ties.follows(follower, col(Inbox.author_id)))
    session.execute(delete(Inbox).where(*parted, ~and_(BROUGHT, own)), execution_options=_AS_IT_IS)


_AS_IT_IS = {"synchronize_session": False}


def _missing(who: Mapped[int]) -> list[ColumnElement[bool]]:
    """It isn't their own, nor among what its author has published for them."""
    there, follow = aliased(Inbox), aliased(Follow)
    own_place = col(there.account_id) == who, col(there.published_at) == col(Post.published_at), col(there.post_id) == col(Post.id)
    large = col(LargeAuthor.account_id) == col(Post.account_id), col(follow.follower_id) == who, col(follow.followee_id) == col(Post.account_id)
    return [col(Post.account_id) != who, ~exists().where(*own_place), ~exists().where(*large)]


def _twice() -> ColumnElement[bool]:
    """It is there by a repost too: where somebody was followed in the very moment in which it was reposted."""
    there = aliased(Inbox)
    same = col(there.account_id) == col(Inbox.account_id), col(there.post_id) == col(Inbox.post_id), col(there.reposter_id).is_not(None)
    return ~BROUGHT & exists().where(*same)


def _large_have(session: Session, post_id: int, by: int) -> bool:
    before = select(col(Repost.post_id)).join(LargeAuthor, col(LargeAuthor.account_id) == col(Repost.account_id))
    return session.execute(before.where(col(Repost.post_id) == post_id, col(Repost.account_id) != by).limit(1)).first() is not None


def _before(who: Mapped[int], post_id: int, by: int) -> Any:
    """When the first of the large authors whom they follow reposted it."""
    repost, follow = aliased(Repost), aliased(Follow)
    found = select(func.min(col(repost.since))).join(LargeAuthor, col(LargeAuthor.account_id) == col(repost.account_id))
    tied = found.join(follow, and_(col(follow.followee_id) == col(repost.account_id), col(follow.follower_id) == who))
    return tied.where(col(repost.post_id) == post_id, col(repost.account_id) != by).correlate(Follow).scalar_subquery()


def _write(session: Session, rows: Select[*tuple[Any, ...]]) -> None:
    """What has an entry by a repost keeps it."""
    into = sqlite.insert(Inbox) if session.get_bind().dialect.name == "sqlite" else postgresql.insert(Inbox)
    session.execute(into.from_select(COLUMNS, rows).on_conflict_do_nothing())
