"""The same rows in PostgreSQL, copied from the seeded SQLite database."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import Table
from sqlalchemy.engine import make_url

from rxfeed.domain.tables import Post
from tests.bench import seeding
from tests.houses import PostgresTemplates


@contextmanager
def seeded_postgres(posts: int) -> Iterator[str]:
    """The URL of a database with that many posts, which goes at the end."""
    made = PostgresTemplates()
    try:
        with made.database(Path(tempfile.gettempdir())) as url, closing(sqlite3.connect(make_url(seeding.seeded(posts)).database or "")) as given:
            with psycopg.connect(driver_url(url), autocommit=True) as connection:
                connection.execute("SET session_replication_role = replica")  # references hold already
                connection.execute("SET TimeZone = 'UTC'")
                for table in Post.metadata.sorted_tables:
                    _copy(given, connection, table)
                connection.execute("ANALYZE")
            yield url
    finally:
        made.close()


def driver_url(url: str) -> str:
    """As the driver has it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _copy(given: sqlite3.Connection, connection: psycopg.Connection, table: Table) -> None:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    connection.execute(f'TRUNCATE "{table.name}" CASCADE')
    with connection.cursor().copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
        for row in given.execute(f'SELECT {names} FROM "{table.name}"'):
            copy.write_row(row)
