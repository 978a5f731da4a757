"""How a call ends: its status, what it cost, whether it counts. The only place that writes a final status."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from rxfeed.domain.errors import EngineFailed, RxfeedError
from rxfeed.domain.studio_ask import storable
from rxfeed.domain.studio_statuses import CallStatus, counts, move
from rxfeed.domain.tables import Call

_LONGEST_VALUE = 200
"""Characters of a value within an error's sentence."""


def end(session: Session, call: Call, status: CallStatus, now: datetime, *, cost: int | None = None) -> None:
    """Write the end. `cost` in micro-dollars; None: what is known or, where a paid call has begun, its estimate. Raises `Conflict`."""
    begun = call.status == CallStatus.CALLING
    call.cost = cost if cost is not None else (call.estimate if begun and call.paid else call.cost)
    call.status = move(call.status, status, paid=call.paid)
    call.counts = counts(status, spent=call.cost > 0)
    call.runner, call.lease_until, call.ended_at = "", None, now
    call.partial_key = call.partial_type = ""
    session.add(call)


def explain(call: Call, reason: RxfeedError, now: datetime) -> None:
    """Write down what the person reads about it, what helps, and before when trying again is useless."""
    call.error = reason.message
    call.error_values = {name: _plain(value) for name, value in reason.values.items()}
    call.decision, call.not_before = "", None
    if isinstance(reason, EngineFailed):
        call.decision = reason.decision
        call.not_before = now + timedelta(seconds=reason.retry_after) if reason.retry_after > 0 else None


def _plain(value: object) -> object:
    """As JSON takes it."""
    return value if isinstance(value, int | float | bool) else storable(str(value))[:_LONGEST_VALUE]
