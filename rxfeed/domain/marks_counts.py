"""The counts of marks are state: they change with the rows, in the same transaction, and can be made anew from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import BigInteger, ColumnElement, ScalarSelect, Update, and_, bindparam, delete, func, or_, update
from sqlmodel import Session, col, select

from rxfeed.domain import straight
from rxfeed.domain.house import House
from rxfeed.domain.tables import Like, Post, Repost, Save

Mark = type[Like] | type[Save] | type[Repost]
COUNTS: Mapping[Mark, str] = {Like: "likes", Save: "saves", Repost: "reposts"}
"""The column of `Post` that each is counted in."""
BATCH = 500
"""Posts that are recounted in one transaction, so that nobody waits long."""


def add(session: Session, mark: Mark, post_ids: list[int], change: int) -> None:
    """So many more or less, within the caller's transaction."""
    name = COUNTS[mark]
    counted = update(Post).where(col(Post.id).in_(post_ids)).values({name: getattr(Post, name) + change})
    session.execute(counted, execution_options={"synchronize_session": False})


def add_one(session: Session, mark: Mark, post_id: int, change: int) -> None:
    """The same for one post, as each press has it."""
    straight.rows(session, _ADD[mark], post=post_id, change=change)


def leave(session: Session, account_ids: list[int]) -> None:
    """These accounts are about to be deleted, and their marks with them: what posts count of those goes first."""
    for mark in COUNTS:
        _drop(session, mark, col(mark.account_id).in_(account_ids))


def part(session: Session, one: int, other: int) -> None:
    """Within the caller's transaction, which blocks: neither of the two has marked anything of the other any more."""
    for mark in COUNTS:
        for who, whose in ((one, other), (other, one)):
            _drop(session, mark, and_(col(mark.account_id) == who, col(mark.post_id).in_(select(Post.id).where(Post.account_id == whose))))


def recount(house: House) -> int:
    """Make every count anew from the rows, while the server may be running. Returns how many posts had a wrong one."""
    last, wrong = -1, 0
    while True:
        with house.database.writing() as session:
            batch = list(session.exec(select(Post.id).where(col(Post.id) > last).order_by(col(Post.id)).limit(BATCH)))
            wrong += _count_again(session, batch)
        if not batch:
            return wrong
        last = batch[-1]


def _drop(session: Session, mark: Mark, which: ColumnElement[bool]) -> None:
    """Posts first, by their ids, and their marks afterwards: as whoever takes one mark back."""
    marked = select(Post.id).where(col(Post.id).in_(select(mark.post_id).where(which))).order_by(col(Post.id)).limit(BATCH)
    while held := list(session.exec(marked.with_for_update(key_share=True))):
        gone = delete(mark).where(which, col(mark.post_id).in_(held)).returning(col(mark.post_id))
        lost = Counter(session.execute(gone).scalars())
        for times in set(lost.values()):
            add(session, mark, [post_id for post_id in held if lost[post_id] == times], -times)


def _count_again(session: Session, post_ids: list[int]) -> int:
    """Whoever marks meanwhile waits for these rows, in the same order, and counts on afterwards."""
    session.exec(select(Post.id).where(col(Post.id).in_(post_ids)).order_by(col(Post.id)).with_for_update(key_share=True)).all()
    right = {name: _rows(mark) for mark, name in COUNTS.items()}
    differs = or_(*(getattr(Post, name) != found for name, found in right.items()))
    mended = update(Post).where(col(Post.id).in_(post_ids), differs).values(right)
    return int(session.execute(mended, execution_options={"synchronize_session": False}).rowcount)  # type: ignore[attr-defined]


def _rows(mark: Mark) -> ScalarSelect[int]:
    return select(func.count()).select_from(mark).where(mark.post_id == Post.id).correlate(Post).scalar_subquery()


def _adding(name: str) -> Update:
    post, change = bindparam("post", type_=BigInteger()), bindparam("change", type_=BigInteger())
    return update(Post).where(col(Post.id) == post).values({name: getattr(Post, name) + change})


_ADD = {mark: _adding(name) for mark, name in COUNTS.items()}
