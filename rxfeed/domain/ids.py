"""Time-ordered 63-bit ids: a SQLite rowid and a PostgreSQL bigint inside, a short sortable text outside.

Layout, from the high bit: 42 bits of milliseconds since 2025-01-01 UTC (139 years), 21 bits of chance. Within a process ids never
repeat or go back; between processes two ids of the same millisecond collide with a chance of one in two million, and the primary key refuses the second.
Outside they are 13 characters of Crockford's base 32 without the letters that look like figures, so text order is id order.
"""

from __future__ import annotations

import secrets
import threading
import time

from rxfeed.domain.errors import NotFound

EPOCH_MS = 1_735_689_600_000
CHANCE_BITS = 21
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
TEXT_LENGTH = 13

_lock = threading.Lock()
_last = 0


def mint() -> int:
    """A new id, larger than every id this process has minted before."""
    global _last
    ms = time.time_ns() // 1_000_000 - EPOCH_MS
    with _lock:
        _last = max((ms << CHANCE_BITS) | secrets.randbits(CHANCE_BITS), _last + 1)
        return _last


def to_text(number: int) -> str:
    """13 characters whose order is the ids' order."""
    return "".join(ALPHABET[(number >> shift) & 31] for shift in range(5 * (TEXT_LENGTH - 1), -1, -5))


def from_text(text: str) -> int:
    """Back again. Raises `NotFound` for anything that `to_text` never wrote, so that a mistyped address is simply not there."""
    if not isinstance(text, str) or len(text) != TEXT_LENGTH or any(letter not in ALPHABET for letter in text):
        raise NotFound("There is nothing at this address.")
    number = 0
    for letter in text:
        number = number << 5 | ALPHABET.index(letter)
    if number >= 1 << 63:
        raise NotFound("There is nothing at this address.")
    return number
