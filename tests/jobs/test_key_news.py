"""Two processes of one server: what one is told, the other does."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from rxfeed.domain import engine_key
from rxfeed.domain.house import Engines, House
from rxfeed.domain.ports_engines import ImageEngine, TextEngine
from rxfeed.jobs.key_news import following_key
from tests.domain.test_engine_key import ADMIN, KEY, behind


class Replaced(Engines):
    """Tells when an engine has been put in or taken away."""

    def __init__(self) -> None:
        super().__init__({}, None, behind)
        self.loop, self.done = asyncio.get_running_loop(), asyncio.Event()

    def replace(self, name: str, engine: ImageEngine | None, text: TextEngine | None) -> None:
        super().replace(name, engine, text)
        self.loop.call_soon_threadsafe(self.done.set)

    async def next(self) -> None:
        await asyncio.wait_for(self.done.wait(), 10)
        self.done.clear()


async def test_a_key_and_its_end_reach_the_other_process(house: House) -> None:
    engines = Replaced()
    one, other = replace(house, engines=Engines({}, None, behind)), replace(house, engines=engines)
    async with following_key(other):
        await engine_key.set_engine_key(one, ADMIN, KEY)
        await engines.next()
        await engine_key.check_engine(other, ADMIN)
        await one.run(engine_key.forget_engine_key, ADMIN)
        await engines.next()
        assert "openai" not in engines
    await engine_key.set_engine_key(one, ADMIN, KEY)
    assert "openai" not in engines
