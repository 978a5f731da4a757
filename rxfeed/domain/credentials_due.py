"""Pictures whose credentials are behind: posted before there were any, or changed since. The rows are the queue, as with everything that is made."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, insert, literal, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from rxfeed.domain.credentials_fingerprints import take_fingerprints
from rxfeed.domain.credentials_rows import Signed, discard, record
from rxfeed.domain.credentials_signing import sign_post
from rxfeed.domain.errors import NotFound, RxfeedError, Unavailable
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.house import House
from rxfeed.domain.tables import Credential, Edge, Post, Unsigned

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
LATER = timedelta(minutes=1)
"""For a parent that is not signed yet, and for a server that can't sign just now."""
MUCH_LATER = timedelta(days=1)
AT_ONCE = 50


def mark(session: Session, posts: Sequence[int], now: datetime, *, onward: bool = False) -> None:
    """Within a transaction: what the pictures of these posts say has changed. `onward`: and so have those that came of them. Call `renew` afterwards."""
    _ask(session, select(col(Post.id)).where(col(Post.id).in_(posts)), now, onward=onward)


def mark_all_of(session: Session, account_id: int, now: datetime) -> None:
    """Within a transaction: the account is called something else now."""
    _ask(session, select(col(Post.id)).where(Post.account_id == account_id), now, onward=False)


def renew(house: House, post_id: int) -> bool:
    """Sign what is marked of this post now rather than soon; whether that was done. Never raises for what can be done later."""
    with house.database.reading() as session:
        row = session.get(Unsigned, post_id)
    try:
        return row is not None and _sign(house, row)
    except RxfeedError as reason:
        log.warning("post %s is signed later: %s", post_id, reason)
        return False


def sign_due(house: House) -> int:
    """Sign what is behind, the longest waiting first; how many posts. Any number of processes may do so at once."""
    with house.database.reading() as session:
        due = list(session.exec(select(Unsigned).where(Unsigned.due_at <= house.clock.now()).order_by(col(Unsigned.due_at)).limit(AT_ONCE)))
    return sum(renew(house, row.post_id) for row in due)


def notice_new_certificate(house: House) -> int:
    """Mark whatever has been signed with another certificate than the server has now; how many posts."""
    try:
        mine = house.signer.certificate
    except Unavailable as reason:
        log.warning("%s", reason)
        return 0
    others = select(Credential.post_id).where(Credential.certificate != mine, col(Credential.withdrawn_at).is_(None))
    others = others.where(col(Credential.post_id).not_in(select(Unsigned.post_id)))
    with house.database.writing() as session:
        return _ask(session, select(col(Post.id)).where(col(Post.id).in_(others)), house.clock.now(), onward=False)


def _ask(session: Session, posts: SelectOfScalar[int], now: datetime, *, onward: bool) -> int:
    numbers = posts.order_by(col(Post.id)).subquery()
    again = update(Unsigned).where(col(Unsigned.post_id).in_(select(numbers.c.id)))
    session.execute(again.values(asked=Unsigned.asked + 1, due_at=now, **({"onward": True} if onward else {})))
    fresh = select(numbers.c.id, literal(1), literal(onward), literal(now, Unsigned.due_at.type)).where(numbers.c.id.not_in(select(col(Unsigned.post_id))))  # type: ignore[attr-defined]
    told = insert(Unsigned).from_select(["post_id", "asked", "onward", "due_at"], fresh)
    added: CursorResult[object] = session.execute(told, execution_options={"preserve_rowcount": True})  # type: ignore[assignment]
    return added.rowcount


def _sign(house: House, row: Unsigned) -> bool:
    """One post, if nobody else is at it. Whoever dies while signing leaves the row, which is due again after the lease."""
    until = house.clock.now() + LEASE
    mine = update(Unsigned).where(col(Unsigned.post_id) == row.post_id, col(Unsigned.due_at) == row.due_at, col(Unsigned.asked) == row.asked)
    with house.database.writing() as session:
        if session.execute(mine.values(due_at=until)).rowcount != 1:  # type: ignore[attr-defined]
            return False
        post = session.get(Post, row.post_id)
        waits = post is None or post.status == PostStatus.SCHEDULED
        if waits:  # it is signed when it is published
            session.delete(session.get_one(Unsigned, row.post_id))
    if waits:
        return False
    try:
        files = sign_post(house, row.post_id)
        take_fingerprints(house, [file.picture_id for file in files])
    except RxfeedError as reason:
        _put_off(house, row, MUCH_LATER if isinstance(reason, NotFound) else LATER)
        raise
    return _settle(house, row, files)


def _settle(house: House, row: Unsigned, files: list[Signed]) -> bool:
    """The rows, unless something has changed meanwhile: then the next to come signs it."""
    now, names = house.clock.now(), [file.name for file in files]
    try:
        with house.database.writing() as session:
            session.get(Post, row.post_id, with_for_update={"read": True, "key_share": True})  # before its row here, as whoever changes the post does
            kept = session.get(Unsigned, row.post_id, with_for_update=True)
            if kept is None or kept.asked != row.asked:
                unused = names
            else:
                unused = record(session, row.post_id, files, now)
                if all(file.whole for file in files):
                    session.delete(kept)
                else:
                    kept.due_at, kept.asked = now + LATER, kept.asked + 1
                if kept.onward:
                    children = session.exec(select(Edge.child_id).where(Edge.parent_id == row.post_id, col(Edge.detached_at).is_(None))).all()
                    mark(session, children, now, onward=True)
    except BaseException:
        discard(house, names)
        raise
    discard(house, unused)
    return unused is not names


def _put_off(house: House, row: Unsigned, by: timedelta) -> None:
    with house.database.writing() as session:
        waiting = update(Unsigned).where(col(Unsigned.post_id) == row.post_id, col(Unsigned.asked) == row.asked)
        session.execute(waiting.values(due_at=house.clock.now() + by))
