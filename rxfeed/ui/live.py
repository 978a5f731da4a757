"""What everybody on the server is told at once: a picture was published, a picture is gone.

One prebuilt delta goes to all sockets of this process. It carries ids and counts of public posts only, whatever the receiver may see beyond them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import reflex as rx
from reflex_base.constants.state import FIELD_MARKER

from rxfeed import wiring


class Live(rx.State):
    """Push-only: the server never sets these vars on a state, it sends them. A small hook on the page hands them to the list store."""

    newest: str = ""
    """Cursor of the newest public post."""
    count: int = 0
    """How many were published while this process ran: the page shows the difference to what it has seen."""
    gone: str = ""
    """Id of the post that has just left."""


async def broadcast(app: rx.App) -> None:
    """Turn the bulletin into deltas until cancelled. Announcements that pile up while one is being sent go out as one."""
    news: dict[str, object] = {}
    ready = asyncio.Event()
    count = 0

    def published(payload: Mapping[str, object]) -> None:
        nonlocal count
        count += 1
        news.update(newest=payload["cursor"], count=count)
        ready.set()

    def gone(payload: Mapping[str, object]) -> None:
        news.update(gone=payload["id"])
        ready.set()

    bulletin = wiring.house().bulletin
    stops = bulletin.listen("published", published), bulletin.listen("gone", gone)
    try:
        while await ready.wait():
            ready.clear()
            sent, news = news, {}
            await _send(app, sent)
    finally:
        for stop in stops:
            stop()


async def _send(app: rx.App, news: Mapping[str, object]) -> None:
    if app.event_namespace is None:
        return
    delta = {Live.get_full_name(): {name + FIELD_MARKER: value for name, value in news.items()}}
    await app.event_namespace.emit("event", {"delta": delta})
