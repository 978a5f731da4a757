"""The order of a visit as bytes: 22 for each place, with all numbers that it came by. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from struct import Struct

from rxfeed.domain.ranking import NAMES, Candidate, Features, Ranked
from rxfeed.domain.ranking_sources import SOURCES

ENTRY = Struct("<QB10BBBB")
"""Post id, source, the ten features, how many of its author and of its family stand before it, whether it is there as a new author's."""

COUNT = len(NAMES)
_NUMBERS = {source: number for number, source in enumerate(SOURCES)}


def packed(order: Iterable[Ranked]) -> bytes:
    """In their order. Authors and families aren't kept: what they led to is."""
    return b"".join(map(_entry, order))


def post_ids(places: bytes, start: int = 0) -> list[int]:
    """From that place on."""
    return [entry[0] for entry in ENTRY.iter_unpack(places[start * ENTRY.size :])]


def count(places: bytes) -> int:
    """How many places there are."""
    return len(places) // ENTRY.size


def at(places: bytes, place: int) -> Ranked:
    """What stands there, without author and family."""
    number, source, *rest = ENTRY.unpack_from(places, place * ENTRY.size)
    return Ranked(Candidate(number, 0, 0, SOURCES[source], Features(*rest[:COUNT])), rest[COUNT], rest[COUNT + 1], bool(rest[COUNT + 2]))


def _entry(one: Ranked) -> bytes:
    found, same_author, same_family, floor = one
    return ENTRY.pack(found.post_id, _NUMBERS[found.source], *found.features, min(255, same_author), min(255, same_family), floor)
