"""A runner in a process of its own, to be killed without warning.

It is forked from a server that has imported everything already, so that a test can afford dozens. After every transaction it rests a little, as on a slow disk:
then whoever looks from outside sees each status for that long.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from typing import Any

from sqlmodel import Session

from rxfeed import wiring
from rxfeed.domain.ports import Database, ObjectStore
from rxfeed.jobs.runner import Runner
from rxfeed.settings import Settings
from tests.haste import wait_for_no_disk

wait_for_no_disk()
REST = 0.06
"""Seconds after each transaction."""


class Worker:
    """Starts a runner's process, and kills it with SIGKILL."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._settings = settings
        self.last_object = ""
        """Once it has put an object under a key that begins like this, the process kills itself."""
        self._process: BaseProcess | None = None
        self._context: ForkServerContext = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["tests.jobs.warmth"])

    def start(self) -> None:
        self._process = self._context.Process(target=work, args=(self._settings, self.last_object))
        self._process.start()

    def wait(self) -> None:
        """Until it has ended by itself."""
        assert self._process is not None
        self._process.join(60)
        assert self._process.exitcode == -signal.SIGKILL

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None


class SlowDatabase:
    """`domain.ports.Database` that rests after each transaction, holding nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with self._database.writing() as session:
            yield session
        time.sleep(REST)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)


class LastStore:
    """`domain.ports.ObjectStore` whose process is killed as soon as it has put a certain object."""

    def __init__(self, store: ObjectStore, last: str) -> None:
        self._store, self._last = store, last

    def put(self, key: str, data: bytes) -> None:
        self._store.put(key, data)
        if self._last and key.startswith(self._last):
            os.kill(os.getpid(), signal.SIGKILL)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def work(settings: dict[str, Any], last_object: str) -> None:
    """Until killed, or until the tests have ended however that came about."""
    threading.Thread(target=_end_with_the_tests, daemon=True).start()
    asyncio.run(_work(Settings(**settings), last_object))


async def _work(settings: Settings, last_object: str) -> None:
    house = wiring.build(settings)
    parts = {"database": SlowDatabase(house.database), "objects": LastStore(house.objects, last_object)}
    async with Runner(replace(house, **parts), settings.data_dir):  # type: ignore[arg-type]
        await asyncio.Event().wait()


def _end_with_the_tests() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)
