"""Requests to remix that end with something else, within the caller's transaction."""

from __future__ import annotations

from sqlalchemy import and_, delete, or_, update
from sqlmodel import Session, col, select

from rxfeed.domain import notices
from rxfeed.domain.notices_kinds import REMIX_ACCEPTED
from rxfeed.domain.permission import GRANTED
from rxfeed.domain.tables import Post, RemixRequest

AS_IT_IS = {"synchronize_session": False}


def end(session: Session, post_id: int, author_id: int) -> list[int]:
    """Its author lets nobody remix it any more, also those to whom they had said yes. The post is held. Returns whose notices have changed."""
    accepted = col(RemixRequest.post_id) == post_id, col(RemixRequest.status).in_(GRANTED)
    session.execute(update(RemixRequest).where(*accepted).values(status="withdrawn"), execution_options=AS_IT_IS)
    return notices.take_back(session, REMIX_ACCEPTED, by=author_id, post_id=post_id)


def part(session: Session, one: int, other: int) -> None:
    """A block stands between the two from now on: neither asks the other, or has the other's yes."""
    between = (and_(col(RemixRequest.asker_id) == who, col(RemixRequest.post_id).in_(select(Post.id).where(Post.account_id == whose)))
               for who, whose in ((one, other), (other, one)))  # fmt: skip
    session.execute(delete(RemixRequest).where(or_(*between)), execution_options=AS_IT_IS)
