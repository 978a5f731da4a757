"""Notices stay true to their rows when accounts go, and go themselves when they are old."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, delete, exists, func, or_, true, update
from sqlmodel import Session, col, select

from rxfeed.domain import ids
from rxfeed.domain.house import House
from rxfeed.domain.tables import Notice, NoticeBy

BATCH = 500
"""Notices that are held in one transaction."""
KEPT = timedelta(days=90)
AS_IT_IS = {"synchronize_session": False}
BY = exists().where(col(NoticeBy.notice_id) == col(Notice.id))


def leave(session: Session, account_ids: list[int]) -> None:
    """These accounts are about to be deleted: what others were told of them goes first."""
    _take_away(session, account_ids, true())


def part(session: Session, one: int, other: int) -> None:
    """A block stands between the two from now on: neither is told any more of what the other did."""
    for me, by in sorted([(one, other), (other, one)]):
        _take_away(session, [by], col(Notice.account_id) == me)


def recount(house: House) -> int:
    """Make the counts anew from the rows, while the server may be running. Returns how many notices had a wrong one."""
    last, wrong = -1, 0
    while True:
        with house.database.writing() as session:
            some = select(Notice.id).where(Notice.people > 0, Notice.id > last).order_by(col(Notice.id)).limit(BATCH)
            held = list(session.exec(some.with_for_update()))
            wrong += _count_again(session, held)
        if not held:
            return wrong
        last = held[-1]


def forget_old(house: House) -> int:
    """Take away what is older than 90 days, and has not happened again since. Returns how much."""
    before = house.clock.now() - KEPT
    old = (col(Notice.id) < ids.first_of(before), col(Notice.at) < before)
    with house.database.writing() as session:
        held = list(session.exec(select(Notice.id).where(*old).order_by(col(Notice.id)).limit(BATCH).with_for_update()))
        session.execute(delete(Notice).where(col(Notice.id).in_(held)), execution_options=AS_IT_IS)
    return len(held)


def _take_away(session: Session, account_ids: list[int], told: ColumnElement[bool]) -> None:
    theirs = BY.where(col(NoticeBy.by_id).in_(account_ids))
    while held := list(session.exec(select(Notice.id).where(theirs, told).order_by(col(Notice.id)).limit(BATCH).with_for_update())):
        gone = delete(NoticeBy).where(col(NoticeBy.notice_id).in_(held), col(NoticeBy.by_id).in_(account_ids))
        session.execute(gone, execution_options=AS_IT_IS)
        _count_again(session, held)


def _count_again(session: Session, held: list[int]) -> int:
    """Of notices that somebody did, held by the caller. Those that nobody did any more go."""
    people = select(func.count()).select_from(NoticeBy).where(NoticeBy.notice_id == Notice.id).correlate(Notice).scalar_subquery()
    unread = BY.where(col(NoticeBy.number) > col(Notice.read))
    differs = or_(col(Notice.people) != people, col(Notice.unread) != unread)
    mended = update(Notice).where(col(Notice.id).in_(held), differs).values(people=people, unread=unread)
    wrong = int(session.execute(mended, execution_options=AS_IT_IS).rowcount)  # type: ignore[attr-defined]
    session.execute(delete(Notice).where(col(Notice.id).in_(held), ~BY), execution_options=AS_IT_IS)
    return wrong
