"""How many comments a post has, how many answers a thread, and its place in the order "best": state that changes with the rows and can be made anew."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from sqlalchemy import and_, distinct, func, select, update
from sqlmodel import Session, col
from sqlmodel import select as rows

from rxfeed.domain.house import House
from rxfeed.domain.tables import Comment, Post

BATCH = 500
"""Posts that are recounted in one transaction, so that nobody waits long."""
TENFOLD = timedelta(seconds=45_000)


def best_at(created_at: datetime, voices: int) -> datetime:
    """Where a comment stands in the order "best", newest first: ten times as many people who answer weigh as much as being 12.5 hours younger.

    That is Reddit's `hot` (`r2/lib/db/_sorts.pyx`: log10(votes) + seconds / 45,000), with other people's answers for votes, and as a time instead of a number.
    """
    return created_at + TENFOLD * math.log10(1 + voices)


THERE = and_(col(Comment.deleted_at).is_(None), col(Comment.held) == "")
"""Which comments count."""


def hold(session: Session, post_ids: set[int]) -> None:
    """Whoever changes the comments of these posts waits for us from here on: always in the order of ids."""
    session.exec(rows(Post.id).where(col(Post.id).in_(post_ids)).order_by(col(Post.id)).with_for_update(key_share=True)).all()


def count(session: Session, post_id: int, change: int) -> None:
    """Within the caller's transaction."""
    changed = update(Post).where(col(Post.id) == post_id).values(comments=col(Post.comments) + change)
    session.execute(changed, execution_options={"synchronize_session": False})


def weigh(session: Session, root_id: int | None) -> bool:
    """Count a thread again after an answer came or went; whether that changed anything. The post is held by the caller."""
    root = session.get(Comment, root_id) if root_id is not None else None
    if root is None:
        return False
    others = func.count(distinct(col(Comment.account_id))).filter(col(Comment.account_id) != (root.account_id or 0))
    query = select(func.count(), others).select_from(Comment).where(col(Comment.root_id) == root.id, THERE)
    answers, voices = session.execute(query).one()
    before = root.answers, root.best_at
    root.answers, root.best_at = answers, best_at(root.created_at, voices)
    return before != (root.answers, root.best_at)


def recount(house: House) -> int:
    """Make every count anew from the rows, while the server may be running. Returns how many posts had a wrong one."""
    last, wrong = -1, 0
    while True:
        with house.database.writing() as session:
            batch = set(session.exec(rows(Post.id).where(col(Post.id) > last).order_by(col(Post.id)).limit(BATCH)))
            hold(session, batch)
            wrong += sum(_count_again(session, post_id) for post_id in sorted(batch))
        if not batch:
            return wrong
        last = max(batch)


def _count_again(session: Session, post_id: int) -> bool:
    there = select(func.count()).select_from(Comment).where(col(Comment.post_id) == post_id, THERE).scalar_subquery()
    mended = update(Post).where(col(Post.id) == post_id, col(Post.comments) != there).values(comments=there)
    wrong = session.execute(mended, execution_options={"synchronize_session": False}).rowcount > 0  # type: ignore[attr-defined]
    for root_id in session.exec(rows(Comment.id).where(Comment.post_id == post_id, col(Comment.root_id).is_(None))).all():
        wrong = weigh(session, root_id) or wrong
    return bool(wrong)
