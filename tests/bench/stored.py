"""Where the posts are that a row is measured on: each of the two databases, to be looked at or, as a copy, to be written into."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from rxfeed.adapters.database import RelationalDatabase
from rxfeed.domain import session_cookie
from rxfeed.domain.tables import Session
from tests.bench import seeding
from tests.bench.place import place
from tests.bench.seeding_postgres import driver_url, seeded_postgres


@dataclass(frozen=True, slots=True)
class Stored:
    """A database with posts, its name, and the processes whose CPU it takes besides those that ask it."""

    url: str
    name: str
    pids: tuple[int, ...] = ()


Kept = Callable[[int], AbstractContextManager[Stored]]
"""For a number of posts."""


@contextmanager
def sqlite(posts: int) -> Iterator[Stored]:
    yield Stored(seeding.seeded(posts), "SQLite")


@contextmanager
def sqlite_copy(posts: int) -> Iterator[Stored]:
    with tempfile.TemporaryDirectory(dir=place()) as folder:
        yield Stored(seeding.seeded_copy(posts, Path(folder, "copy")), "SQLite")


@contextmanager
def postgres(posts: int) -> Iterator[Stored]:
    with seeded_postgres(posts) as (url, pid):
        yield Stored(url, "PostgreSQL", (pid,))


@contextmanager
def postgres_copy(posts: int) -> Iterator[Stored]:
    with seeded_postgres(posts) as (url, pid):
        given = make_url(url)
        with psycopg.connect(driver_url(given.set(database="template1").render_as_string(hide_password=False)), autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS copied WITH (FORCE)")
            connection.execute(f'CREATE DATABASE copied TEMPLATE "{given.database}"')
        yield Stored(given.set(database="copied").render_as_string(hide_password=False), "PostgreSQL", (pid,))


def bare(kept: Stored) -> Any:
    """A connection of the bare driver, on which each statement is kept, durably, unless a transaction is begun."""
    if kept.pids:
        return psycopg.connect(driver_url(kept.url), autocommit=True)
    driver = sqlite3.connect(make_url(kept.url).database or "", isolation_level=None)
    driver.execute("PRAGMA synchronous=FULL")
    return driver


def sign_in(url: str, account_id: int, secret: str) -> None:
    """One more session, of whoever has that secret in their cookie."""
    now = datetime.now(UTC)
    said = {"created_at": now, "seen_at": now, "expires_at": now + timedelta(days=1)}
    row = Session(id=account_id, token_hash=session_cookie.digest(secret), account_id=account_id, **said)
    with closing(RelationalDatabase(url)) as database, database.writing() as session:
        session.add(row)
