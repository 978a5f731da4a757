"""Who works on what, and what becomes of it when they are gone."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from datetime import timedelta

from sqlalchemy import ColumnElement, CursorResult, update
from sqlmodel import Session, col, select

from rxfeed.domain import ids
from rxfeed.domain.errors import Decision, EngineFailed, NotFound, Unavailable
from rxfeed.domain.house import House
from rxfeed.domain.studio_claiming import LEASE
from rxfeed.domain.studio_ends import end, explain
from rxfeed.domain.studio_news import announce, work_waits
from rxfeed.domain.studio_statuses import FINAL, WORKED_ON, CallStatus, after_crash
from rxfeed.domain.studio_work import arrived_key
from rxfeed.domain.tables import Call, Generation

PATIENCE = timedelta(minutes=1)
"""For a runner that is alive and does not renew its leases."""
KEPT = timedelta(days=30)
"""For bytes that nobody could look at in time."""
CRASHES = 20
"""So many are no accident: a server that is always started anew gets out of such a loop by itself."""


def renew(house: House, runner: str) -> int:
    """The runner is alive: its leases run on. Returns how many it has."""
    query = update(Call).where(col(Call.runner) == runner, col(Call.status).in_(WORKED_ON)).values(lease_until=house.clock.now() + LEASE)
    with house.database.writing() as session:
        renewed: CursorResult[object] = session.execute(query, execution_options={"synchronize_session": False})  # type: ignore[assignment]
        return int(renewed.rowcount)


def held(house: House, runner: str) -> set[int]:
    """The calls that are this runner's now."""
    with house.database.reading() as session:
        return set(session.exec(select(Call.id).where(Call.runner == runner, col(Call.status).in_(WORKED_ON))))


def release(house: House, runner: str) -> int:
    """The runner ends and gives back what it has. Returns how many."""
    return _give_up(house, col(Call.runner) == runner, crashed=False)


def reap(house: House, runner: str, *, gone: Collection[str] = (), alive: Collection[str] = ()) -> int:
    """Take back, for this runner or another, calls whose lease has run out and those of runners that are known to be gone. Returns how many.

    Its own stay its own: a server that slept must not take its work away from itself. Those that are known to be alive get a minute more, for a busy machine
    may keep them from renewing.
    """
    now = house.clock.now()
    lost = col(Call.runner).in_(gone) | ((col(Call.lease_until) < now) & col(Call.runner).not_in(alive)) | (col(Call.lease_until) < now - PATIENCE)
    return _give_up(house, lost & (col(Call.runner) != runner), crashed=True)


def runners(house: House) -> set[str]:
    """Everybody who holds something."""
    with house.database.reading() as session:
        return set(session.exec(select(Call.runner).where(col(Call.status).in_(WORKED_ON), Call.runner != "").distinct()))


def clear(house: House, call_id: int) -> None:
    """Forget the forming pictures of a call that nobody works on any more and, once it has ended, the bytes that waited to be kept.

    Bytes that nobody could look at stay. Whoever stops working on a call may not be the last to do so: as long as it is `storing`, its bytes are all that is
    left of what was paid for.
    """
    with house.database.reading() as session:
        status = session.exec(select(Call.status).where(Call.id == call_id)).first()
        keep = session.exec(select(Call.id).where(Call.id == call_id, unchecked())).first() is not None
    if status is None or status not in WORKED_ON:
        house.objects.delete_under(f"forming/{ids.to_text(call_id)}")
    if status is None or (status in FINAL and not keep):
        house.objects.delete(arrived_key(call_id))


def tidy(house: House) -> int:
    """Forget bytes that arrived for calls which have ended since, left behind by a crash, and those that nobody came to look at for too long.

    Slow on a large store: once a day. Returns how many.
    """
    before = house.clock.now() - timedelta(hours=1)
    old = {found.key for found in house.objects.under("arrived") if found.changed_at < before}
    with house.database.reading() as session:
        waits = unchecked() & (col(Call.ended_at) > house.clock.now() - KEPT)
        wanted = {arrived_key(number) for number in session.exec(select(Call.id).where(col(Call.status).in_(WORKED_ON) | waits))}
    for key in old - wanted:
        house.objects.delete(key)
    return len(old - wanted)


def unchecked() -> ColumnElement[bool]:
    """Calls whose bytes are kept because nobody could look at them, and whose owner may have that done again."""
    return (col(Call.status) == CallStatus.FAILED) & (col(Call.decision) == Decision.CHECK_AGAIN) & col(Call.replaced_by).is_(None)


def _give_up(house: House, lost: ColumnElement[bool], *, crashed: bool) -> int:
    wanted = select(Call).where(col(Call.status).in_(WORKED_ON), Call.runner != "", lost).order_by(col(Call.id))
    with house.database.reading() as session:
        held = list(session.exec(wanted))
    if not held:
        return 0
    arrived = _arrived(house, [call.id for call in held if call.status == CallStatus.CALLING])
    with house.database.writing() as session:
        calls = [call for call in session.exec(wanted.with_for_update()) if call.status != CallStatus.CALLING or call.id in arrived]
        for call in calls:
            _take_back(session, house, call, arrived=call.status == CallStatus.CALLING and arrived[call.id], crashed=crashed)
        numbers = {call.generation_id for call in calls}
        touched = list(session.exec(select(Generation.id, Generation.account_id, Generation.guest_id).where(col(Generation.id).in_(numbers))))
    for row in touched:
        announce(house, *row, ended=True)
    if calls:
        work_waits(house)
    return len(calls)


def _arrived(house: House, numbers: Collection[int]) -> dict[int, bool]:
    """Whether the bytes of these calls are in the store. One that can't be known just now is left out, and stays as it is until the next look."""
    found: dict[int, bool] = {}
    for number in numbers:
        with suppress(Unavailable):
            found[number] = _is_there(house, arrived_key(number))
    return found


def _is_there(house: House, key: str) -> bool:
    try:
        return house.objects.size(key) > 0
    except NotFound:
        return False


def _take_back(session: Session, house: House, call: Call, *, arrived: bool, crashed: bool) -> None:
    now = house.clock.now()
    status = after_crash(call.status, paid=call.paid, arrived=arrived)
    if status == CallStatus.INTERRUPTED:
        end(session, call, CallStatus.INTERRUPTED, now)
        explain(call, _interrupted(), now)
        return
    # While drawing or storing, the picture itself may be what brings the server down.
    call.attempts += crashed and call.status in (CallStatus.CALLING, CallStatus.STORING)
    if call.attempts >= CRASHES:
        end(session, call, CallStatus.FAILED, now)
        explain(call, _deadly(), now)
        return
    if arrived:
        call.cost = call.estimate if call.paid else 0  # what it did cost was known to nobody else
    call.status = status
    call.runner, call.lease_until = "", None
    if status == CallStatus.QUEUED:
        call.progress, call.partial_key, call.partial_type = 0.0, "", ""
    session.add(call)


def _interrupted() -> EngineFailed:
    return EngineFailed(
        "The server stopped while this picture was being made. It was not asked for again, for it may have been paid for. Try again if you like.",
        decision=Decision.RETRY,
    )


def _deadly() -> EngineFailed:
    return EngineFailed(
        "The server has stopped again and again while this picture was being made, so it was given up. Tell an admin.", decision=Decision.TELL_ADMIN
    )
