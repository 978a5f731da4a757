"""What `audience` decides, for rows: the relation between two accounts, and the conditions of lists."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, or_, select, text
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from rxfeed.domain.audience import STRANGERS, Relation
from rxfeed.domain.tables import Account, Block, Follow, Mute, Post
from rxfeed.domain.viewer import Viewer

PUBLIC = text("post.status = 'published' AND post.visibility = 'public'")
"""Word for word, so that both databases know at once that the indexes of listed posts fit."""


def relation(session: Session, viewer: Viewer, author_id: int) -> Relation:
    """One query; none where nobody is signed in or somebody looks at what is their own."""
    me = viewer.account_id
    if me is None:
        return STRANGERS
    if me == author_id:
        return Relation(same=True)
    ties = (_follows(me, author_id), _follows(author_id, me), _blocks(me, author_id), _blocks(author_id, me), _mutes(me, author_id))
    follows, follows_back, blocks, blocked, mutes = map(bool, session.execute(select(*ties)).one())
    return Relation(follows=follows, follows_back=follows_back, blocks=blocks, blocked=blocked, mutes=mutes)


def profile_posts(viewer: Viewer) -> list[ColumnElement[bool]]:
    """Which posts an author's own page lists, once it is known that the viewer sees that page."""
    return [] if viewer.signed_in else [col(Post.rating) == "general"]


def feed_posts(viewer: Viewer) -> list[ColumnElement[bool]]:
    """Which of the public posts everybody's feeds show this viewer. Who hides nobody, and is hidden from nobody, pays for nothing."""
    if viewer.account_id is None or not viewer.hides:
        return profile_posts(viewer)
    return [~_apart(viewer.account_id, col(Post.account_id)), ~_mutes(viewer.account_id, col(Post.account_id))]


def people(viewer: Viewer) -> list[ColumnElement[bool]]:
    """Which accounts a list of people shows this viewer."""
    here = col(Account.delete_at).is_(None)
    if viewer.account_id is None or not viewer.hides:
        return [here]
    return [here, ~_apart(viewer.account_id, col(Account.id))]


Whose = Mapped[int] | int


def _apart(me: int, other: Whose) -> ColumnElement[bool]:
    """A block stands between the two."""
    return or_(_blocks(me, other), _blocks(other, me))


def _follows(follower: Whose, followee: Whose) -> ColumnElement[bool]:
    return exists().where(and_(col(Follow.follower_id) == follower, col(Follow.followee_id) == followee))


def _blocks(account: Whose, blocked: Whose) -> ColumnElement[bool]:
    return exists().where(and_(col(Block.account_id) == account, col(Block.blocked_id) == blocked))


def _mutes(account: Whose, muted: Whose) -> ColumnElement[bool]:
    return exists().where(and_(col(Mute.account_id) == account, col(Mute.muted_id) == muted))
