"""Rows 1, 2, 3 and 9: a page of 24 cards as JSON.

Every page is recognised and read anew, by two statements; only its cards are prepared. What a page costs whose cards nobody has asked for yet is told only.

With SQLite the event loop reads by itself (`House.glance`): through twelve threads, which take the interpreter from each other, the same page took 1.1 to
2.2 ms at sixteen requests at once, through one thread 1.0 ms, on the loop 0.6 ms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import select
from sqlmodel import col

from rxfeed.adapters.database import RelationalDatabase
from rxfeed.domain import cursors, feeds
from rxfeed.domain.feeds_page import PAGE
from rxfeed.domain.tables import Post
from tests.bench import seeding
from tests.bench.figures import REPEATS, Figure, middle, percentile
from tests.bench.floor import floor
from tests.bench.load import Load, load, request
from tests.bench.place import serving

REQUESTS = 800
ONE_BY_ONE = 300
COOKIE = f"rxfeed_session={seeding.SECRET}"
DEEP = (1_000, 40_000)
"""Pages down."""
BEGUN = 50
"""Visits that are begun, each with an order of its own."""
UNPREPARED = 100
"""Pages that nobody has asked for."""


def measure(app: Path, posts: int) -> Iterator[Figure]:
    url, few = seeding.seeded(posts), seeding.seeded(min(seeding.FEW, posts))
    with serving(app, database_url=url) as server, floor(url) as (bare_port, bare_pid):
        assert server.process is not None
        port, pid = server.port, server.process.pid

        def pages(path: str = "/api/v1/feeds/latest", clients: int = 16, count: int = REQUESTS, **headers: str) -> list[Load]:
            asked = [request(path, port, cookie=COOKIE, **headers)]
            load(port, pid, asked, count=200, clients=clients)
            return [load(port, pid, asked, count=count, clients=clients) for _ in range(REPEATS)]

        def bare(path: str, clients: int = 16, count: int = REQUESTS) -> list[Load]:
            asked = [request(path, bare_port, cookie=COOKIE)]
            return [load(bare_port, bare_pid, asked, count=count, clients=clients) for _ in range(REPEATS)]

        plain, rows, ready = pages(), bare("/rows"), bare("/bytes")
        yield Figure("1", "Page of 24 cards as JSON, signed in, 16 at once", _cpu(plain), "ms CPU", 0.55, _cpu(rows), "SQLite + orjson")
        yield Figure("1", "… against prepared bytes", _cpu(plain), "ms CPU", None, _cpu(ready), "prepared bytes")
        yield Figure("1", "… compressed", _cpu(pages(accept_encoding="gzip")), "ms CPU", 0.85, _cpu(rows), "SQLite + orjson, uncompressed")
        yield Figure("1", "… pages a second, one process", _rate(plain), "/s", 1600, _rate(rows), "SQLite + orjson", more_is_better=True)
        theirs = pages("/api/v1/feeds/following")
        yield Figure("1", "… of Following", _cpu(theirs), "ms CPU", 0.55, _cpu(rows), "SQLite + orjson")
        yield Figure("1", "… of Following, pages a second, one process", _rate(theirs), "/s", 1600, _rate(rows), "SQLite + orjson", more_is_better=True)
        ours = pages("/api/v1/feeds/for-you")
        yield Figure("1", "… of For you, within a visit", _cpu(ours), "ms CPU", None, _cpu(rows), "SQLite + orjson")
        begun = pages("/api/v1/feeds/for-you?since=", clients=1, count=BEGUN)
        yield Figure("1", "… of For you, beginning a visit, one client", _cpu(begun), "ms CPU", 12.0, _cpu(rows), "SQLite + orjson")
        yield Figure("1", "… whose cards are not prepared yet", _unprepared(url, port, pid).cpu_ms, "ms CPU", note="one run")
        yield from _alone(pages(clients=1, count=ONE_BY_ONE), bare("/rows", 1, ONE_BY_ONE))
        yield from _deep(url, posts, _p50(pages(clients=1, count=ONE_BY_ONE)), lambda path: _p50(pages(path, clients=1, count=ONE_BY_ONE)))
        many = _cpu(plain)
    with serving(app, database_url=few) as server:
        assert server.process is not None
        asked = [request("/api/v1/feeds/latest", server.port, cookie=COOKIE)]
        load(server.port, server.process.pid, asked, count=200, clients=16)
        few_loads = [load(server.port, server.process.pid, asked, count=REQUESTS, clients=16) for _ in range(REPEATS)]
    yield Figure("9", f"CPU a page, {posts:,} posts against {min(seeding.FEW, posts):,}", many / _cpu(few_loads), "×", 1.15)


def _alone(ours: list[Load], bare: list[Load]) -> Iterator[Figure]:
    for name, share, target in (("p50", 0.5, 0.8), ("p99", 0.99, 5.0)):
        product, limit = (1000 * middle([percentile(one.latencies, share) for one in loads]) for loads in (ours, bare))
        yield Figure("2", f"Page of cards, one client, {name}", product, "ms", target, limit, "SQLite + orjson")


def _deep(url: str, posts: int, first: float, p50: Callable[[str], float]) -> Iterator[Figure]:
    for page in DEEP:
        if page * PAGE < 0.97 * posts:
            yield Figure("3", f"Page {page:,} against page 1, p50", p50(f"/api/v1/feeds/latest?cursor={_cursor(url, page * PAGE)}") / first, "×", 1.1)


def _unprepared(url: str, port: int, pid: int) -> Load:
    """Pages further down, each once."""
    asked = [request(f"/api/v1/feeds/latest?cursor={_cursor(url, page * PAGE)}", port, cookie=COOKIE) for page in range(UNPREPARED, 2 * UNPREPARED)]
    return load(port, pid, asked, count=len(asked), clients=16)


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
