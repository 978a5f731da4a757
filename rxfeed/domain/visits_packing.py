"""The order of a visit as bytes: 21 for each place, with all numbers that it came by. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from struct import Struct

from rxfeed.domain.ranking import NAMES, Candidate, Features, Ranked
from rxfeed.domain.ranking_sources import SOURCES

ENTRY = Struct("<QB9BBBB")
"""Post id, source, the nine features, how many of its author and of its family stand before it, whether it is there as a new author's."""

_FEATURES = attrgetter(*NAMES)


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
    return Ranked(Candidate(number, 0, 0, SOURCES[source], Features(*rest[:9])), rest[9], rest[10], bool(rest[11]))


def _entry(one: Ranked) -> bytes:
    found = one.candidate
    before = min(255, one.same_author), min(255, one.same_family), one.floor
    return ENTRY.pack(found.post_id, SOURCES.index(found.source), *_FEATURES(found.features), *before)
