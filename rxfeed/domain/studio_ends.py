"""How a call ends: its status, what it cost, whether it counts. The only place that writes a final status."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from rxfeed.domain import notices
from rxfeed.domain.errors import EngineFailed, RxfeedError
from rxfeed.domain.notices_kinds import GENERATION_FAILED, GENERATION_READY
from rxfeed.domain.studio_ask import storable
from rxfeed.domain.studio_statuses import CallStatus, counts, generation_status, move
from rxfeed.domain.tables import Call, Generation

_LONGEST_VALUE = 200
"""Characters of a value within an error's sentence."""
_NEWS = {"ready": GENERATION_READY, "partly_ready": GENERATION_READY, "failed": GENERATION_FAILED}
"""What the owner is told, by the status that the generation has in the end."""


def end(session: Session, call: Call, status: CallStatus, now: datetime, *, cost: int | None = None) -> None:
    """Write the end. `cost` in micro-dollars; None: what is known or, where a paid call has begun, its estimate. Raises `Conflict`."""
    begun = call.status == CallStatus.CALLING
    call.cost = cost if cost is not None else (call.estimate if begun and call.paid else call.cost)
    call.status = move(call.status, status, paid=call.paid)
    call.counts = counts(status, spent=call.cost > 0)
    call.runner, call.lease_until, call.ended_at = "", None, now
    call.partial_key = call.partial_type = ""
    session.add(call)
    if status != CallStatus.CANCELLED and call.account_id is not None:
        _tell_owner(session, call, call.account_id, now)


def explain(call: Call, reason: RxfeedError, now: datetime) -> None:
    """Write down what the person reads about it, what helps, and before when trying again is useless."""
    call.error = reason.message
    call.error_values = {name: _plain(value) for name, value in reason.values.items()}
    call.decision, call.not_before = "", None
    if isinstance(reason, EngineFailed):
        call.decision = reason.decision
        call.not_before = now + timedelta(seconds=reason.retry_after) if reason.retry_after > 0 else None


def _tell_owner(session: Session, call: Call, owner: int, now: datetime) -> None:
    """Once nothing of the generation is under way any more. Of two calls that end at once the second waits here for the first, and sees its end."""
    session.flush()
    session.exec(select(Generation.id).where(Generation.id == call.generation_id).with_for_update(key_share=True)).all()
    present = select(Call.status).where(Call.generation_id == call.generation_id, col(Call.replaced_by).is_(None))
    kind = _NEWS.get(generation_status(session.exec(present).all()))
    if kind is not None:
        notices.give(session, kind, to=owner, generation_id=call.generation_id, now=now)


def _plain(value: object) -> object:
    """As JSON takes it."""
    return value if isinstance(value, int | float | bool) else storable(str(value))[:_LONGEST_VALUE]
