"""News of everything that one has under way, for as long as somebody looks at the library. The bulletin only says when to read again; the rows say what."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

from rxfeed.domain.errors import Unavailable
from rxfeed.domain.house import House
from rxfeed.domain.library_views import GenerationItem
from rxfeed.domain.studio_news import GENERATION
from rxfeed.domain.viewer import Viewer
from rxfeed.ui.composer.watching import RUNNING

AT_LEAST_EVERY = 2.0
"""Seconds: what a missed announcement costs while something forms, and how long nobody notices that the page was left."""
AT_MOST_EVERY = 0.2
"""Seconds: pictures that form at once are one news."""

Read = Callable[[], Awaitable[tuple[Viewer, list[GenerationItem]]]]


async def news(house: House, read: Read, wanted: Callable[[], Awaitable[bool]]) -> AsyncIterator[list[GenerationItem]]:
    """What has changed each time, and first of all what runs. Ends when nobody wants it any more; raises what `read` raises, but waits for a database.

    While nothing runs it waits for the viewer's next generation without asking the database, and says so once, by an empty list: whoever comes later
    is not to be told old news.
    """
    changed, told = asyncio.Event(), False
    viewer: Viewer | None = None

    def hear(payload: Mapping[str, object]) -> None:
        if viewer is None or viewer.owns(_number(payload, "account_id"), _number(payload, "guest_id")):
            changed.set()

    stop = house.news.listen(GENERATION, hear)
    try:
        last: dict[str, GenerationItem] = {}
        while await wanted():
            changed.clear()
            try:
                viewer, items = await read()
            except Unavailable:  # it comes back
                await asyncio.sleep(AT_LEAST_EVERY)
                continue
            if new := [item for item in items if item != last.get(item.id)]:
                told = True
                yield new
            last = {item.id: item for item in items}
            await asyncio.sleep(AT_MOST_EVERY)
            while not await _heard(changed) and not _is_running(items) and await wanted():
                if told:
                    told = False
                    yield []
    finally:
        stop()


def _is_running(items: list[GenerationItem]) -> bool:
    return any(item.status in RUNNING for item in items)


def _number(payload: Mapping[str, object], name: str) -> int | None:
    value = payload.get(name)
    return value if isinstance(value, int) else None


async def _heard(changed: asyncio.Event) -> bool:
    try:
        async with asyncio.timeout(AT_LEAST_EVERY):
            await changed.wait()
    except TimeoutError:
        return False
    return True
