"""Comments that are written, changed or taken away while one looks: whoever has the post's page open is told to read that thread anew.

Only ids are told. What a thread holds each browser asks for itself, as whoever it is.
"""

from __future__ import annotations

import reflex as rx
from reflex.event import Event
from reflex.state import StateUpdate
from reflex.utils.format import format_event_handler

from rxfeed.domain import talk
from rxfeed.ui.profile.looking import looking_at
from rxfeed.ui.talk.state import Talk
from rxfeed.ui.telling import telling


async def telling_talk(app: rx.App) -> None:
    """Until cancelled."""
    await telling(talk.TALK, lambda payload: [(str(payload["post"]), str(payload["thread"]))], lambda thread: _tell(app, *thread))


async def _tell(app: rx.App, post: str, thread: str) -> None:
    if app.event_namespace is None:
        return
    on = Event(name=format_event_handler(Talk.hear), payload={"post": post, "thread": thread})
    for token in looking_at(f"p/{post}", app.event_namespace.token_to_sid):
        await app.event_namespace.emit_update(StateUpdate(events=[on]), token)
