"""`/settings/sign-in`: the password, and the browsers that are signed in."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.domain import accounts, sessions, sessions_mine
from rxfeed.domain.sessions_mine import SessionView
from rxfeed.ui.account.forms import Parts
from rxfeed.ui.asking import ask
from rxfeed.ui.binding import cookie_of


class SignInSettings(Parts, rx.State):
    """Parts: `password`, `sessions`."""

    handle: str = ""
    browsers: list[SessionView] = []

    @rx.event
    async def arrive(self) -> None:
        """Open the page."""
        await self._open(self._load)

    @rx.event
    async def changed(self, _: dict[str, Any]) -> None:
        """The password is another one, and every other browser is signed out."""
        self._begin("password")
        await self._load()
        self.done = True

    @rx.event
    async def end(self, session_id: str) -> None:
        """Sign one browser out."""
        if await self._try("sessions", sessions.end_one, session_id):
            await self._load()

    @rx.event
    async def end_others(self) -> None:
        """Sign every browser but this one out."""
        if await self._try("sessions", sessions.end_others, cookie_of(self)):
            await self._load()

    async def _load(self) -> None:
        self.handle = (await ask(self, accounts.account)).handle
        self.browsers = await ask(self, sessions_mine.mine, cookie_of(self))
