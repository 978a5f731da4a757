"""What tests would wait for without gaining anything: the disk, for they kill processes and never the machine, and looks through all that was imported."""

from __future__ import annotations

import gc
import os
from typing import Any

from sqlalchemy import Connection, Engine, event

STATEMENTS = 3_000
_first: dict[str, Engine] = {}
"""By dialect."""


def wait_for_no_disk() -> None:
    """For this process: what was written is with the system, which keeps it whatever happens to us."""
    os.fsync = _at_once  # type: ignore[assignment]
    event.listen(Engine, "engine_connect", _leave_it_to_the_system)


def compile_statements_once() -> None:
    """For this process: each test has databases of its own, and what a statement looks like is the same for all of a kind."""
    event.listen(Engine, "engine_connect", _share_what_was_compiled)


def look_at_new_things_only() -> None:
    """What is there now stays: the collector of garbage needn't look through it again and again."""
    gc.collect()
    gc.freeze()


def _at_once(_handle: Any) -> None:
    return None


def _share_what_was_compiled(connection: Connection) -> None:
    first = _first.setdefault(connection.dialect.name, connection.engine)
    first._compiled_cache.capacity = STATEMENTS  # type: ignore[attr-defined]
    connection.engine._compiled_cache = first._compiled_cache  # type: ignore[attr-defined]
    connection.dialect = connection.engine.dialect = first.dialect  # what is kept is kept by dialect


def _leave_it_to_the_system(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA synchronous=OFF")
