"""Empties the pages of sessions that were ended from elsewhere, while they are open: what they show was meant for whoever was signed in."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import cast

import reflex as rx
from reflex.event import Event
from reflex.istate.manager.token import BaseStateToken
from reflex.state import StateUpdate

from rxfeed import wiring

TO = "/sign-in?ended=yes"


async def sending_away(app: rx.App) -> None:
    """Until cancelled. The server refuses whatever such a page asks anyway, so an announcement that is missed leaves no door open."""
    seats: asyncio.Queue[str] = asyncio.Queue()

    def ended(payload: Mapping[str, object]) -> None:
        for seat in cast("Iterable[str]", payload["seats"]):
            seats.put_nowait(seat)

    stop = wiring.house().news.listen("sessions ended", ended)
    try:
        while True:
            await _send_away(app, await seats.get())
    finally:
        stop()


async def _send_away(app: rx.App, seat: str) -> None:
    """Every tab of that browser: nothing of what it was shown stays, neither on the page nor here."""
    if app.event_namespace is None:
        return
    for token in [token for token in app.event_namespace.token_to_sid if token.endswith(f"-{seat}")]:
        async with app.modify_state(BaseStateToken(ident=token, cls=rx.State)) as state:
            state.reset()
        on = Event(name="_redirect", payload={"path": TO, "external": False, "popup": False, "replace": True})
        await app.event_namespace.emit_update(StateUpdate(events=[on]), token)
