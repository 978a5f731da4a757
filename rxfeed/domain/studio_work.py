"""Work on calls, one transaction a step. The rows are the queue: whoever holds a call's lease may move it, and nobody else.

    claim             take the next call, fairly between people
    begin_moderating  the prompt is about to be looked at
    begin_calling     the request is about to leave: from here on a paid call is nobody's to repeat
    show_forming      a forming picture is in the store
    bytes_arrived     the bytes are in the store, under a key made from the call's id
    finish            the picture is kept
    fail, refuse      it ends without one
    try_later         back to the queue, for nothing has been paid yet
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from rxfeed.domain import ids, limits, pictures, remixing_sources
from rxfeed.domain.errors import Conflict, RxfeedError
from rxfeed.domain.house import House
from rxfeed.domain.ports_engines import Size
from rxfeed.domain.studio_ends import end, explain
from rxfeed.domain.studio_fairness import next_turn
from rxfeed.domain.studio_news import announce
from rxfeed.domain.studio_statuses import WORKED_ON, CallStatus, move
from rxfeed.domain.tables import Call, Generation, Picture, Reference

LEASE = timedelta(seconds=6)
MOST_WAITS = 10
"""Counted of a call: more would look like a server that crashes again and again."""
CLAIMING = "studio: claiming"
"""Whoever counts the server's places and then takes one holds this."""


class LeaseLost(Conflict):
    """The call is not this runner's any more: cancelled, or taken over by another."""


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


def begin_moderating(house: House, runner: str, work: Work) -> None:
    """Raises `LeaseLost`."""
    _step(house, runner, work, CallStatus.MODERATING)


def begin_calling(house: House, runner: str, work: Work) -> None:
    """Write that the request leaves now. Raises `LeaseLost`, or `LimitReached` where the server may not spend so much (any more)."""
    with house.database.writing() as session:
        if work.paid:
            house.database.exclusively(session, limits.ASKING)
        call = _held(session, runner, work.call_id)
        if call.paid:
            limits.check_budget(house, limits.spent(session, call.day), house.clock.now())
        call.status = move(call.status, CallStatus.CALLING, paid=call.paid)
        session.add(call)
    _tell(house, work)


def show_forming(house: House, runner: str, work: Work, key: str, media_type: str, progress: float) -> None:
    """A forming picture lies in the store under `key`. Raises `LeaseLost`."""
    with house.database.writing() as session:
        call = _held(session, runner, work.call_id)
        call.partial_key, call.partial_type, call.progress = key, media_type, min(1.0, max(0.0, progress))
        session.add(call)
    _tell(house, work)


def bytes_arrived(house: House, runner: str, work: Work, media_type: str, *, seed: int | None, cost: int) -> None:
    """The picture lies in the store under `arrived_key`, and it cost so many micro-dollars. Raises `LeaseLost`."""
    with house.database.writing() as session:
        call = _held(session, runner, work.call_id)
        if call.status != CallStatus.STORING:  # else it was written before, and only the answer was lost
            call.status = move(call.status, CallStatus.STORING, paid=call.paid)
        call.media_type, call.cost, call.seed = media_type, cost, call.seed if seed is None else seed
        session.add(call)
    _tell(house, work)


def finish(house: House, runner: str, work: Work, kept: pictures.Kept) -> None:
    """The picture is kept: its row and the call's end are one transaction. Raises `LeaseLost`."""
    with house.database.writing() as session:
        call = _held(session, runner, work.call_id)
        now = house.clock.now()
        owner = session.exec(select(Generation.account_id, Generation.guest_id).where(Generation.id == work.generation_id)).one()
        picture = pictures.record(session, kept, "variant", account_id=owner[0], guest_id=owner[1], now=now, seed=call.seed)
        call.picture_id, call.progress = picture.id, 1.0
        call.error, call.error_values, call.decision, call.not_before = "", {}, "", None
        end(session, call, CallStatus.READY, now)
    _tell(house, work, ended=True)


def forget(house: House, kept: pictures.Kept) -> None:
    """Delete what was kept for a call that has moved on, unless it has moved on with this very picture: a commit may succeed and its answer be lost."""
    with house.database.reading() as session:
        recorded = session.get(Picture, kept.id) is not None
    if not recorded:
        pictures.discard(house, kept.id)


def fail(house: House, runner: str, work: Work, reason: RxfeedError, *, refused: bool = False, cost: int | None = None) -> None:
    """The call ends without a picture, and its owner reads why. `cost` in micro-dollars; None: as `studio_ends.end` knows it. Raises `LeaseLost`."""
    with house.database.writing() as session:
        call = _held(session, runner, work.call_id)
        now = house.clock.now()
        end(session, call, CallStatus.REFUSED if refused else CallStatus.FAILED, now, cost=cost)
        explain(call, reason, now)
    _tell(house, work, ended=True)


def try_later(house: House, runner: str, work: Work, wait: float) -> None:
    """Back to the queue for `wait` seconds: something free did not answer. Raises `LeaseLost`."""
    with house.database.writing() as session:
        call = _held(session, runner, work.call_id)
        call.status = move(call.status, CallStatus.QUEUED, paid=call.paid)
        call.runner, call.lease_until, call.attempts = "", None, max(call.attempts, min(call.attempts + 1, MOST_WAITS))
        call.not_before = house.clock.now() + timedelta(seconds=wait)
        session.add(call)
    _tell(house, work)


def say_waiting(house: House, runner: str, work: Work, reason: RxfeedError) -> None:
    """While storing is tried again and again, its owner reads why it takes so long. Raises `LeaseLost`."""
    with house.database.writing() as session:
        call = _held(session, runner, work.call_id)
        explain(call, reason, house.clock.now())
        session.add(call)
    _tell(house, work)


def arrived_key(call_id: int) -> str:
    """Where an engine's bytes wait until they are kept."""
    return f"arrived/{ids.to_text(call_id)}"


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


def _step(house: House, runner: str, work: Work, status: CallStatus) -> None:
    with house.database.writing() as session:
        call = _held(session, runner, work.call_id)
        call.status = move(call.status, status, paid=call.paid)
        session.add(call)
    _tell(house, work)


def _held(session: Session, runner: str, call_id: int) -> Call:
    """The call, for this runner alone. Raises `LeaseLost`."""
    call = session.exec(select(Call).where(Call.id == call_id).with_for_update()).first()
    if call is None or call.runner != runner or call.status not in WORKED_ON:
        raise LeaseLost("This picture has moved on meanwhile. Load it again.")
    return call


def _tell(house: House, work: Work, *, ended: bool = False) -> None:
    announce(house, work.generation_id, work.account_id, work.guest_id, ended=ended)
