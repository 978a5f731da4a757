"""What a call can be and become, and what its generation is then. Pure."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from rxfeed.domain.errors import Conflict


class CallStatus(StrEnum):
    """One picture's way. `calling` is written before a request leaves the house, `storing` after its bytes are safe."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    MODERATING = "moderating"
    CALLING = "calling"
    STORING = "storing"
    READY = "ready"
    FAILED = "failed"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"


_ENDS_EARLY = {CallStatus.FAILED, CallStatus.REFUSED, CallStatus.CANCELLED}

GRAPH: dict[CallStatus, frozenset[CallStatus]] = {
    CallStatus.QUEUED: frozenset({CallStatus.CLAIMED, CallStatus.CANCELLED}),
    CallStatus.CLAIMED: frozenset({CallStatus.MODERATING, CallStatus.QUEUED, *_ENDS_EARLY}),
    CallStatus.MODERATING: frozenset({CallStatus.CALLING, CallStatus.QUEUED, *_ENDS_EARLY}),
    CallStatus.CALLING: frozenset({CallStatus.STORING, CallStatus.QUEUED, CallStatus.INTERRUPTED, *_ENDS_EARLY}),
    CallStatus.STORING: frozenset({CallStatus.READY, *_ENDS_EARLY}),
    CallStatus.READY: frozenset(),
    CallStatus.FAILED: frozenset(),
    CallStatus.REFUSED: frozenset(),
    CallStatus.CANCELLED: frozenset(),
    CallStatus.INTERRUPTED: frozenset(),
}

FINAL = frozenset(status for status, onwards in GRAPH.items() if not onwards)
UNDER_WAY = frozenset(GRAPH) - FINAL
WORKED_ON = UNDER_WAY - {CallStatus.QUEUED}
"""Somebody's turn: these take up the server's places."""
RETRIABLE = FINAL - {CallStatus.READY}


def move(have: str, wanted: CallStatus, *, paid: bool) -> CallStatus:
    """The new status. Raises `Conflict` where the graph has no such edge; a paid call that has begun never goes back to the queue."""
    if wanted not in GRAPH[CallStatus(have)] or (paid and have == CallStatus.CALLING and wanted == CallStatus.QUEUED):
        raise Conflict("This picture has moved on meanwhile. Load it again.")
    return wanted


def after_crash(status: str, *, paid: bool, arrived: bool = False) -> CallStatus:
    """What becomes of a call whose runner is gone: unpaid work starts again, safe bytes are stored, a paid call that was under way is nobody's to repeat.

    `arrived`: its bytes are safe, though nobody came to write so.
    """
    if status == CallStatus.STORING or status not in WORKED_ON:
        return CallStatus(status)
    if arrived and status == CallStatus.CALLING:
        return move(status, CallStatus.STORING, paid=paid)
    return move(status, CallStatus.INTERRUPTED if paid and status == CallStatus.CALLING else CallStatus.QUEUED, paid=paid)


def counts(status: str, *, spent: bool) -> bool:
    """Whether a call counts against the person's quota: what is on its way or came does, and a refusal that cost money."""
    return status in UNDER_WAY or status == CallStatus.READY or (status == CallStatus.REFUSED and spent)


def generation_status(calls: Collection[str]) -> str:
    """`queued`, `running`, `ready`, `partly_ready`, `failed` or `cancelled`, from the statuses of its present calls (at least one)."""
    statuses = {CallStatus(status) for status in calls}
    if statuses & UNDER_WAY:
        return "queued" if statuses == {CallStatus.QUEUED} else "running"
    if CallStatus.READY in statuses:
        return "ready" if statuses == {CallStatus.READY} else "partly_ready"
    return "cancelled" if statuses == {CallStatus.CANCELLED} else "failed"
