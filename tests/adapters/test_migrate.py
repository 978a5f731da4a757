"""Migrations: they agree with the models on both databases, and going down and up again keeps data."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlmodel import SQLModel

import rxfeed.domain.tables  # noqa: F401  (fills the metadata)
from rxfeed.adapters.database import RelationalDatabase
from rxfeed.adapters.migrate import is_current, migrate
from tests.houses import PostgresTemplates, SqliteTemplates

Templates = PostgresTemplates | SqliteTemplates


def test_models_and_migrations_agree(templates: Templates, tmp_path: Path) -> None:
    with templates.database(tmp_path, empty=True) as url:
        database = RelationalDatabase(url)
        migrate(database)
        with database.connection() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
            assert compare_metadata(context, SQLModel.metadata) == []
        database.close()


def test_migrating_twice_changes_nothing(templates: Templates, tmp_path: Path) -> None:
    with templates.database(tmp_path) as url:
        database = RelationalDatabase(url)
        assert is_current(database)
        migrate(database)
        assert is_current(database)
        database.close()


def test_down_to_nothing_and_up_again(templates: Templates, tmp_path: Path) -> None:
    with templates.database(tmp_path) as url:
        database = RelationalDatabase(url)
        migrate(database, "base")
        with database.connection() as connection:
            left = set(connection.dialect.get_table_names(connection)) - {"alembic_version"}  # type: ignore[no-untyped-call]
            assert not left
        migrate(database)
        with database.writing() as session:
            session.execute(text("INSERT INTO serverfact (key, value, changed_at) VALUES ('a', 'b', '2026-11-22 00:00:00')"))
        assert is_current(database)
        database.close()
