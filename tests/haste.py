"""The tests kill processes, never the machine: nothing is gained by waiting for the disk, and it was a good part of what they waited for."""

from __future__ import annotations

import os
from typing import Any

from sqlalchemy import Connection, Engine, event


def wait_for_no_disk() -> None:
    """For this process: what was written is with the system, which keeps it whatever happens to us."""
    os.fsync = _at_once  # type: ignore[assignment]
    event.listen(Engine, "engine_connect", _leave_it_to_the_system)


def _at_once(_handle: Any) -> None:
    return None


def _leave_it_to_the_system(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA synchronous=OFF")
