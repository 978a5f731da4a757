"""A runner in a process of its own, to be killed without warning.

It is forked from a server that has imported everything already, so that a test can afford dozens. After every transaction it rests a little, as on a slow disk:
then whoever looks from outside sees each status for that long.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import multiprocessing.connection
import os
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
from rxfeed.domain.ports import Database
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
        self._process: BaseProcess | None = None
        self._context: ForkServerContext = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["tests.jobs.worker", "openai"])

    def start(self) -> None:
        self._process = self._context.Process(target=work, args=(self._settings,))
        self._process.start()

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


def work(settings: dict[str, Any]) -> None:
    """Until killed, or until the tests have ended however that came about."""
    threading.Thread(target=_end_with_the_tests, daemon=True).start()
    asyncio.run(_work(Settings(**settings)))


async def _work(settings: Settings) -> None:
    house = wiring.build(settings)
    async with Runner(replace(house, database=SlowDatabase(house.database)), settings.data_dir):
        await asyncio.Event().wait()


def _end_with_the_tests() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)
