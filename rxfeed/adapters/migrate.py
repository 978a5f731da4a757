"""Migrations, run from code: no alembic.ini, no folder at the root."""

from __future__ import annotations

from functools import cache

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from rxfeed.adapters.database import RelationalDatabase


def migrate(database: RelationalDatabase, revision: str = "head") -> None:
    """Bring the database to a revision, up or down (`base` is empty). Safe to call at every start, from several processes at once.

    Where there is nothing to do it only looks: the end of a migration goes through all references, half a minute for a million posts.
    """
    if revision == "head" and is_current(database):
        return
    with database.connection() as connection:
        if database.dialect != "sqlite":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(20261122)")
        have = _revision(connection)
        if revision == "head" and have == newest():
            return  # another process was quicker
        config = _config()
        config.attributes["connection"] = connection
        (command.downgrade if _is_older(ScriptDirectory.from_config(config), revision, have) else command.upgrade)(config, revision)


def current(database: RelationalDatabase) -> str | None:
    """The revision that the database is at; None where it is empty."""
    with database.reading() as session:
        return _revision(session.connection())


def is_current(database: RelationalDatabase) -> bool:
    """Whether nothing is left to migrate."""
    return current(database) == newest()


@cache
def newest() -> str | None:
    """The last revision. They are files of this program, and read once a process."""
    return script().get_current_head()


def script() -> ScriptDirectory:
    """Every revision there is."""
    return ScriptDirectory.from_config(_config())


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "rxfeed:migrations")
    config.set_main_option("path_separator", "os")
    return config


def _is_older(steps: ScriptDirectory, wanted: str, have: str | None) -> bool:
    if wanted == "base":
        return True
    if wanted == "head" or have is None:
        return False
    return any(step.revision == wanted for step in steps.iterate_revisions(have, "base")) and wanted != have
