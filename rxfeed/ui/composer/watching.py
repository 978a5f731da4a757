"""News of a generation for as long as somebody looks at it. The bulletin only says when to read again; the rows say what."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

from reflex_base.registry import RegistrationContext

from rxfeed.domain.errors import Unavailable
from rxfeed.domain.house import House
from rxfeed.domain.studio_news import GENERATION
from rxfeed.domain.views import GenerationView

AT_LEAST_EVERY = 2.0
"""Seconds: what a missed announcement costs."""
AT_MOST_EVERY = 0.1
"""Seconds: four pictures that form at once are one news."""
RUNNING = ("queued", "running")


async def news(house: House, generation_id: str, read: Callable[[], Awaitable[GenerationView]], wanted: Callable[[], bool]) -> AsyncIterator[GenerationView]:
    """Each changed view, the final one last. Ends when nobody wants it any more; raises what `read` raises, but waits for a database that is away."""
    changed = asyncio.Event()

    def hear(payload: Mapping[str, object]) -> None:
        if payload.get("id") == generation_id:
            changed.set()

    stop = house.bulletin.listen(GENERATION, hear)
    try:
        last: GenerationView | None = None
        while wanted():
            changed.clear()
            try:
                view = await read()
            except Unavailable:  # it comes back
                await asyncio.sleep(AT_LEAST_EVERY)
                continue
            if view != last:
                yield view
            if view.status not in RUNNING:
                return
            last = view
            await asyncio.sleep(AT_MOST_EVERY)
            await _either(changed)
    finally:
        stop()


def is_connected(token: str) -> bool:
    """Whether the browser with that client token has a socket open to this process."""
    namespace = RegistrationContext.get().app.event_namespace
    return namespace is not None and token in namespace.token_to_sid


async def _either(changed: asyncio.Event) -> None:
    try:
        async with asyncio.timeout(AT_LEAST_EVERY):
            await changed.wait()
    except TimeoutError:
        return
