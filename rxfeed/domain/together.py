"""Small deeds of many people at once, kept by one commit. For SQLite, whose commits take longer than what they keep, and follow one upon the other.

All of it is done on the event loop, a few tenths of a millisecond each. In a thread, which gives Python's lock away at each of a dozen statements and waits to
have it back, the deeds took twice as long, and everybody's events with them. A thread waits for the writer where somebody else has it, and for the disk where
that was slow the last time.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from rxfeed.domain.errors import Unavailable

if TYPE_CHECKING:
    from rxfeed.domain.house import House
    from rxfeed.domain.ports import Database

T = TypeVar("T")
Work = Callable[["House"], Any]
MOST = 32
"""Deeds in one commit: whoever else writes waits for few milliseconds."""
AT_ONCE = 4
"""Deeds until the event loop has its turn."""
QUICK = 0.002
"""Seconds of a commit for which the event loop itself may wait: what two ways to a thread and back cost, among threads that all want Python's lock, is more."""


class Together:
    """Used by the event loop alone. While some deeds are kept by a thread, others gather."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[Work, asyncio.Future[Any]]] = deque()
        self._keeping: asyncio.Task[None] | None = None
        self._commit = 0.0
        """Seconds that the last one took."""

    async def do(self, house: House, work: Work) -> Any:
        """What the work returns or raises, once it is kept. It is given a House whose transactions are parts of one, and announces nothing before that."""
        outcome: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, outcome))
        if self._keeping is None or self._keeping.done():
            self._keeping = asyncio.create_task(self._keep_all(house))
        return await outcome

    async def _keep_all(self, house: House) -> None:
        while self._waiting:
            done = _Done()
            try:
                await self._keep_some(house, done)
            except BaseException as error:  # nothing is kept of any, and each of them is told so
                if not done.results and self._waiting:  # the writer couldn't be had: whoever waited for it is told, whoever comes now tries again
                    done.results, self._waiting = [(outcome, None) for _, outcome in self._waiting], deque()
                done.fail(error)
                if not isinstance(error, Exception):
                    raise
            else:
                done.tell(house)

    async def _keep_some(self, house: House, done: _Done) -> None:
        """Raises where nothing could be begun or the commit fails: then nothing is kept of any."""
        transaction, database = await _begun(house)
        try:
            inside = replace(house, database=database, bulletin=done)
            while self._waiting and len(done.results) < MOST:
                work, outcome = self._waiting.popleft()
                done.results.append((outcome, _do(inside, work)))
                if len(done.results) % AT_ONCE == 0:
                    await asyncio.sleep(0)
        except BaseException:
            transaction.__exit__(*sys.exc_info())
            raise
        began = time.perf_counter()
        if self._commit < QUICK:
            transaction.__exit__(None, None, None)
        else:
            await _in_thread(house, transaction.__exit__, None, None, None)
        self._commit = time.perf_counter() - began


async def _begun(house: House) -> tuple[AbstractContextManager[Database], Database]:
    """A transaction, and the database within it."""
    transaction = house.database.grouped(wait=False)
    try:
        return transaction, transaction.__enter__()
    except Unavailable:
        transaction = house.database.grouped()
        return transaction, await _in_thread(house, transaction.__enter__)


async def _in_thread(house: House, work: Callable[..., T], *args: object) -> T:
    return await asyncio.get_running_loop().run_in_executor(house.threads, work, *args)


@dataclass(slots=True)
class _Done:
    """Results and exceptions of the works, and what is to be announced once they are kept: this is where the works announce it."""

    results: list[tuple[asyncio.Future[Any], Any]] = field(default_factory=list)
    said: list[tuple[str, Mapping[str, object]]] = field(default_factory=list)

    def announce(self, topic: str, payload: Mapping[str, object]) -> None:
        self.said.append((topic, payload))

    def tell(self, house: House) -> None:
        """They are kept."""
        for outcome, result in self.results:
            if outcome.done():
                continue  # who asked is gone
            if isinstance(result, BaseException):
                outcome.set_exception(result)
            else:
                outcome.set_result(result)
        for topic, payload in self.said:
            house.bulletin.announce(topic, payload)

    def fail(self, error: BaseException) -> None:
        for outcome, _ in self.results:
            if not outcome.done():
                outcome.set_exception(error) if isinstance(error, Exception) else outcome.cancel()


def _do(house: House, work: Work) -> Any:
    try:
        return work(house)
    except Exception as error:  # noqa: BLE001 -- it is its own person's, and the others' deeds go on
        return error
