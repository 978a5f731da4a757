"""The first page of every list in a database of a million posts, for somebody who likes, saves and is told of a lot.

Each list is read where it has most: the post with the most comments, the fullest collection, the author with the most posts and followers. Its statements
are noted and put to the bare driver once more: CPU of the thread that SQLite works in, rows fetched.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy.engine import make_url
from sqlmodel import col, select

from rxfeed import wiring
from rxfeed.domain import (
    accounts_marks,
    accounts_seen,
    circle,
    collections,
    feeds,
    feeds_following,
    feeds_tags,
    feeds_trending,
    ids,
    library,
    marks,
    notices,
    suggestions,
    talk,
)
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Collection, Post
from rxfeed.domain.viewer import Viewer
from rxfeed.settings import Settings
from tests.bench import seeding
from tests.bench.figures import Figure, middle
from tests.bench.place import place
from tests.bench.seeding_postgres import driver_url, seeded_postgres
from tests.counting import asked

TARGET, TIMES, PLANNED = 10.0, 15, 12
"""Milliseconds; how often each is read; and how often before that, for PostgreSQL chooses a plan that it keeps after ten times."""
ME = Viewer(account_id=1, handle="maker_1")
LIVELY, QUIET = Viewer(account_id=seeding.ACCOUNTS), Viewer(account_id=seeding.ACCOUNTS - 1)
ROW_4 = ("4", 0.4)
CHOOSY = Viewer(account_id=1, handle="maker_1", hides=True)


def measure(posts: int) -> Iterator[Figure]:
    """What each list takes; `posts` in the database."""
    url = seeding.seeded(posts)
    with _house(url) as house, closing(sqlite3.connect(make_url(url).database or "")) as driver:
        yield from _figures(house, driver, time.thread_time, "in the database")


def measure_postgres(posts: int) -> Iterator[Figure]:
    """The same in PostgreSQL, with plans that are kept: CPU of the process that serves the connection, by the kernel's account."""
    with seeded_postgres(posts) as (url, _), _house(url) as house, psycopg.connect(driver_url(url), autocommit=True, prepare_threshold=0) as driver:
        driver.execute("SET plan_cache_mode = force_generic_plan")  # as `Database.rows` has it
        spent = Path(f"/proc/{driver.info.backend_pid}/schedstat")
        yield from _figures(house, driver, lambda: int(spent.read_text().split()[0]) / 1e9, "in PostgreSQL")


def _figures(house: House, driver: Any, now: Callable[[], float], where: str) -> Iterator[Figure]:
    following = []
    for name, read in _lists(house).items():
        cost, statements = took(house, read, driver, now)
        row, target = ROW_4 if name.startswith("Following") else ("lists", TARGET)
        yield Figure(row, f"First page of {name}, {where}", cost, "ms CPU", target, note=f"{statements} statements")
        following += [cost] if row == "4" else []
    yield Figure("4", f"First page of Following, {where}, the dearer against the cheaper", max(following) / min(following), "×", 2)


def _lists(house: House) -> dict[str, Callable[[], object]]:
    post, author, collection = _busiest(house)
    return {
        "the feed": lambda: feeds.latest(house, ME),
        "the feed, of somebody who hides something": lambda: feeds.latest(house, CHOOSY),
        "Following, of 500 who publish all the time": lambda: feeds_following.following(house, LIVELY),
        "Following, of 500 who have long ceased to": lambda: feeds_following.following(house, QUIET),
        "a tag": lambda: feeds_tags.tagged(house, ME, "sketch"),
        "what trends": lambda: feeds_trending.trending(house, ME),
        "a profile": lambda: (accounts_seen.profile(house, ME, author), accounts_seen.posts(house, ME, author)),
        "a profile by tag": lambda: accounts_seen.posts(house, ME, author, tag="sketch"),
        "followers": lambda: circle.followers(house, ME, author),
        "following": lambda: circle.following(house, ME, author),
        "who likes": lambda: marks.likers(house, ME, post),
        "what somebody likes": lambda: accounts_marks.likes(house, ME, "maker_1"),
        "comments, the best": lambda: talk.page(house, ME, post),
        "comments, the newest": lambda: talk.page(house, ME, post, "new"),
        "collections": lambda: collections.mine(house, ME),
        "a collection": lambda: collections.posts(house, ME, collection),
        "what was saved": lambda: collections.saved(house, ME),
        "notices": lambda: notices.page(house, ME),
        "the unread": lambda: notices.unread(house, ME),
        "the library": lambda: library.page(house, ME, "published"),
        "suggestions": lambda: suggestions.suggested(house, ME),
    }


def _busiest(house: House) -> tuple[str, str, str]:
    """A post, a handle, a collection."""
    with house.database.reading() as session:
        post = session.exec(select(Post.id).order_by(col(Post.comments).desc()).limit(1)).one()
        author = session.exec(select(Account.handle).where(Account.id != 1).order_by(col(Account.followers).desc()).limit(1)).one()
        collection = session.exec(select(Collection.id).order_by(col(Collection.posts).desc()).limit(1)).one()
    return ids.to_text(post), author, ids.to_text(collection)


def took(house: House, read: Callable[[], object], driver: Any, now: Callable[[], float]) -> tuple[float, int]:
    """Milliseconds in the database, the median, and the number of statements."""
    read()  # cards are prepared now
    with asked(house) as questions:
        read()
    for question in questions * PLANNED:
        _ask(driver, *question)
    times = []
    for _ in range(TIMES):
        begun = now()
        for question in questions:
            _ask(driver, *question)
        times.append(1000 * (now() - begun))
    return middle(times), len(questions)


def _ask(driver: Any, statement: str, values: Any) -> None:
    """Values by number go to PostgreSQL as they do from `adapters/prepared.py`."""
    is_numbered = isinstance(driver, psycopg.Connection) and isinstance(values, list)
    cursor = psycopg.RawCursor(driver) if is_numbered else driver.cursor()
    cursor.execute(statement, values).fetchall()


@contextmanager
def _house(url: str) -> Iterator[House]:
    with tempfile.TemporaryDirectory(dir=place()) as folder:
        house = wiring.build(Settings(data_dir=Path(folder), database_url=url))
        try:
            yield house
        finally:
            wiring.dismantle(house)
