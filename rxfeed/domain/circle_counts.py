"""The counts of the circle are state: they change with the rows, in the same transaction, and can be made anew from them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import ScalarSelect, func, or_, update
from sqlmodel import Session, col, select

from rxfeed.domain import ids
from rxfeed.domain.errors import NotFound
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Block, Follow, FollowRequest, Mute, MutedTag, MutedWord, Report

BATCH = 500
"""Accounts that are recounted in one transaction, so that nobody waits long."""


@dataclass(frozen=True, slots=True)
class Changes:
    """By how much an account's counts change."""

    followers: int = 0
    following: int = 0
    hides: int = 0
    requests: int = 0


def count(session: Session, changes: Mapping[int, Changes]) -> None:
    """Within the caller's transaction. Always in the order of ids, so that two that meet wait for each other instead of for ever."""
    for account_id in sorted(changes):
        change = changes[account_id]
        values = {
            "followers": col(Account.followers) + change.followers,
            "following": col(Account.following) + change.following,
            "hides": col(Account.hides) + change.hides,
            "requests": col(Account.requests) + change.requests,
        }
        session.execute(update(Account).where(col(Account.id) == account_id).values(values), execution_options={"synchronize_session": False})


def hold(session: Session, account_ids: Collection[int]) -> None:
    """Nobody else counts these accounts until the transaction ends; they are read anew. Locked in the order of ids, and before any tie of theirs changes:
    in another order two that meet would wait for each other for ever."""
    held = select(Account).where(col(Account.id).in_(account_ids)).order_by(col(Account.id)).with_for_update(key_share=True)
    session.exec(held.execution_options(populate_existing=True)).all()


def hold_circle(session: Session, account_ids: Collection[int]) -> bool:
    """The same with all who are tied to these accounts, and nobody else can refer to them. False where somebody came meanwhile: end, and begin again."""
    known = _tied(session, account_ids)
    held = select(Account.id).where(col(Account.id).in_(known.union(account_ids))).order_by(col(Account.id)).with_for_update()
    session.exec(held).all()
    return _tied(session, account_ids) <= known


def leave(session: Session, account_ids: list[int]) -> None:
    """These accounts, held with their circle, are about to be deleted, and their follows, blocks and mutes with them: what others count goes first."""
    touched = _tied(session, account_ids)
    for table, columns in ((Follow, (Follow.follower_id, Follow.followee_id)), (Block, (Block.account_id, Block.blocked_id)), (Mute, (Mute.muted_id,)),
                           (FollowRequest, (FollowRequest.asker_id,))):
        for row in session.exec(select(table).where(or_(*(col(column).in_(account_ids) for column in columns)))):
            session.delete(row)
    session.flush()
    _count_again(session, sorted(touched - set(account_ids)))


def counts_of(house: House, account_id: str) -> tuple[str, int, int]:
    """An account's handle, followers and following, as they are now. Raises `NotFound`."""
    query = select(Account.handle, Account.followers, Account.following).where(Account.id == ids.from_text(account_id))
    with house.database.reading() as session:
        row = session.exec(query).first()
    if row is None:
        raise NotFound("There is nothing at this address.")
    return row[0], row[1], row[2]


def recount(house: House) -> int:
    """Make every count anew from the rows, while the server may be running. Returns how many accounts had a wrong one."""
    last, wrong = -1, 0
    while True:
        with house.database.writing() as session:
            batch = list(session.exec(select(Account.id).where(col(Account.id) > last).order_by(col(Account.id)).limit(BATCH)))
            wrong += _count_again(session, batch)
        if not batch:
            return wrong
        last = batch[-1]


def _tied(session: Session, account_ids: Collection[int]) -> set[int]:
    """Whose counts have to do with these accounts."""
    touched: set[int] = set()
    for mine, theirs in ((Follow.follower_id, Follow.followee_id), (Follow.followee_id, Follow.follower_id),
                         (Block.account_id, Block.blocked_id), (Block.blocked_id, Block.account_id), (Mute.muted_id, Mute.account_id),
                         (FollowRequest.asker_id, FollowRequest.asked_id)):  # fmt: skip
        touched |= set(session.exec(select(theirs).where(col(mine).in_(account_ids))))
    return touched


def _count_again(session: Session, account_ids: list[int]) -> int:
    """Whoever follows meanwhile waits for these rows, in the same order, and counts on afterwards."""
    held = select(Account.id).where(col(Account.id).in_(account_ids)).order_by(col(Account.id)).with_for_update(key_share=True)
    session.exec(held).all()
    right = {
        "followers": _rows(Follow, Follow.followee_id),
        "following": _rows(Follow, Follow.follower_id),
        "requests": _rows(FollowRequest, FollowRequest.asked_id),
        "hides": _rows(Block, Block.account_id) + _rows(Block, Block.blocked_id) + _rows(Mute, Mute.account_id)
        + _rows(MutedWord, MutedWord.account_id) + _rows(MutedTag, MutedTag.account_id) + _rows(Report, Report.reporter_id),
    }
    differs = or_(*(getattr(Account, name) != found for name, found in right.items()))
    mended = update(Account).where(col(Account.id).in_(account_ids), differs).values(right)
    return int(session.execute(mended, execution_options={"synchronize_session": False}).rowcount)  # type: ignore[attr-defined]


def _rows(table: type[Follow | FollowRequest | Block | Mute | MutedWord | MutedTag | Report], column: object) -> ScalarSelect[int]:
    return select(func.count()).select_from(table).where(column == Account.id).correlate(Account).scalar_subquery()
