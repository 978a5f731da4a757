"""Row 6: from a post that comes out to an online follower who has its card, without a browser.

The author has posts that wait, and publishes one after the other from the library. A reader of the database sees when that is committed; the follower's tab
hears of it over its socket and asks for what is new in Following.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import orjson

from rxfeed.domain import circle, ids
from rxfeed.domain.gallery import publish
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.house import House
from rxfeed.domain.viewer import Viewer
from rxfeed.ui.library.state import LibraryPage
from rxfeed.ui.live import PAUSE
from tests.bench import seeding, stored
from tests.bench.figures import Figure, percentile
from tests.bench.load import ask, request
from tests.bench.place import serving
from tests.bench.row_events import NEWEST
from tests.bench.sockets import Client
from tests.bench.stored import Kept, Stored, bare, sign_in
from tests.houses import opened
from tests.making import publication

POSTS = 60
WAIT = 0.0003
"""Seconds between two looks."""
PUBLISH = f"{LibraryPage.get_full_name()}.publish_now"
FOLLOWER = Viewer(account_id=1, handle="maker_1")
AUTHOR = Viewer(account_id=seeding.ACCOUNTS // 2, handle=f"maker_{seeding.ACCOUNTS // 2}")
SECRET = f"{AUTHOR.account_id:043}"
FOLLOWING = "/api/v1/feeds/following"
WHY = "meanwhile its file is signed (docs/decisions/0016-told-before-signed.md)"
TARGETS = (("p50", 0.5, 5.0), ("p99", 0.99, 12.0))


@dataclass(frozen=True, slots=True)
class Arrived:
    """Milliseconds from the commit: until the follower has heard of it, until they have its card."""

    heard: float
    there: float


def measure(app: Path) -> Iterator[Figure]:
    """In SQLite."""
    yield from _measure(app, stored.sqlite_copy)


def measure_postgres(app: Path) -> Iterator[Figure]:
    """In PostgreSQL."""
    yield from _measure(app, stored.postgres_copy)


def _measure(app: Path, copied: Kept) -> Iterator[Figure]:
    with copied(seeding.FEW) as kept, serving(app, database_url=kept.url) as server:
        with opened(server.data, kept.url) as house:
            posts = _waiting(house)
        sign_in(kept.url, AUTHOR.account_id or 0, SECRET)
        arrived = asyncio.run(_publish_all(server.port, kept, posts))
    for name, share, target in TARGETS:
        note = f"heard of after {percentile([one.heard for one in arrived], share):.1f} ms; {WHY}"
        product = percentile([one.there for one in arrived], share)
        yield Figure("6", f"A post comes out → an online follower has its card, {kept.name}, {name}", product, "ms", target, note=note)


def _waiting(house: House) -> list[str]:
    """Posts of somebody who is followed; nobody sees them yet."""
    circle.follow(house, FOLLOWER, AUTHOR.handle)
    later = house.clock.now() + timedelta(days=1)
    return [publish(house, AUTHOR, publication(house, AUTHOR, publish_at=later)).card.id for _ in range(POSTS)]


async def _publish_all(port: int, kept: Stored, posts: list[str]) -> list[Arrived]:
    author = await Client.open(port, "/library", f"rxfeed_session={SECRET}")
    follower = await Client.open(port, "/following", f"rxfeed_session={seeding.SECRET}")
    reader, writer = await asyncio.open_connection("127.0.0.1", port)

    async def news(since: str) -> tuple[bytes, dict[str, object]]:
        body = await ask(reader, writer, request(f"{FOLLOWING}?since={since}", port, cookie=f"rxfeed_session={seeding.SECRET}"))
        return body, orjson.loads(body)

    _, page = await news("")
    arrived = []
    for post in posts:
        committed = asyncio.create_task(asyncio.to_thread(_is_out, kept, post))
        author.fire(PUBLISH, post_id=post)
        await follower.hear(NEWEST)
        heard = time.perf_counter()
        body, page = await news(str(page["newest"]))
        there = time.perf_counter()
        assert post.encode() in body, body
        out = await committed
        arrived.append(Arrived(1000 * (heard - out), 1000 * (there - out)))
        await asyncio.sleep(2 * PAUSE)
    for tab in (author, follower):
        tab.close()
    writer.close()
    return arrived


def _is_out(kept: Stored, post: str) -> float:
    """When others see that it is published, to half a millisecond."""
    with closing(bare(kept)) as driver:
        while driver.execute(f"SELECT status FROM post WHERE id = {ids.from_text(post)}").fetchone()[0] != PostStatus.PUBLISHED:
            time.sleep(WAIT)
        return time.perf_counter()
