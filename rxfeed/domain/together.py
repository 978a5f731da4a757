"""Small deeds of many people at once, kept by one commit. For SQLite, whose commits take longer than what they keep, and follow one upon the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rxfeed.domain.house import House

Work = Callable[["House"], Any]
MOST = 32
"""Deeds in one commit: whoever else writes waits for few milliseconds."""


class Together:
    """Used by the event loop alone. While some deeds are kept by a thread, others gather."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Work, asyncio.Future[Any]]] = []
        self._busy = False

    async def do(self, house: House, work: Work) -> Any:
        """What the work returns or raises, once it is kept. It is given a House whose transactions are parts of one, and announces nothing before that."""
        outcome: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, outcome))
        if not self._busy:
            self._start(house)
        return await outcome

    def _start(self, house: House) -> None:
        some, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
        self._busy = True
        works = [work for work, _ in some]
        done = asyncio.get_running_loop().run_in_executor(house.threads, _do_all, house, works)
        done.add_done_callback(partial(self._finish, house, [outcome for _, outcome in some]))

    def _finish(self, house: House, outcomes: list[asyncio.Future[Any]], done: asyncio.Future[_Done]) -> None:
        self._busy = False
        if self._waiting and not done.cancelled():
            self._start(house)
        failed = asyncio.CancelledError() if done.cancelled() else done.exception()
        results = [failed] * len(outcomes) if failed else done.result().results
        for outcome, result in zip(outcomes, results, strict=True):
            if outcome.done():
                continue  # who asked is gone
            if isinstance(result, BaseException):
                outcome.set_exception(result)
            else:
                outcome.set_result(result)
        for topic, payload in [] if failed else done.result().said:
            house.bulletin.announce(topic, payload)


@dataclass(slots=True)
class _Done:
    """Results and exceptions in the order of the works, and what is to be announced now that it is kept: this is the bulletin that the works are given."""

    results: list[Any] = field(default_factory=list)
    said: list[tuple[str, Mapping[str, object]]] = field(default_factory=list)

    def announce(self, topic: str, payload: Mapping[str, object]) -> None:
        self.said.append((topic, payload))

    def listen(self, topic: str, hear: Callable[[Mapping[str, object]], None]) -> Callable[[], None]:
        raise NotImplementedError("a deed listens to nothing")


def _do_all(house: House, works: list[Work]) -> _Done:
    """Raises where the commit fails: then nothing is kept of any."""
    done = _Done()
    with house.database.grouped() as database:
        inside = replace(house, database=database, bulletin=done)
        done.results = [_do(inside, work) for work in works]
    return done


def _do(house: House, work: Work) -> Any:
    try:
        return work(house)
    except Exception as error:  # noqa: BLE001 -- it is its own person's, and the others' deeds go on
        return error
