"""Housekeeping goes on whatever a chore does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from rxfeed.domain.errors import Unavailable
from rxfeed.domain.house import House
from rxfeed.jobs.sweeps import Chore, keeping_house


async def test_chores_are_done_again_and_again_and_a_bad_one_disturbs_nobody(house: House) -> None:
    done: list[str] = []
    enough = asyncio.Event()
    loop = asyncio.get_running_loop()

    def chore(name: str, error: Exception | None = None) -> Callable[[House], int]:
        def do(given: House) -> int:
            assert given is house
            done.append(name)
            if all(done.count(each) >= 3 for each in ("good", "busy", "broken")):
                loop.call_soon_threadsafe(enough.set)
            if error is not None:
                raise error
            return 1

        return do

    chores = [Chore(chore("good"), 0.01), Chore(chore("busy", Unavailable("Busy.")), 0.01), Chore(chore("broken", ZeroDivisionError()), 0.01)]
    async with keeping_house(house, chores), asyncio.timeout(20):
        await enough.wait()
    after = len(done)
    await asyncio.sleep(0.1)
    assert len(done) == after
