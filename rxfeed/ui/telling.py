"""What changes is told to open pages one thing at a time and read when it is told, so that many changes of one thing are few and the last is the newest."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from typing import TypeVar

import reflex as rx

from rxfeed import wiring
from rxfeed.domain import notices
from rxfeed.domain.errors import RxfeedError

T = TypeVar("T")

PAUSE = 0.25
"""Seconds between two looks at what has changed."""


async def telling(topic: str, things: Callable[[Mapping[str, object]], Iterable[T]], tell: Callable[[T], Awaitable[None]]) -> None:
    """Until cancelled. `things`: what an announcement of the topic is about."""
    changed: dict[T, None] = {}
    ready = asyncio.Event()

    def hear(payload: Mapping[str, object]) -> None:
        changed.update(dict.fromkeys(things(payload)))
        ready.set()

    stop = wiring.house().news.listen(topic, hear)
    try:
        while await ready.wait():
            ready.clear()
            things_now = list(changed)
            changed.clear()
            for thing in things_now:
                with suppress(RxfeedError):
                    await tell(thing)
            await asyncio.sleep(PAUSE)
    finally:
        stop()


async def theirs(app: rx.App, account: str) -> list[str]:
    """The tokens of the pages that this account has open in this process."""
    if app.event_namespace is None or not app.event_namespace.token_to_sid:
        return []
    ends = tuple(f"-{seat}" for seat in await wiring.house().glance(notices.seats, account))
    return [token for token in app.event_namespace.token_to_sid if token.endswith(ends)] if ends else []
