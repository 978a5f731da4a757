"""Comments that are written, changed or taken away while one looks: whoever has the post's page open is told to read that thread anew.

Only ids are told. What a thread holds each browser asks for itself, as whoever it is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import reflex as rx
from reflex.event import Event
from reflex.state import StateUpdate
from reflex.utils.format import format_event_handler

from rxfeed import wiring
from rxfeed.domain import talk
from rxfeed.ui.profile.looking import looking_at
from rxfeed.ui.talk.state import Talk


async def telling_talk(app: rx.App) -> None:
    """Until cancelled. Announcements of the same thread that pile up are told as one."""
    changed: dict[tuple[str, str], None] = {}
    ready = asyncio.Event()

    def hear(payload: Mapping[str, object]) -> None:
        changed[str(payload["post"]), str(payload["thread"])] = None
        ready.set()

    stop = wiring.house().bulletin.listen(talk.TALK, hear)
    try:
        while await ready.wait():
            ready.clear()
            while changed:
                post, thread = next(iter(changed))
                del changed[post, thread]
                await _tell(app, post, thread)
    finally:
        stop()


async def _tell(app: rx.App, post: str, thread: str) -> None:
    if app.event_namespace is None:
        return
    on = Event(name=format_event_handler(Talk.hear), payload={"post": post, "thread": thread})
    for token in looking_at(f"p/{post}", app.event_namespace.token_to_sid):
        await app.event_namespace.emit_update(StateUpdate(events=[on]), token)
