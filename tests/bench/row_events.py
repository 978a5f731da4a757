"""Rows 12 and 14 without a browser: the price of an event, a change that everybody hears of, events while pictures are drawn."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rxfeed.domain.gallery import publish
from tests.bench.bare import bare_reflex
from tests.bench.drawing import ROOMY, SOW, composer, generate, until_final
from tests.bench.figures import REPEATS, Figure, middle, percentile
from tests.bench.machine import cpu
from tests.bench.place import serving
from tests.bench.sockets import Client, open_many
from tests.browser.serving import Serving
from tests.houses import opened
from tests.making import person, publication

EVENTS = 2000
TABS = 8
DRAWN_AT_ONCE = 4
"""Pictures, two generations of two."""
AHEAD = 1.2
WINDOW_SECONDS = 2.5
"""From a little before a post is due until the server, which looks every second, has long told of it."""
NEWEST = b'"newest_rx_state_"'


@dataclass(frozen=True, slots=True)
class Told:
    """How one change went round."""

    cpu_ms: float
    heard: list[float]
    """When, in milliseconds, one a socket."""


def price_of_an_event(app: Path) -> Iterator[Figure]:
    """The smallest event of the composer, and of an app with nothing in it: one var set, one delta back."""
    with serving(app) as server, bare_reflex() as bare:
        assert server.process is not None
        ours = asyncio.run(_event_cpu(server.port, server.process.pid, "/create", SOW, "seed"))
        theirs = asyncio.run(_event_cpu(bare.port, bare.pid, "/", bare.EVENT, "word"))
    yield Figure("event", "A trivial event through the socket", ours, "ms CPU", 1.0, theirs, "bare Reflex")


def announcement(app: Path, sockets: int) -> Iterator[Figure]:
    with serving(app) as server:
        told = asyncio.run(_announce(server, sockets))
    share = sockets / 1000
    note = "" if sockets == 1000 else f"{sockets} sockets, target scaled"
    yield Figure("12", f"A new post told to {sockets:,} sockets", middle([one.cpu_ms for one in told]), "ms CPU", 100 * share, note=note)
    delays = [percentile(one.heard, 0.5) - min(one.heard) for one in told]
    yield Figure("12", "… from the first socket to the median one", middle(delays), "ms", 40 * share)


def events_while_drawing(app: Path) -> Iterator[Figure]:
    with serving(app, **ROOMY) as server:
        calm, busy = asyncio.run(_latencies(server.port))
    product, limit = percentile(busy, 0.99), percentile(calm, 0.99)
    note = f"p50 {percentile(busy, 0.5):.1f} ms"
    yield Figure("14", f"Event p99 while {DRAWN_AT_ONCE} sketches are drawn", product, "ms", 50, limit, "nothing drawn", note=note)


async def _event_cpu(port: int, pid: int, path: str, name: str, argument: str) -> float:
    """Milliseconds of the server's processes."""
    tabs = await open_many(port, TABS, path)
    for tab in tabs:
        await _fire_often(tab, name, argument, 30)
    found: list[float] = []
    for _ in range(REPEATS):
        spent = cpu(pid)
        await asyncio.gather(*(_fire_often(tab, name, argument, EVENTS // REPEATS // TABS) for tab in tabs))
        found.append(1000 * (cpu(pid) - spent) / (EVENTS // REPEATS // TABS * TABS))
    for tab in tabs:
        tab.close()
    return middle(found)


async def _fire_often(tab: Client, name: str, argument: str, times: int) -> list[float]:
    """Milliseconds until each was answered."""
    taken: list[float] = []
    for number in range(times):
        word, began = f"{time.monotonic_ns() % 10**9}{number}", time.perf_counter()
        tab.fire(name, **{argument: word})
        await tab.hear(f'"{word}"'.encode())
        taken.append(1000 * (time.perf_counter() - began))
    return taken


async def _latencies(port: int) -> tuple[list[float], list[float]]:
    """Of small events in another tab: with nothing going on, and while four pictures are drawn."""
    tab, drawers = await Client.open(port, "/create"), [await composer(port, number) for number in range(DRAWN_AT_ONCE // 2)]
    await _fire_often(tab, SOW, "seed", 50)
    calm = await _fire_often(tab, SOW, "seed", 300)
    busy: list[float] = []
    for _ in range(REPEATS):
        for drawer in drawers:
            await generate(drawer, 2)
        drawing = asyncio.gather(*(until_final(drawer) for drawer in drawers))
        while not drawing.done():
            busy += await _fire_often(tab, SOW, "seed", 1)
            await asyncio.sleep(0.01)
        await drawing
    for one in [tab, *drawers]:
        one.close()
    return calm, busy


async def _announce(server: Serving, sockets: int) -> list[Told]:
    """Posts that are due are published by the server itself, which then tells everybody. What that costs with nobody there is taken off."""
    assert server.process is not None
    pid = server.process.pid
    with opened(server.data, f"sqlite:///{server.data / 'rxfeed.db'}") as house:
        author = person(house)

        async def tell(tabs: list[Client]) -> Told:
            due = datetime.now(UTC) + timedelta(seconds=AHEAD)
            publish(house, author, publication(house, author, publish_at=due))
            return await _hear_all(tabs, pid, due)

        alone = middle([(await tell([])).cpu_ms for _ in range(REPEATS)])
        tabs = await open_many(server.port, sockets)
        told = [await tell(tabs) for _ in range(REPEATS)]
    for tab in tabs:
        tab.close()
    return [Told(one.cpu_ms - alone, one.heard) for one in told]


async def _hear_all(tabs: list[Client], pid: int, due: datetime) -> Told:
    await asyncio.sleep(max(0.0, (due - datetime.now(UTC)).total_seconds() - 0.2))
    spent = cpu(pid)

    async def one(tab: Client) -> float:
        await tab.hear(NEWEST)
        return time.monotonic() * 1000

    heard, _ = await asyncio.gather(asyncio.gather(*map(one, tabs)), asyncio.sleep(WINDOW_SECONDS))
    return Told(1000 * (cpu(pid) - spent), heard)
