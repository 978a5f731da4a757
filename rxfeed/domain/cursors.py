"""Keyset cursors: where a list was left off, as opaque text. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import TypeVar

from rxfeed.domain import ids
from rxfeed.domain.errors import Invalid, NotFound

Row = TypeVar("Row")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def page(rows: Sequence[Row], most: int, onward: Callable[[Row], str]) -> tuple[Sequence[Row], str]:
    """Of rows of which one more than `most` was asked for: a page, and the cursor behind its last row, which `onward` makes; empty where that was all."""
    return rows[:most], onward(rows[most - 1]) if len(rows) > most else ""


def encode(moment: datetime, number: int, of: str) -> str:
    """The place of `(moment, id)` in a list. `of`: which list, and whose; no other takes it."""
    return pack(of, ticks(moment), number)


def decode(cursor: str, of: str) -> tuple[datetime, int]:
    """Back again. Raises `Invalid` for text that `encode` never wrote for that list."""
    microseconds, number = unpack(cursor, of, 2)
    try:
        return _EPOCH + timedelta(microseconds=microseconds), number
    except OverflowError as error:
        raise _other() from error


def ticks(moment: datetime) -> int:
    """Microseconds since 1970."""
    return (moment - _EPOCH) // _MICROSECOND


def pack(of: str, *numbers: int) -> str:
    """Whatever numbers a list goes on from."""
    place = "".join(map(ids.to_text, numbers))
    return place + _seal(place, of)


def unpack(cursor: str, of: str, count: int) -> list[int]:
    """That many of them. Raises `Invalid` for what `pack` never wrote for that list."""
    length = count * ids.TEXT_LENGTH
    if not isinstance(cursor, str) or len(cursor) > 2 * length + ids.TEXT_LENGTH or cursor[length:] != _seal(cursor[:length], of):
        raise _other()
    try:
        return [ids.from_text(cursor[start : start + ids.TEXT_LENGTH]) for start in range(0, length, ids.TEXT_LENGTH)]
    except NotFound as error:
        raise _other() from error


def _seal(place: str, of: str) -> str:
    """Not a secret: a cursor tells nothing, and shows nothing that the list wouldn't. It keeps one list's from another."""
    return ids.to_text(int.from_bytes(blake2b(f"{of} {place}".encode(), digest_size=8).digest()) >> 1)


def _other() -> Invalid:
    return Invalid("This list can't be continued from there. Load it again.")
