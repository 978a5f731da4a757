"""Time-ordered 63-bit ids: a SQLite rowid and a PostgreSQL bigint inside, a short sortable text outside.

Layout, from the high bit: 42 bits of milliseconds since 2025-01-01 UTC (139 years), 21 bits of chance. Within a process ids never
repeat or go back; between processes two ids of the same millisecond collide with a chance of one in two million, and the primary key refuses the second.
Outside they are 13 characters of Crockford's base 32 without the letters that look like figures, so text order is id order.
"""

from __future__ import annotations

import re
import secrets
import threading
import time
from datetime import datetime

from rxfeed.domain.errors import NotFound

EPOCH_MS = 1_735_689_600_000
CHANCE_BITS = 21
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
TEXT_LENGTH = 13
PAIRS = [one + other for one in ALPHABET for other in ALPHABET]
WRITTEN = re.compile(f"[0-7][{ALPHABET}]{{{TEXT_LENGTH - 1}}}")
"""Larger than 63 bits is never written, so the first character is a small one."""
TO_PYTHONS = str.maketrans(ALPHABET, "0123456789abcdefghijklmnopqrstuv")
"""Python's base 32 leaves out the last letters instead."""

_lock = threading.Lock()
_last = 0


def mint() -> int:
    """A new id, larger than every id this process has minted before."""
    global _last
    ms = time.time_ns() // 1_000_000 - EPOCH_MS
    with _lock:
        _last = max((ms << CHANCE_BITS) | secrets.randbits(CHANCE_BITS), _last + 1)
        return _last


def first_of(moment: datetime) -> int:
    """No id that was minted from then on is smaller."""
    return max(0, int(moment.timestamp() * 1000) - EPOCH_MS) << CHANCE_BITS


def to_text(number: int) -> str:
    """13 characters whose order is the ids' order."""
    return "".join([ALPHABET[number >> 60], *(PAIRS[(number >> shift) & 1023] for shift in (50, 40, 30, 20, 10, 0))])


def from_text(text: str) -> int:
    """Back again. Raises `NotFound` for anything that `to_text` never wrote, so that a mistyped address is simply not there."""
    if not isinstance(text, str) or not WRITTEN.fullmatch(text):
        raise NotFound("There is nothing at this address.")
    return int(text.translate(TO_PYTHONS), 32)
