"""Rows 1, 2, 3 and 9: a page of 24 cards as JSON.

Every page is recognised and read anew, by two statements; only its cards are prepared. What a page costs whose cards nobody has asked for yet is told only.

With SQLite the event loop reads by itself (`House.glance`): through twelve threads, which take the interpreter from each other, the same page took 1.1 to
2.2 ms at sixteen requests at once, through one thread 1.0 ms, on the loop 0.6 ms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlmodel import col

from rxfeed.adapters.database import RelationalDatabase
from rxfeed.domain import cursors, feeds
from rxfeed.domain.feeds_page import PAGE
from rxfeed.domain.tables import Post
from tests.bench import seeding, stored
from tests.bench.figures import REPEATS, Figure, middle, percentile
from tests.bench.floor import floor
from tests.bench.load import Load, load, request
from tests.bench.place import serving
from tests.bench.stored import Kept, Stored
from tests.browser.serving import Serving

REQUESTS = 800
ONE_BY_ONE = 300
LATEST = "/api/v1/feeds/latest"
COOKIE = f"rxfeed_session={seeding.SECRET}"
DEEP = (1_000, 40_000)
"""Pages down."""
BEGUN = 50
"""Visits that are begun, each with an order of its own."""
UNPREPARED = 100
"""Pages that nobody has asked for."""
NOTES = {
    "PostgreSQL": "to recognise who asks, to read and to look for their marks are three ways from a thread to PostgreSQL and back; the bare driver needs two",
}
"""Where a target is missed."""
BEGINNING = "some 20 statements for 400 candidates, and their features"
ONE = "one process serves (docs/decisions/0004-one-process-serves.md)"
MORE = "one statement more than the page of everything: whom they follow of those whom thousands follow; and one or two for each of them whose posts are as new"


def measure(app: Path, posts: int) -> Iterator[Figure]:
    """In SQLite."""
    yield from _measure(app, posts, stored.sqlite)


def measure_postgres(app: Path, posts: int) -> Iterator[Figure]:
    """In PostgreSQL, whose CPU is in all figures."""
    yield from _measure(app, posts, stored.postgres)


def _measure(app: Path, posts: int, kept: Kept) -> Iterator[Figure]:
    few = min(seeding.FEW, posts)
    with kept(posts) as many, kept(few) as less, floor(many.url) as (port, pid), serving(app, database_url=many.url) as server:
        asked = Asked.of(server, many)
        yield from _pages(asked, Asked(port, (pid, *many.pids)), many, posts)
        with serving(app, database_url=less.url) as other:
            ratio = _against(asked, Asked.of(other, less))
    yield Figure("9", f"CPU a page, {posts:,} posts against {few:,}, {many.name}", ratio, "×", 1.15)


@dataclass(frozen=True, slots=True)
class Asked:
    """A server, and all the processes whose CPU its answers take."""

    port: int
    pids: tuple[int, ...]

    @classmethod
    def of(cls, server: Serving, kept: Stored) -> Asked:
        assert server.process is not None
        return cls(server.port, (server.process.pid, *kept.pids))

    def loads(self, path: str = LATEST, clients: int = 16, count: int = REQUESTS, **headers: str) -> list[Load]:
        """Warm."""
        self.once(path, 200, clients, **headers)
        return [self.once(path, count, clients, **headers) for _ in range(REPEATS)]

    def once(self, path: str = LATEST, count: int = REQUESTS, clients: int = 16, **headers: str) -> Load:
        return load(self.port, self.pids, [request(path, self.port, cookie=COOKIE, **headers)], count=count, clients=clients)

    def each(self, paths: Sequence[str]) -> Load:
        """Each once."""
        return load(self.port, self.pids, [request(path, self.port, cookie=COOKIE) for path in paths], count=len(paths), clients=16)


def _pages(asked: Asked, bare: Asked, kept: Stored, posts: int) -> Iterator[Figure]:
    pages, by, why = asked.loads, f"{kept.name} + orjson", NOTES.get(kept.name, "")
    rows, plain, ready = bare.loads("/rows"), pages(), bare.loads("/bytes")
    yield Figure("1", f"Page of 24 cards as JSON, {kept.name}, signed in, 16 at once", _cpu(plain), "ms CPU", 0.55, _cpu(rows), by, note=why)
    yield Figure("1", "… against prepared bytes", _cpu(plain), "ms CPU", None, _cpu(ready), "prepared bytes")
    yield Figure("1", "… compressed", _cpu(pages(accept_encoding="gzip")), "ms CPU", 0.85, _cpu(rows), f"{by}, uncompressed", note=why)
    yield Figure("1", "… pages a second, one process", _rate(plain), "/s", 1600, _rate(rows), by, more_is_better=True, note=ONE)
    theirs = pages("/api/v1/feeds/following")
    yield Figure("1", "… of Following", _cpu(theirs), "ms CPU", 0.55, _cpu(rows), by, note=MORE)
    yield Figure("1", "… of Following, pages a second, one process", _rate(theirs), "/s", 1600, _rate(rows), by, more_is_better=True, note=why)
    ours = pages("/api/v1/feeds/for-you")
    yield Figure("1", "… of For you, within a visit", _cpu(ours), "ms CPU", None, _cpu(rows), by)
    begun = pages("/api/v1/feeds/for-you?since=", clients=1, count=BEGUN)
    yield Figure("1", "… of For you, beginning a visit, one client", _cpu(begun), "ms CPU", 12.0, _cpu(rows), by, note=BEGINNING)
    yield Figure("1", "… whose cards are not prepared yet", asked.each(_unprepared(kept.url)).cpu_ms, "ms CPU", note="one run")
    yield from _alone(pages(clients=1, count=ONE_BY_ONE), bare.loads("/rows", 1, ONE_BY_ONE), kept.name, why)
    yield from _deep(kept, posts, asked)


def _alone(ours: list[Load], bare: list[Load], where: str, why: str) -> Iterator[Figure]:
    for name, share, target in (("p50", 0.5, 0.8), ("p99", 0.99, 5.0)):
        product, limit = (1000 * middle([percentile(one.latencies, share) for one in loads]) for loads in (ours, bare))
        yield Figure("2", f"Page of cards, {where}, one client, {name}", product, "ms", target, limit, f"{where} + orjson", note=why)


def _deep(kept: Stored, posts: int, asked: Asked) -> Iterator[Figure]:
    """By turns with the first page, so that whatever else the machine does holds both back."""
    for page in DEEP:
        if page * PAGE < 0.97 * posts:
            deep = f"{LATEST}?cursor={_cursor(kept.url, page * PAGE)}"
            for path in (LATEST, deep):
                asked.once(path, 200, 1)
            both = [(asked.once(deep, ONE_BY_ONE, 1), asked.once(LATEST, ONE_BY_ONE, 1)) for _ in range(REPEATS)]
            ratio = _p50([one for one, _ in both]) / _p50([other for _, other in both])
            yield Figure("3", f"Page {page:,} against page 1, {kept.name}, p50", ratio, "×", 1.1)


def _against(many: Asked, few: Asked) -> float:
    """CPU, by turns. With PostgreSQL one such load takes 0.65 ms a page and the next 1.3, of either database: five turns said 1.00 × and 1.33 ×, eight 1.03."""
    for asked in (many, few):
        asked.once(count=200)
    both = [(many.once(), few.once()) for _ in range(2 * REPEATS)]
    return _cpu([one for one, _ in both]) / _cpu([other for _, other in both])


def _unprepared(url: str) -> list[str]:
    """Pages further down."""
    return [f"{LATEST}?cursor={_cursor(url, page * PAGE)}" for page in range(UNPREPARED, 2 * UNPREPARED)]


def _cursor(url: str, skip: int) -> str:
    """Where the list goes on after so many posts."""
    database = RelationalDatabase(url)
    listed = select(col(Post.published_at), col(Post.id)).where(col(Post.status) == "published", col(Post.visibility) == "public")
    with database.reading() as session:
        row = session.execute(listed.order_by(col(Post.published_at).desc(), col(Post.id).desc()).offset(skip).limit(1)).one()
    database.close()
    return cursors.encode(row[0], row[1], feeds.LATEST)


def _cpu(loads: list[Load]) -> float:
    return middle([one.cpu_ms for one in loads])


def _rate(loads: list[Load]) -> float:
    return middle([one.a_second for one in loads])


def _p50(loads: list[Load]) -> float:
    return middle([percentile(one.latencies, 0.5) for one in loads])
