"""A session that is ended from elsewhere leaves nothing on the pages that are open with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import reflex as rx

from rxfeed.domain import session_cookie, sessions
from rxfeed.domain.house import House
from rxfeed.ui.on_demand import begun
from rxfeed.ui.sending_away import TO, sending_away


class App:
    """Stands where Reflex's app and its sockets are: two tabs of one browser, one of another."""

    def __init__(self, mine: str, theirs: str) -> None:
        self.event_namespace = self
        self.token_to_sid = {f"a-{mine}": "1", f"b-{theirs}": "2", f"c-{mine}": "3"}
        self.emptied: list[str] = []
        self.sent: asyncio.Queue[tuple[str, str]] = asyncio.Queue()

    @asynccontextmanager
    async def modify_state(self, token: Any) -> AsyncIterator[Any]:
        state = begun(rx.State)
        state.is_hydrated = True
        yield state
        assert not state.is_hydrated
        self.emptied.append(token.ident)

    async def emit_update(self, update: Any, token: str) -> None:
        self.sent.put_nowait((token, update.events[0].payload["path"]))


async def test_pages_of_an_ended_session_are_emptied_and_shown_the_door(house: House) -> None:
    mine, theirs = (session_cookie.mint() for _ in range(2))
    app = App(session_cookie.seat(mine), session_cookie.seat(theirs))
    task = asyncio.create_task(sending_away(app))  # type: ignore[arg-type]
    await asyncio.sleep(0)
    sessions.tell_ended(house, [session_cookie.digest(mine)])
    sent = [await asyncio.wait_for(app.sent.get(), 5) for _ in range(2)]
    assert sent == [(token, TO) for token in app.emptied]
    assert app.emptied == [f"a-{session_cookie.seat(mine)}", f"c-{session_cookie.seat(mine)}"]
    task.cancel()
