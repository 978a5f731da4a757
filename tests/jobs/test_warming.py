"""Somebody composes: the engine wakes before Generate is pressed."""

from __future__ import annotations

import asyncio
from pathlib import Path

from rxfeed.domain import studio
from rxfeed.domain.house import House
from rxfeed.jobs.runner import Runner
from tests.jobs.engines import ObedientEngine


async def test_an_engine_is_woken_and_one_that_is_not_there_harms_nobody(house: House, tmp_path: Path) -> None:
    engine = ObedientEngine(paid=False)
    house.engines.replace("obedient", engine, None)
    async with Runner(house, tmp_path):
        studio.somebody_composes(house, "gone")
        studio.somebody_composes(house, "obedient")
        await asyncio.wait_for(engine.woken.wait(), 5)
