"""Tags whose posts one wants to see: they are among the candidates of For you."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlmodel import Session, col

from rxfeed.domain import tags
from rxfeed.domain.errors import LimitReached
from rxfeed.domain.house import House
from rxfeed.domain.tables import FollowedTag
from rxfeed.domain.viewer import Viewer

MOST = 100
"""Tags that one may follow."""


def follow(house: House, viewer: Viewer, tag: str) -> None:
    """Followed twice is followed once. Raises `NotSignedIn`, `NotFound` for what can't be a tag, `LimitReached`."""
    me, tag = viewer.require_account(), tags.named(tag)
    with house.database.writing() as session:
        house.database.exclusively(session, f"tags {me}")
        if session.get(FollowedTag, (me, tag)) is None:
            if len(_of(session, me)) >= MOST:
                raise LimitReached("You follow {count} tags, as many as one can. Let one go first.", count=MOST)
            session.add(FollowedTag(account_id=me, tag=tag, since=house.clock.now()))


def unfollow(house: House, viewer: Viewer, tag: str) -> None:
    """Raises `NotSignedIn`, `NotFound`."""
    me, tag = viewer.require_account(), tags.named(tag)
    with house.database.writing() as session:
        session.execute(delete(FollowedTag).where(col(FollowedTag.account_id) == me, col(FollowedTag.tag) == tag))


def of(house: House, viewer: Viewer) -> list[str]:
    """Tags that the viewer follows, by the alphabet; none for who isn't signed in. One query."""
    if viewer.account_id is None:
        return []
    with house.database.reading() as session:
        return _of(session, viewer.account_id)


def _of(session: Session, account_id: int) -> list[str]:
    return list(session.scalars(select(col(FollowedTag.tag)).where(col(FollowedTag.account_id) == account_id).order_by(col(FollowedTag.tag))))
