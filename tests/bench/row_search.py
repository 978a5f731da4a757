"""Row 15: the first page of a search. 30 % of the words are common, 40 % middling, 20 % rare, 10 % beginnings of words.

The limit is the index alone: the newest 24 that hold the word, by the bare driver, without who may see them and without a card.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import psycopg
from sqlalchemy.engine import make_url

from tests.bench import seeding, stored
from tests.bench.figures import Figure, percentile
from tests.bench.load import load, request
from tests.bench.place import serving
from tests.bench.row_lists import COOKIE
from tests.bench.seeding_postgres import driver_url
from tests.bench.stored import Stored

SEARCHES = 100
SHARES = ((30, 0.1, 1.0), (40, 0.0005, 0.02), (20, 0.0, 0.00002))
"""How many searches are for a word that this share of all posts has, from, to. The others are for beginnings of middling words."""
BEGINNING = 5
"""Signs."""
TARGETS = (("p50", 0.5, 20.0), ("p99", 0.99, 120.0))
FTS5 = "SELECT rowid FROM searchindex WHERE searchindex MATCH ? ORDER BY rowid DESC LIMIT 24"
GIN = "SELECT id FROM searchtext WHERE searchindex @@ CAST(%s AS tsquery) ORDER BY id DESC LIMIT 24"


def measure(app: Path, posts: int) -> Iterator[Figure]:
    """In SQLite."""
    with stored.sqlite(posts) as kept:
        with closing(sqlite3.connect(make_url(kept.url).database or "")) as driver:
            limit = _times(lambda word: driver.execute(FTS5, (f'"{word}"',)).fetchall(), _searches(posts))
        yield from _figures(app, kept, posts, limit, "FTS5 alone, newest first")


def measure_postgres(app: Path, posts: int) -> Iterator[Figure]:
    """In PostgreSQL."""
    with stored.postgres(posts) as kept:
        with psycopg.connect(driver_url(kept.url), autocommit=True) as driver:
            limit = _times(lambda word: driver.execute(GIN, (f"'{word}'",)).fetchall(), _searches(posts))
        yield from _figures(app, kept, posts, limit, "GIN alone, newest first")


def _figures(app: Path, kept: Stored, posts: int, limit: Sequence[float], limit_is: str) -> Iterator[Figure]:
    with serving(app, database_url=kept.url) as server:
        assert server.process is not None
        pids = (server.process.pid, *kept.pids)
        for order, sort in (("the best first", "best"), ("the newest first", "new")):
            asked = [request(f"/api/v1/explore?q={quote(word)}&sort={sort}", server.port, cookie=COOKIE) for word in _searches(posts)]
            load(server.port, pids, asked, count=len(asked), clients=1)
            taken = load(server.port, pids, asked, count=2 * len(asked), clients=1)
            for name, share, target in TARGETS:
                product, bare = (1000 * percentile(times, share) for times in (taken.latencies, limit))
                note = f"{taken.cpu_ms:.1f} ms CPU a search"
                yield Figure("15", f"Search, {order}, {kept.name}, {name}", product, "ms", target, bare, limit_is, note=note)


def _searches(posts: int) -> list[str]:
    """The same ones each time."""
    chance = random.Random(15)
    with closing(sqlite3.connect(make_url(seeding.seeded(posts)).database or "")) as driver:
        counted = "SELECT word FROM searchword WHERE posts BETWEEN ? AND ? AND word NOT LIKE '#%' ORDER BY word"
        kinds = [[word for (word,) in driver.execute(counted, (max(1, low * posts), max(1, high * posts)))] for _, low, high in SHARES]
    found = [chance.choice(kind) for (many, *_), kind in zip(SHARES, kinds, strict=True) for _ in range(many)]
    found += [chance.choice(kinds[1])[:BEGINNING] for _ in range(SEARCHES - len(found))]
    chance.shuffle(found)
    return found


def _times(ask: Callable[[str], object], words: Sequence[str]) -> list[float]:
    """Seconds."""
    times = []
    for word in [*words, *words]:
        begun = time.perf_counter()
        ask(word)
        times.append(time.perf_counter() - begun)
    return times[len(words) :]
