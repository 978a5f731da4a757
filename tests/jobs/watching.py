"""Waiting for a generation, as a page does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from rxfeed.domain import studio
from rxfeed.domain.generation_views import GenerationView
from rxfeed.domain.house import House
from rxfeed.domain.viewer import Viewer


async def until(house: House, viewer: Viewer, generation: str, good: Callable[[GenerationView], bool], seconds: float = 30) -> GenerationView:
    """Watch a generation, woken by its announcements, until it is as it should be."""
    changed = asyncio.Event()
    stop = house.news.listen("generation", lambda _: changed.set())
    try:
        async with asyncio.timeout(seconds):
            while True:
                changed.clear()
                seen = await house.run(studio.watch, viewer, generation)
                if good(seen):
                    return seen
                await changed.wait()
    finally:
        stop()


def ended(seen: GenerationView) -> bool:
    return seen.status not in ("queued", "running")
