"""A key that an admin enters on a page reaches the other processes of this server too."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from rxfeed.domain.engine_key import TOPIC, follow_engine_key
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.house import House


@asynccontextmanager
async def following_key(house: House) -> AsyncIterator[None]:
    """Until the block ends, do as the process did that announced another key, or none."""
    news = asyncio.Event()

    def hear(_: Mapping[str, object]) -> None:
        news.set()

    stop = house.news.listen(TOPIC, hear)
    task = asyncio.create_task(_follow(house, news))
    try:
        yield
    finally:
        stop()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _follow(house: House, news: asyncio.Event) -> None:
    while await news.wait():
        news.clear()
        try:
            await house.run(follow_engine_key)
        except RxfeedError as error:
            logging.getLogger(__name__).warning("The engine's key: %s", error)
