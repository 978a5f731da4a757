"""Row 5: a like through the real event, durable; and the first page of who likes a post that thousands like."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlmodel import col, select

from rxfeed.adapters.database import RelationalDatabase
from rxfeed.domain import ids, marks
from rxfeed.domain.tables import Post
from rxfeed.domain.viewer import NOBODY
from tests.bench import seeding, stored
from tests.bench.bare import Bare, bare_reflex
from tests.bench.figures import REPEATS, Figure, middle, percentile
from tests.bench.machine import cpu
from tests.bench.place import place, serving
from tests.bench.sockets import Client, open_many
from tests.bench.stored import Stored, bare, sign_in
from tests.houses import opened

PRESS = "reflex___state____state.rxfeed___ui___answering____answers.mark"
NOTHING = "bare Reflex, an event that does nothing"
HEARD = b'"heard_rx_state_"'
WHY = (
    "a third is Reflex's event, a quarter the like itself: seven statements, five rows and their indexes; the rest the socket, its share of a transaction and "
    "who presses. All of it holds Python's lock (docs/decisions/0013-likes.md)"
)
FAR = (
    "its locks and statements are a dozen ways from a thread to PostgreSQL and back, where SQLite's only writer needs no locks and waits for nothing; each is "
    "a tenth of a millisecond here and as much there"
)
PEOPLE, LIKES = 8, 1_600
PAGES = 50


@dataclass(frozen=True, slots=True)
class Pressed:
    """Seconds each, seconds and CPU milliseconds of all, bytes of the longest answer, and bytes that came for one like with all that everybody is told."""

    latencies: list[float]
    taken: float
    cpu_ms: float
    answer: int
    bytes: float

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.taken

    @property
    def cost(self) -> float:
        return self.cpu_ms / len(self.latencies)


def measure(app: Path, posts: int) -> Iterator[Figure]:
    """In SQLite."""
    with stored.sqlite_copy(min(seeding.FEW, posts)) as kept:
        yield from _measure(app, kept, WHY)
    yield Figure("5", f"First page of who likes a post, {posts:,} posts", _who(seeding.seeded(posts)), "ms", 10, note="in the domain, one after the other")


def measure_postgres(app: Path, posts: int) -> Iterator[Figure]:
    """In PostgreSQL, whose CPU is in the figures."""
    with stored.postgres_copy(min(seeding.FEW, posts)) as kept:
        yield from _measure(app, kept, FAR)


def _measure(app: Path, kept: Stored, why: str) -> Iterator[Figure]:
    wanted = _sign_in(kept.url)
    with serving(app, database_url=kept.url) as server, bare_reflex() as reflex:
        assert server.process is not None
        runs, nothing = asyncio.run(_press_all(server.port, (server.process.pid, *kept.pids), reflex, wanted))
    rate, floor = middle([run.rate for run in runs]), middle([run.rate for run in nothing])
    note = f"{kept.name} alone, for the like and its count: {_bare(kept):,.0f}/s"
    yield Figure("5", f"Likes a second, {kept.name}, {PEOPLE} at once, durable", rate, "/s", 1500, floor, NOTHING, more_is_better=True, note=note)
    cost, least = middle([run.cost for run in runs]), middle([run.cost for run in nothing])
    yield Figure("5", "… CPU of one", cost, "ms CPU", None, least, NOTHING, note=why)
    late, soonest = (1000 * middle([percentile(run.latencies, 0.99) for run in some]) for some in (runs, nothing))
    yield Figure("5", "… p99", late, "ms", 20, soonest, NOTHING, note=f"p50 {1000 * middle([percentile(run.latencies, 0.5) for run in runs]):.1f} ms")
    note = f"{middle([run.bytes for run in runs]):.0f} with its share of what everybody is told meanwhile"
    yield Figure("5", "… to the client", max(run.answer for run in runs), "bytes", 300, note=note)


def _sign_in(url: str) -> list[str]:
    """A session for each of the first accounts; gives posts that are for everybody."""
    for number in range(2, PEOPLE + 2):
        sign_in(url, number, _secret(number))
    with closing(RelationalDatabase(url)) as database, database.reading() as session:
        newest = select(col(Post.id)).where(col(Post.visibility) == "public").order_by(col(Post.published_at).desc())
        return [ids.to_text(number) for number in session.scalars(newest.limit(REPEATS * LIKES // PEOPLE))]


def _secret(number: int) -> str:
    return f"{number:043}"


async def _press_all(port: int, pids: Sequence[int], bare: Bare, posts: list[str]) -> tuple[list[Pressed], list[Pressed]]:
    """Likes, and as many events of bare Reflex that do nothing, by turns."""
    tabs = [await Client.open(port, "/", f"rxfeed_session={_secret(number)}") for number in range(2, PEOPLE + 2)]
    others = await open_many(bare.port, PEOPLE)
    each, runs, nothing = len(posts) // REPEATS, [], []
    for number in range(REPEATS):
        some = posts[number * each : (number + 1) * each]
        runs.append(await _measured(tabs, pids, lambda tab, some=some: _press(tab, some)))
        nothing.append(await _measured(others, [bare.pid], lambda tab, number=number: _say(tab, bare, [f"{number} {one}" for one in range(each)])))
    for tab in [*tabs, *others]:
        tab.close()
    return runs, nothing


async def _measured(tabs: list[Client], pids: Sequence[int], press: Callable[[Client], Awaitable[list[tuple[float, int]]]]) -> Pressed:
    before, spent, began = sum(tab.received for tab in tabs), cpu(*pids), time.perf_counter()
    found = [one for ones in await asyncio.gather(*map(press, tabs)) for one in ones]
    taken, came = time.perf_counter() - began, sum(tab.received for tab in tabs) - before
    return Pressed([one[0] for one in found], taken, 1000 * (cpu(*pids) - spent), max(one[1] for one in found), came / len(found))


async def _press(tab: Client, posts: list[str]) -> list[tuple[float, int]]:
    """Seconds and bytes of each answer."""
    taken = []
    for post in posts:
        began = time.perf_counter()
        tab.fire(PRESS, post_id=post, deed="like", on=True)
        said = await tab.hear(HEARD)
        taken.append((time.perf_counter() - began, len(said)))
        assert post.encode() in said, said
        assert b"isn't" not in said, said
    return taken


async def _say(tab: Client, bare: Bare, words: list[str]) -> list[tuple[float, int]]:
    """The same of an event that sets a word."""
    taken = []
    for word in words:
        began = time.perf_counter()
        tab.fire(bare.EVENT, word=word)
        said = await tab.hear(f'"{word}"'.encode())
        taken.append((time.perf_counter() - began, len(said)))
    return taken


def _bare(kept: Stored) -> float:
    """Durable transactions a second of a row and a count, by the bare driver, one after the other."""
    with closing(bare(kept)) as driver:
        posts = [row[0] for row in driver.execute(f"SELECT id FROM post LIMIT {LIKES}").fetchall()]
        began = time.perf_counter()
        for post in posts:
            driver.execute("BEGIN")
            driver.execute(f"INSERT INTO \"like\" VALUES ({seeding.ACCOUNTS}, {post}, '2026-01-01 00:00:00.000000') ON CONFLICT DO NOTHING")
            driver.execute(f"UPDATE post SET likes = likes + 1 WHERE id = {post}")
            driver.execute("COMMIT")
        return len(posts) / (time.perf_counter() - began)


def _who(url: str) -> float:
    """Milliseconds, the median."""
    with closing(sqlite3.connect(make_url(url).database or "")) as connection:
        (hot,) = connection.execute("SELECT id FROM post WHERE visibility = 'public' AND rating = 'general' ORDER BY likes DESC LIMIT 1").fetchone()
    taken = []
    with tempfile.TemporaryDirectory(dir=place()) as folder, opened(Path(folder), url) as house:
        for _ in range(PAGES):
            began = time.perf_counter()
            marks.likers(house, NOBODY, ids.to_text(hot))
            taken.append(1000 * (time.perf_counter() - began))
    return middle(taken)
