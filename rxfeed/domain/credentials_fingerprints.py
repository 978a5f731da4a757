"""What a published picture looks like in 256 bits (PDQ), so that it is found again without its credentials: a copy that was made smaller, saved anew, or
mirrored. A copy that was cropped is none that this finds.

The nearest of a million is found by comparing with all of them: 32 bytes each, kept in memory from the first question on (docs/benchmarks.md).
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable
from datetime import timedelta
from threading import Lock
from weakref import WeakKeyDictionary

from PIL import Image
from sqlalchemy import bindparam
from sqlmodel import col, select

from rxfeed.domain import ids
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.house import House
from rxfeed.domain.pictures import rendition_key
from rxfeed.domain.ports import Database
from rxfeed.domain.tables import Fingerprint, Picture

log = logging.getLogger(__name__)

NEAR = 31
"""Bits that may differ, of 256."""
WIDTH = 640
LEAST_QUALITY = 50
"""Of 100: what is nearly one colour looks like everything that is."""
LATE = timedelta(hours=1)
"""A row may become visible so long after its id was minted."""
BATCH = 20_000

_AFTER = (
    select(col(Fingerprint.id), col(Fingerprint.picture_id), col(Fingerprint.bits))
    .where(col(Fingerprint.id) > bindparam("after"))
    .order_by(col(Fingerprint.id))
    .limit(BATCH)
)
_known: WeakKeyDictionary[Database, _Known] = WeakKeyDictionary()
_making = Lock()


def of(pixels: Image.Image) -> bytes:
    """The 32 bytes of a picture; empty where there is too little to see."""
    return _hashes(pixels)[0]


def take_fingerprints(house: House, picture_ids: Iterable[int]) -> int:
    """Keep the fingerprints of these pictures, as far as they are still missing; how many. One that can't be read has none."""
    wanted = list(picture_ids)
    with house.database.reading() as session:
        missing = set(wanted) - {*session.exec(select(Fingerprint.picture_id).where(col(Fingerprint.picture_id).in_(wanted)))}
    taken = {number: bits for number in sorted(missing) if (bits := _of_kept(house, number))}
    with house.database.writing() as session:
        there = {*session.exec(select(Picture.id).where(col(Picture.id).in_(taken)))} - {
            *session.exec(select(Fingerprint.picture_id).where(col(Fingerprint.picture_id).in_(taken)))
        }
        session.add_all(Fingerprint(id=ids.mint(), picture_id=number, bits=bits) for number, bits in taken.items() if number in there)
    return len(taken)


def nearest(house: House, pixels: Image.Image, most: int = 8) -> list[int]:
    """Ids of published pictures of which this is a copy, mirrored or not, the nearest first."""
    asked = [bits for bits in _hashes(pixels, mirrored=True) if bits]
    if not asked:
        return []
    with _making:
        known = _known.setdefault(house.database, _Known())
    return known.nearest(house, asked, most)


class _Known:
    """The fingerprints of one database in memory, in the order of their rows."""

    def __init__(self) -> None:
        import numpy

        self._lock = Lock()
        self._rows, self._pictures, self._bits = numpy.empty(0, numpy.int64), numpy.empty(0, numpy.int64), numpy.empty((0, 4), numpy.uint64)

    def nearest(self, house: House, asked: list[bytes], most: int) -> list[int]:
        """50 ms for a million on an idle machine, 230 ms on a busy one: for a thread, never for the event loop. Pictures that are gone may be among them."""
        import numpy

        with self._lock:
            self._read_on(house)
            pictures, bits = self._pictures, self._bits
        apart = numpy.full(len(pictures), 256, numpy.uint16)
        for each in asked:
            differ = numpy.bitwise_count(bits ^ numpy.frombuffer(each, numpy.uint64))
            numpy.minimum(apart, differ.sum(axis=1, dtype=numpy.uint16), out=apart)
        near = numpy.flatnonzero(apart <= NEAR)
        return [int(pictures[at]) for at in near[numpy.argsort(apart[near], kind="stable")]][:most]

    def _read_on(self, house: House) -> None:
        """What has come since the last question, and the last hour of it again, for rows don't appear in the order of their ids."""
        import numpy

        since = max(0, int(self._rows[-1]) - (int(LATE.total_seconds() * 1000) << ids.CHANCE_BITS)) if len(self._rows) else 0
        keep = int(numpy.searchsorted(self._rows, since, side="right"))
        parts = [(self._rows[:keep], self._pictures[:keep], self._bits[:keep])]
        while found := house.database.rows(_AFTER, after=since):
            rows, pictures, bits = zip(*found, strict=True)
            parts.append((numpy.array(rows), numpy.array(pictures), numpy.frombuffer(b"".join(bits), numpy.uint64).reshape(-1, 4)))
            since = rows[-1]
        self._rows, self._pictures, self._bits = (numpy.concatenate(part) for part in zip(*parts, strict=True))


def _of_kept(house: House, picture_id: int) -> bytes:
    try:
        with Image.open(io.BytesIO(house.objects.get(rendition_key(picture_id, WIDTH)))) as image:
            return of(image)
    except (RxfeedError, OSError) as reason:
        log.warning("picture %s has no fingerprint: %s", picture_id, reason)
        return b""


def _hashes(pixels: Image.Image, *, mirrored: bool = False) -> list[bytes]:
    """Imported late: few processes ask for it."""
    import numpy
    import pdqhash

    small = pixels.convert("RGB")
    small.thumbnail((512, 512))
    seen = numpy.asarray(small)
    views = [seen, numpy.ascontiguousarray(seen[:, ::-1])] if mirrored else [seen]
    hashed = [pdqhash.compute(view) for view in views]
    return [numpy.packbits(bits.astype(numpy.uint8)).tobytes() if quality >= LEAST_QUALITY else b"" for bits, quality in hashed]
