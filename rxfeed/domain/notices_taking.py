"""What people were told is taken back, in the transaction in which it is undone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from sqlalchemy import BigInteger, Select, bindparam, delete, exists, select, update
from sqlmodel import Session, col

from rxfeed.domain import straight
from rxfeed.domain.notices_kinds import Kind
from rxfeed.domain.tables import Notice, NoticeBy


def take_back(
    session: Session, kind: Kind, *, by: int, to: int | None = None, post_id: int | None = None, comment_id: int | None = None,
    collection_id: int | None = None,
) -> list[int]:  # fmt: skip
    """`by` has undone it. Name who was told, or the thing. Returns whose notices have changed: for `announce`, after the commit."""
    things = {"to": to, "post": post_id, "comment": comment_id, "collection": collection_id}
    named = {name: number for name, number in things.items() if number is not None}
    if not named:
        raise ValueError("name who was told, or what of")
    found = straight.rows(session, HELD[frozenset(named)], kind=kind.name, by=by, **named)
    for notice, _ in found:
        _part(session, notice, by)
    return [account for _, account in found]


def forget(session: Session, *, post_id: int | None = None, comment_id: int | None = None, collection_id: int | None = None) -> list[int]:
    """The thing goes for good, and every notice of it. Returns whose notices have changed: for `announce`, after the commit."""
    things = {"post_id": post_id, "comment_id": comment_id, "collection_id": collection_id}
    named = [getattr(Notice, name) == number for name, number in things.items() if number is not None]
    if not named:
        raise ValueError("name the thing")
    gone = delete(Notice).where(*named).returning(col(Notice.account_id))
    return [int(row[0]) for row in session.execute(gone, execution_options={"synchronize_session": False})]


def _part(session: Session, notice: int, by: int) -> None:
    """One who did it less; the notice goes with the last of them."""
    if straight.rows(session, PART, notice=notice, by=by) and not straight.rows(session, LESS, notice=notice)[0][0]:
        straight.rows(session, GONE, notice=notice)


def _held(named: Sequence[str]) -> Select[int, int]:
    """The notices that tell of it, in our hands until the transaction ends, and whose they are."""
    mine = [NAMED[name] == bindparam(name, type_=BigInteger()) for name in named]
    did_it = exists().where(col(NoticeBy.notice_id) == col(Notice.id), col(NoticeBy.by_id) == _BY)
    found = select(col(Notice.id), col(Notice.account_id)).where(*mine, col(Notice.kind) == bindparam("kind"), did_it)
    return found.order_by(col(Notice.id)).with_for_update()


NAMED = {"to": col(Notice.account_id), "post": col(Notice.post_id), "comment": col(Notice.comment_id), "collection": col(Notice.collection_id)}
_BY, _NOTICE = bindparam("by", type_=BigInteger()), bindparam("notice", type_=BigInteger())
HELD = {frozenset(some): _held(some) for many in range(1, len(NAMED) + 1) for some in combinations(NAMED, many)}
PART = delete(NoticeBy).where(col(NoticeBy.notice_id) == _NOTICE, col(NoticeBy.by_id) == _BY).returning(col(NoticeBy.by_id))
_NEW = exists().where(col(NoticeBy.notice_id) == col(Notice.id), col(NoticeBy.number) > col(Notice.read))
LESS = update(Notice).where(col(Notice.id) == _NOTICE).values(people=col(Notice.people) - 1, unread=_NEW).returning(col(Notice.people))
GONE = delete(Notice).where(col(Notice.id) == _NOTICE)
"""Made once: whoever takes a like back waits for these."""
