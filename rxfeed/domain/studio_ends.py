"""How a call ends: its status, what it cost, whether it counts. The only place that writes a final status."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlmodel import Session

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


def explain(call: Call, message: str, values: Mapping[str, object], *, decision: str = "", retry_after: float = 0, now: datetime) -> None:
    """Write down what the person reads about it. `retry_after` in seconds."""
    call.error = message
    call.error_values = {name: _plain(value) for name, value in values.items()}
    call.decision = decision
    call.not_before = now + timedelta(seconds=retry_after) if retry_after > 0 else None


def _plain(value: object) -> object:
    """As JSON takes it."""
    return value if isinstance(value, int | float | bool) else storable(str(value))[:_LONGEST_VALUE]
