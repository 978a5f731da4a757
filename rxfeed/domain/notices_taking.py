"""What people were told is taken back, in the transaction in which it is undone."""

from __future__ import annotations

from sqlalchemy import delete, exists
from sqlmodel import Session, col, select

from rxfeed.domain.notices_kinds import Kind
from rxfeed.domain.tables import Notice, NoticeBy


def take_back(
    session: Session, kind: Kind, *, by: int, to: int | None = None, post_id: int | None = None, comment_id: int | None = None,
    collection_id: int | None = None,
) -> list[int]:  # fmt: skip
    """`by` has undone it. Name who was told, or the thing. Returns whose notices have changed: for `announce`, after the commit."""
    things = {"account_id": to, "post_id": post_id, "comment_id": comment_id, "collection_id": collection_id}
    named = [getattr(Notice, name) == number for name, number in things.items() if number is not None]
    if not named:
        raise ValueError("name who was told, or what of")
    did_it = exists().where(col(NoticeBy.notice_id) == col(Notice.id), col(NoticeBy.by_id) == by)
    held = select(Notice).where(*named, Notice.kind == kind.name, did_it).order_by(col(Notice.id)).with_for_update()
    found = session.exec(held.execution_options(populate_existing=True)).all()
    for notice in found:
        _part(session, notice, by)
    return [notice.account_id for notice in found]


def forget(session: Session, *, post_id: int | None = None, comment_id: int | None = None, collection_id: int | None = None) -> list[int]:
    """The thing goes for good, and every notice of it. Returns whose notices have changed: for `announce`, after the commit."""
    things = {"post_id": post_id, "comment_id": comment_id, "collection_id": collection_id}
    named = [getattr(Notice, name) == number for name, number in things.items() if number is not None]
    if not named:
        raise ValueError("name the thing")
    gone = delete(Notice).where(*named).returning(col(Notice.account_id))
    return [int(row[0]) for row in session.execute(gone, execution_options={"synchronize_session": False})]


def _part(session: Session, notice: Notice, by: int) -> None:
    if (row := session.get(NoticeBy, (notice.id, by))) is None:
        return
    session.delete(row)
    session.flush()
    notice.people -= 1
    notice.unread = session.exec(select(NoticeBy.by_id).where(NoticeBy.notice_id == notice.id, NoticeBy.number > notice.read).limit(1)).first() is not None
    if notice.people == 0:
        session.delete(notice)
    else:
        session.add(notice)
