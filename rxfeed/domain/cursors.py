"""Keyset cursors: where a list was left off, as opaque text of 26 characters. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from rxfeed.domain import ids
from rxfeed.domain.errors import Invalid, NotFound

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def encode(moment: datetime, number: int) -> str:
    """The place of `(moment, id)` in a list."""
    return ids.to_text((moment - _EPOCH) // _MICROSECOND) + ids.to_text(number)


def decode(cursor: str) -> tuple[datetime, int]:
    """Back again. Raises `Invalid` for text that `encode` never wrote."""
    if not isinstance(cursor, str) or len(cursor) != 2 * ids.TEXT_LENGTH:
        raise Invalid("This list can't be continued from there. Load it again.")
    try:
        microseconds, number = ids.from_text(cursor[: ids.TEXT_LENGTH]), ids.from_text(cursor[ids.TEXT_LENGTH :])
        return _EPOCH + timedelta(microseconds=microseconds), number
    except (NotFound, OverflowError) as error:
        raise Invalid("This list can't be continued from there. Load it again.") from error
