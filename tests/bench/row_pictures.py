"""Row 10: public pictures a second."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.bench import seeding
from tests.bench.figures import REPEATS, Figure, middle
from tests.bench.floor import floor
from tests.bench.load import Load, flood, request
from tests.bench.place import serving

REQUESTS = 8000
CLIENTS = 8
PATH = "/pictures/bench01-96.webp"


def measure(app: Path) -> Iterator[Figure]:
    url = seeding.seeded(seeding.FEW)
    with serving(app) as server:
        assert server.process is not None
        seeding.pictures(server.data / "objects")
        with floor(url, server.data / "objects" / "public") as (port, pid):
            ours = [_flood(server.port, server.process.pid) for _ in range(REPEATS)]
            bare = [_flood(port, pid) for _ in range(REPEATS)]
    rates = [middle([one.a_second for one in loads]) for loads in (ours, bare)]
    yield Figure("10", "Thumbnails", rates[0], "/s", 15_000, rates[1], "Granian static alone", more_is_better=True)
    prices = [middle([one.cpu_ms for one in loads]) for loads in (ours, bare)]
    yield Figure("10", "CPU a thumbnail", 1000 * prices[0], "µs", None, 1000 * prices[1], "Granian static alone")


def _flood(port: int, pid: int) -> Load:
    return flood(port, pid, request(PATH, port), count=REQUESTS, clients=CLIENTS)
