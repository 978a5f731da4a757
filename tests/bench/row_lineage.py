"""The graph of a root with ten thousand descendants, and of a post deep in it: CPU of the database for the first view."""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlmodel import Session

from rxfeed import wiring
from rxfeed.domain import ids, lineage, lineage_counts
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Consent, Edge, Node, Post
from rxfeed.domain.viewer import Viewer
from rxfeed.settings import Settings
from tests.bench.figures import Figure
from tests.bench.place import place
from tests.bench.row_first_pages import took

DESCENDANTS, TARGET = 10_000, 50.0
"""Posts below the root; milliseconds."""


def measure() -> Iterator[Figure]:
    """Wide and deep: half of the posts take the root further, the others whatever came before them."""
    with tempfile.TemporaryDirectory(dir=place()) as folder:
        house = wiring.build(Settings(data_dir=Path(folder)))
        try:
            root, *_, last = map(ids.to_text, family(house))
            viewer = Viewer(account_id=1, handle="maker_1")
            read: dict[str, Callable[[], object]] = {
                "First view of the lineage of a root with 10,000 descendants": lambda: lineage.graph(house, viewer, root),
                "First view of the lineage of one of them": lambda: lineage.graph(house, viewer, last),
                "First page of the root's remixes": lambda: lineage.children(house, viewer, root),
            }
            with closing(sqlite3.connect(make_url(house.database.url).database or "")) as driver:
                for name, look in read.items():
                    spent, statements = took(house, look, driver, time.thread_time)
                    yield Figure("lists", f"{name}, in the database", spent, "ms CPU", TARGET, note=f"{statements} statements")
        finally:
            wiring.dismantle(house)


def family(house: House) -> list[int]:
    """Ids of a root and of `DESCENDANTS` below it, in the order in which they were made."""
    chance, now = random.Random(4), datetime.now(UTC)
    posts = [ids.mint() for _ in range(DESCENDANTS + 1)]
    with house.database.writing() as session:
        session.add(Account(id=1, handle="maker_1", display_name="Maker", created_at=now))
        session.flush()
        _add(session, posts, now)
        for place, child in enumerate(posts[1:], 1):
            parents = {posts[0] if chance.random() < 0.5 else posts[chance.randrange(place)] for _ in range(1 if chance.random() < 0.9 else 3)}
            session.add_all(Edge(child_id=child, number=number, parent_id=parent, mode="prompt", made_at=now) for number, parent in enumerate(sorted(parents)))
    with house.database.writing() as session:
        lineage_counts.count_nodes(session, [posts[0], posts[-1]])
    return posts


def _add(session: Session, posts: list[int], now: datetime) -> None:
    look = {"account_id": 1, "status": "published", "prompt": "a quiet harbour at first light, layered paper hills", "created_at": now, "published_at": now}
    session.add_all(Post(id=number, **look) for number in posts)
    session.flush()
    session.add_all(Node(id=number, account_id=1) for number in posts)
    session.add_all(Consent(id=ids.mint(), post_id=number, version=1, remix="anyone", licence="CC0-1.0", training=False, decided_at=now) for number in posts)
    session.flush()
