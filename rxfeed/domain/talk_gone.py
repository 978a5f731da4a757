"""Comments that go away: one by one, or with the account that wrote them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from rxfeed.domain import notices, talk_counts
from rxfeed.domain.tables import Comment, CommentEdit


def take_away(session: Session, comment: Comment, now: datetime) -> list[int]:
    """Its words and its author's name go at once; an empty place stays while there are answers to it. Returns whose notices have changed.

    The post is held by the caller.
    """
    root_id = comment.root_id
    comment.text = comment.html = ""
    if not comment.held:
        talk_counts.count(session, comment.post_id, -1)
    comment.account_id, comment.pinned, comment.deleted_at, comment.held_why = None, False, now, ""
    session.execute(delete(CommentEdit).where(col(CommentEdit.comment_id) == comment.id))
    told = notices.forget(session, comment_id=comment.id)
    _clear(session, comment)
    talk_counts.weigh(session, root_id)
    return told


def hold_back(session: Session, comment: Comment, held: str, why: str) -> list[int]:
    """A moderator's word: `hidden` or `removed` for everybody, with the reason, or back again (empty). Returns whose notices have changed."""
    talk_counts.hold(session, {comment.post_id})
    session.refresh(comment)
    if comment.deleted_at is None and bool(comment.held) != bool(held):
        talk_counts.count(session, comment.post_id, -1 if held else 1)
    comment.held, comment.held_why = held, why
    session.flush()
    talk_counts.weigh(session, comment.root_id)
    return notices.forget(session, comment_id=comment.id) if held else []


def leave(session: Session, account_ids: list[int], now: datetime) -> None:
    """These accounts are about to be deleted: their comments go first, the newest before those that they answer."""
    query = select(Comment).where(col(Comment.account_id).in_(account_ids)).order_by(col(Comment.id).desc())
    talk_counts.hold(session, {comment.post_id for comment in session.exec(query)})
    for comment in session.exec(query, execution_options={"populate_existing": True}).all():
        take_away(session, comment, now)


def _clear(session: Session, comment: Comment | None) -> None:
    """Empty places that nobody answers go, upwards."""
    session.flush()
    while comment is not None and comment.deleted_at is not None and not _is_answered(session, comment.id):
        above = session.get(Comment, comment.parent_id) if comment.parent_id is not None else None
        session.delete(comment)
        session.flush()
        comment = above


def _is_answered(session: Session, comment_id: int) -> bool:
    return session.exec(select(Comment.id).where(Comment.parent_id == comment_id).limit(1)).first() is not None
