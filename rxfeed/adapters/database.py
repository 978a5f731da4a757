"""Rows in SQLite or PostgreSQL, and the only place that commits.

SQLite, as measured: the driver's default transactions lost 900 of 1,200 concurrent increments, so transactions are begun by us (`BEGIN IMMEDIATE`);
eight competing writers waited up to 4 s, one writer 8 ms, so a process has one writing connection, queued for in order of arrival,
and a separate pool of readers that can't write.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any, TypeVarTuple

from sqlalchemy import Connection, Delete, Engine, Insert, Select, Update, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from rxfeed.adapters.grouped import Grouped
from rxfeed.adapters.prepared import Prepared
from rxfeed.adapters.reasons import sayable
from rxfeed.adapters.turns import Turns
from rxfeed.domain.errors import Unavailable

Columns = TypeVarTuple("Columns")

READERS = 8
"""Reading connections of a process: more only queue for the two cores of a small server."""

WAIT_SECONDS = 15
"""How long a writer waits for another process's, or for its turn in this one, before the person is told to try again."""


class RelationalDatabase:
    """`domain.ports.Database` over SQLAlchemy."""

    def __init__(self, url: str) -> None:
        self.url = url
        parsed = make_url(url)
        self.dialect: str = parsed.get_backend_name()
        self._turns = Turns(WAIT_SECONDS)
        if self.dialect == "sqlite":
            if parsed.database:
                Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            self._writer, self._reader = _sqlite(url, writes=True), _sqlite(url, writes=False)
        else:
            self._writer = create_engine(url, pool_size=10, max_overflow=10, pool_pre_ping=True)
            self._reader = self._writer.execution_options(postgresql_readonly=True)
        self._prepared: dict[object, Prepared[*tuple[Any, ...]]] = {}
        self._idle: list[Any] = []
        """Connections for `rows`, as many as have ever asked at once. To be lent one by SQLAlchemy's pool takes as long as the question; with PostgreSQL three
        times as long, for the pool looks whether it lives and begins and ends a transaction."""

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction: committed when the block ends well, undone when it raises."""
        with sayable(), self._turns if self.dialect == "sqlite" else nullcontext(), self._session(self._writer) as session:
            yield session
            session.commit()

    @contextmanager
    def grouped(self, *, wait: bool = True) -> Iterator[Grouped]:
        """Several transactions, one after the other, that one commit keeps: each is undone alone where it raises. Unless it may `wait`, `Unavailable` where
        anybody else writes."""
        with sayable(), self._turns if wait else self._turns.at_once(), closing(self._writer.raw_connection()) as pooled:
            driver: Any = pooled.driver_connection
            session = Session(Connection(self._writer, pooled), expire_on_commit=False, info={"rows": self._within, "driver": driver})
            _begin(driver, wait=wait)
            try:
                group = Grouped(self, session, driver)
                yield group
                group.must_hold()
                driver.commit()
            except BaseException:
                driver.rollback()
                raise

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A look at one moment. Writing raises."""
        with sayable(), self._session(self._reader) as session:
            yield session

    def rows(self, statement: Select[*Columns], **values: object) -> list[tuple[*Columns]]:
        """What one statement finds, at a fifth of `reading`'s price: for what is asked at every request. The statement is one of few that are made once."""
        made = self._made(statement)
        with sayable():
            driver = self._lent()
            try:
                return made.rows(driver, values)
            except DBAPIError:
                if not _is_lost(driver):
                    raise
                driver = self._detached()
                return made.rows(driver, values)
            finally:
                self._idle.append(driver)

    def exclusively(self, session: Session, what: str) -> None:
        """Until the transaction ends nobody else holds `what`. On SQLite it is enough to have begun: its writer is alone."""
        session.connection()
        if self.dialect != "sqlite":
            session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": zlib.crc32(what.encode())})

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A writing connection for migrations; commits at the end.

        SQLite changes a table by copying and dropping it, and a dropped table takes along what refers to it: references are checked at the end instead.
        """
        with sayable():
            opened = self._writer.connect()
        with opened as connection:
            if self.dialect == "sqlite":
                driver: Any = connection.connection.driver_connection
                driver.execute("PRAGMA foreign_keys=OFF")
            try:
                with connection.begin():
                    yield connection
                    if self.dialect == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                        raise Unavailable("The database was not migrated: rows would have lost what they refer to. It is as it was before.")
            finally:
                if self.dialect == "sqlite":
                    driver.execute("PRAGMA foreign_keys=ON")

    def _lent(self) -> Any:
        try:
            return self._idle.pop()
        except IndexError:  # not asked before: other threads take them meanwhile
            return self._detached()

    def _detached(self) -> Any:
        lent = self._reader.connect().connection
        driver: Any = lent.driver_connection
        lent.detach()
        if self.dialect != "sqlite":
            _keep_plans(driver)
        return driver

    def _session(self, engine: Engine) -> Session:
        return Session(engine, expire_on_commit=False, info={"rows": self._within})

    def _within(self, session: Session, statement: Select[*Columns] | Insert | Update | Delete, values: dict[str, object]) -> list[tuple[*Columns]]:
        """What `domain.straight` asks for."""
        session.flush()
        if "driver" not in session.info:
            session.info["driver"] = session.connection().connection.driver_connection
        return self._made(statement).rows(session.info["driver"], values)

    def _made(self, statement: Select[*Columns] | Insert | Update | Delete) -> Prepared[*Columns]:
        made: Prepared[*Columns] = self._prepared.get(statement) or self._prepared.setdefault(statement, Prepared(statement, self._reader.dialect))
        return made

    @property
    def engines(self) -> tuple[Engine, Engine]:
        """Writer and reader, for tests that count queries."""
        return self._writer, self._reader

    def close(self) -> None:
        while self._idle:
            self._idle.pop().close()
        self._writer.dispose()
        self._reader.dispose()


def _keep_plans(driver: Any) -> None:
    """Each statement is prepared and planned once, for all values, and is a transaction of its own.

    To plan a page of Following takes several times as long as to read it, and left to itself PostgreSQL does so for some people each time. Plans are made
    anew when the tables have grown.
    """
    driver.autocommit = True
    driver.prepare_threshold = 0
    driver.execute("SET plan_cache_mode = force_generic_plan")


def _is_lost(driver: Any) -> bool:
    """The server has closed it, as when it was restarted. SQLite's never are."""
    return bool(getattr(driver, "closed", False))


def _begin(driver: Any, *, wait: bool) -> None:
    """Another process may be writing: for that SQLite waits by itself."""
    if wait:
        driver.execute("BEGIN IMMEDIATE")
        return
    driver.execute("PRAGMA busy_timeout=0")
    try:
        driver.execute("BEGIN IMMEDIATE")
    finally:
        driver.execute(f"PRAGMA busy_timeout={1000 * WAIT_SECONDS}")


def _sqlite(url: str, *, writes: bool) -> Engine:
    engine = create_engine(
        url,
        connect_args={"check_same_thread": False, "isolation_level": None, "timeout": WAIT_SECONDS},
        pool_size=1 if writes else READERS,
        max_overflow=0,
        pool_timeout=WAIT_SECONDS,
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA cache_size=-8000")
        if not writes:
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        if not writes:  # which takes no lock, so nothing can go wrong that SQLAlchemy had to translate
            driver.execute("BEGIN")
        elif not driver.in_transaction:  # a group has begun its own
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
