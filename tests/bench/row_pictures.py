"""Row 10: public pictures a second.

A thumbnail passes Granian's call into Python, for Granian's own files have neither ETag nor ranges (decision 0006). What such a call costs with a picture that
lies in memory is measured beside it: no handler in Python can be quicker than that, and it alone misses the target where a core does not do 15,000 of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.bench import seeding
from tests.bench.figures import REPEATS, Figure, middle
from tests.bench.floor import THUMBNAIL, floor
from tests.bench.load import Load, flood, request
from tests.bench.place import serving

REQUESTS = 8000
CLIENTS = 8
PATH = f"/pictures/{THUMBNAIL}"
NOTE = "any answer from Python costs what bytes in memory cost"


def measure(app: Path) -> Iterator[Figure]:
    url = seeding.seeded(seeding.FEW)
    with serving(app) as server:
        assert server.process is not None
        seeding.pictures(server.data / "objects")
        with floor(url, server.data / "objects" / "public") as (port, pid):
            ours = [_flood(PATH, server.port, server.process.pid) for _ in range(REPEATS)]
            files = [_flood(PATH, port, pid) for _ in range(REPEATS)]
            ready = [_flood("/thumbnail", port, pid) for _ in range(REPEATS)]
    rates = [middle([one.a_second for one in loads]) for loads in (ours, files, ready)]
    yield Figure("10", "Thumbnails", rates[0], "/s", 15_000, rates[1], "Granian static alone", more_is_better=True, note=NOTE)
    yield Figure("10", "… against bytes in memory", rates[0], "/s", None, rates[2], "bytes in memory, from Python", more_is_better=True)
    prices = [1000 * middle([one.cpu_ms for one in loads]) for loads in (ours, files, ready)]
    yield Figure("10", "CPU a thumbnail", prices[0], "µs", None, prices[1], "Granian static alone")
    yield Figure("10", "… against bytes in memory", prices[0], "µs", None, prices[2], "bytes in memory, from Python")


def _flood(path: str, port: int, pid: int) -> Load:
    return flood(port, pid, request(path, port), count=REQUESTS, clients=CLIENTS)
