"""Housekeeping: what has to be done now and then, as long as the server runs. The domain does it; each chore may run in several workers at once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from rxfeed.domain.errors import Unavailable
from rxfeed.domain.house import House

log = logging.getLogger(__name__)

SECOND, MINUTE, DAY = 1.0, 60.0, 86_400.0


@dataclass(frozen=True, slots=True)
class Chore:
    """A domain function that is called with the House every so many seconds. What it returns is how much there was to do."""

    do: Callable[[House], int]
    every: float

    @property
    def name(self) -> str:
        return f"{self.do.__module__}.{self.do.__name__}"


@asynccontextmanager
async def keeping_house(house: House, chores: Iterable[Chore]) -> AsyncIterator[None]:
    """Do the chores while the block lasts. One that fails is logged and done again when its time comes; the others don't notice."""
    tasks = [asyncio.create_task(_again_and_again(house, chore), name=chore.name) for chore in chores]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _again_and_again(house: House, chore: Chore) -> None:
    while True:
        # First the wait: a server that is being started has better things to do.
        await asyncio.sleep(min(chore.every, MINUTE))
        try:
            done = await house.run(chore.do)
            if done:
                log.info("%s: %d", chore.name, done)
        except Unavailable as reason:
            log.warning("%s has to wait: %s", chore.name, reason)
        except Exception:
            log.exception("%s failed", chore.name)
        await asyncio.sleep(max(0.0, chore.every - MINUTE))
