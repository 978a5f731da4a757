"""`/settings/notices`: what one wants to be told of."""

from __future__ import annotations

from contextlib import suppress

import reflex as rx

from rxfeed.domain import notices
from rxfeed.domain.errors import RxfeedError
from rxfeed.ui.account.forms import Parts
from rxfeed.ui.asking import ask


class NoticeSettings(Parts, rx.State):
    """One part: `kinds`."""

    wanted: dict[str, bool] = {}

    @rx.event
    async def arrive(self) -> None:
        """Open the page."""
        await self._open(self._load)

    @rx.event
    async def choose(self, kind: str, on: bool) -> None:
        """Be told of that kind, or not. Where it can't be kept the switch goes back."""
        await self._try("kinds", notices.choose, kind, on)
        with suppress(RxfeedError):
            await self._load()

    async def _load(self) -> None:
        self.wanted = await ask(self, notices.wanted)
