"""For how long one mutes."""

from __future__ import annotations

from datetime import datetime, timedelta

from rxfeed.domain.errors import Invalid

LASTING = {"": None, "day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30)}
"""Nothing said: for ever."""


def end(now: datetime, lasting: str) -> datetime | None:
    """When it ends, if ever. Raises `Invalid`."""
    if lasting not in LASTING:
        raise Invalid("Choose how long.", field="lasting")
    span = LASTING[lasting]
    return now + span if span is not None else None
