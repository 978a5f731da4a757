"""Work on calls that were claimed (`studio_claiming`), one transaction a step: whoever holds a call's lease may move it, and nobody else.

    begin_moderating  the prompt is about to be looked at
    begin_calling     the request is about to leave: from here on a paid call is nobody's to repeat
    show_forming      a forming picture is in the store
    bytes_arrived     the bytes are in the store, under a key made from the call's id
    say_waiting       storing takes long, and its owner reads why
    finish, forget    the picture is kept; or was, for a call that has moved on
    fail              it ends without one
    try_later         back to the queue, for nothing has been paid yet
"""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import Session, select

from rxfeed.domain import ids, limits, pictures
from rxfeed.domain.errors import Conflict, RxfeedError
from rxfeed.domain.house import House
from rxfeed.domain.studio_claiming import Work
from rxfeed.domain.studio_ends import end, explain
from rxfeed.domain.studio_news import announce
from rxfeed.domain.studio_statuses import WORKED_ON, CallStatus, move
from rxfeed.domain.tables import Call, Generation, Picture

MOST_WAITS = 10
"""Counted of a call: more would look like a server that crashes again and again."""


class LeaseLost(Conflict):
    """The call is not this runner's any more: cancelled, or taken over by another."""


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
