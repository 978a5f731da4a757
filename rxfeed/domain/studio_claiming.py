"""Taking the next call, fairly between people. The rows are the queue: a call is whoever's who holds its lease (`studio_work`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from rxfeed.domain import remixing_sources
from rxfeed.domain.house import House
from rxfeed.domain.ports_engines import Size
from rxfeed.domain.studio_fairness import next_turn
from rxfeed.domain.studio_statuses import WORKED_ON, CallStatus, move
from rxfeed.domain.tables import Call, Generation, Reference

LEASE = timedelta(seconds=6)
CLAIMING = "studio: claiming"
"""Whoever counts the server's places and then takes one holds this."""


@dataclass(frozen=True, slots=True)
class Work:
    """A claimed call and all that is needed to carry it out."""

    call_id: int
    generation_id: int
    account_id: int | None
    guest_id: int | None
    status: str
    """`claimed`, or `storing` where the bytes are there already."""
    engine: str
    prompt: str
    size: Size
    quality: str
    seed: int | None
    transparent: bool
    references: tuple[int, ...]
    """Picture ids."""
    parents: tuple[int | None, ...]
    """Ids of the parents' pictures that the engine is shown; None for one that isn't there any more."""
    mask: int | None
    """Picture id: which part of the first parent may change."""
    media_type: str
    """Of the bytes that came, while storing."""
    paid: bool
    attempts: int
    began: datetime
    """When it was first claimed."""


def claim(house: House, runner: str) -> Work | None:
    """Take the next call for this runner; None where nothing waits or the server's places are taken. Pictures that only have to be stored come first."""
    if not _work_waits(house):
        return None
    with house.database.writing() as session:
        house.database.exclusively(session, CLAIMING)
        now = house.clock.now()
        call = _left_to_store(session) or _next_in_queue(session, house)
        if call is None:
            return None
        if call.status == CallStatus.QUEUED:
            call.status = move(call.status, CallStatus.CLAIMED, paid=call.paid)
            call.started_at = now
        call.runner, call.lease_until = runner, now + LEASE
        session.add(call)
        return _work(session, call)


def _work_waits(house: House) -> bool:
    """A look that keeps nobody from writing, for most sweeps find nothing."""
    waits = (Call.status == CallStatus.QUEUED) | ((Call.status == CallStatus.STORING) & (Call.runner == ""))
    with house.database.reading() as session:
        return session.exec(select(Call.id).where(waits).limit(1)).first() is not None


def _left_to_store(session: Session) -> Call | None:
    query = select(Call).where(Call.status == CallStatus.STORING, Call.runner == "").order_by(col(Call.id)).limit(1)
    return session.exec(query.with_for_update()).first()


def _next_in_queue(session: Session, house: House) -> Call | None:
    owner = _owner()
    ready = (Call.status == CallStatus.QUEUED, col(Call.not_before).is_(None) | (col(Call.not_before) <= house.clock.now()))
    waiting = {row[0]: int(row[1]) for row in session.execute(select(owner, func.min(col(Call.id))).where(*ready).group_by(owner))}
    if not waiting:
        return None
    # A picture that waits for an engine to look at it, perhaps until an admin mends its key, keeps nobody from working.
    at_work = (col(Call.status).in_(WORKED_ON), (col(Call.status) != CallStatus.STORING) | (col(Call.decision) == ""))
    busy = {row[0]: int(row[1]) for row in session.execute(select(owner, func.count()).where(*at_work).group_by(owner))}
    number = next_turn(waiting, busy, house.limits.calls_at_once)
    if number is None:
        return None
    # Its owner may cancel it at this moment: then it isn't queued any more, and the next sweep finds another.
    return session.exec(select(Call).where(Call.id == number, Call.status == CallStatus.QUEUED).with_for_update()).first()


def _owner() -> ColumnElement[int]:
    """One number a person: the account's, or a guest's below zero."""
    return func.coalesce(col(Call.account_id), -col(Call.guest_id), 0)


def _work(session: Session, call: Call) -> Work:
    generation = session.get_one(Generation, call.generation_id)
    references = session.exec(select(Reference.picture_id).where(Reference.generation_id == generation.id).order_by(col(Reference.number))).all()
    return Work(
        call_id=call.id,
        generation_id=generation.id,
        account_id=generation.account_id, guest_id=generation.guest_id,
        status=call.status,
        engine=generation.engine,
        prompt=call.prompt,
        size=Size(generation.width, generation.height),
        quality=generation.quality,
        seed=call.seed,
        transparent=generation.transparent,
        references=tuple(references),
        parents=remixing_sources.shown(session, generation),
        mask=generation.mask_id,
        media_type=call.media_type,
        paid=call.paid, attempts=call.attempts, began=call.started_at or call.created_at,
    )  # fmt: skip
