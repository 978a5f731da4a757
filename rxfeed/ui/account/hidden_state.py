"""`/settings/hidden`: whom and what one doesn't see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from rxfeed.domain import circle, circle_hidden, mutes
from rxfeed.domain.circle_hidden import HiddenPage
from rxfeed.domain.mutes import MutedViews
from rxfeed.ui.account.forms import Parts
from rxfeed.ui.asking import ask, sayable
from rxfeed.ui.composer.given import text
from rxfeed.ui.here import Here

LONGEST = 1_000


class HiddenSettings(Parts, rx.State):
    """Parts: `blocked`, `muted`, `words`, `tags`."""

    blocked: HiddenPage = HiddenPage()
    muted: HiddenPage = HiddenPage()
    kept: MutedViews = MutedViews()

    @rx.event
    async def arrive(self) -> None:
        """Open the page."""
        await self._open(self._load)

    @rx.event
    async def unblock(self, handle: str) -> Any:
        return await self._change("blocked", circle.unblock, text(handle, LONGEST))

    @rx.event
    async def unmute(self, handle: str) -> Any:
        return await self._change("muted", circle.unmute, text(handle, LONGEST))

    @rx.event
    async def mute_word(self, form: dict[str, str]) -> Any:
        return await self._change("words", mutes.mute_word, text(form.get("word", ""), LONGEST), text(form.get("lasting", ""), 40))

    @rx.event
    async def unmute_word(self, word: str) -> Any:
        return await self._change("words", mutes.unmute_word, text(word, LONGEST))

    @rx.event
    async def mute_tag(self, form: dict[str, str]) -> Any:
        return await self._change("tags", mutes.mute_tag, text(form.get("tag", ""), LONGEST), text(form.get("lasting", ""), 40))

    @rx.event
    async def unmute_tag(self, tag: str) -> Any:
        return await self._change("tags", mutes.unmute_tag, text(tag, LONGEST))

    @rx.event
    async def more_blocked(self) -> None:
        self.blocked = await self._longer("blocked", self.blocked, circle_hidden.blocked)

    @rx.event
    async def more_muted(self) -> None:
        self.muted = await self._longer("muted", self.muted, circle_hidden.muted)

    async def _change(self, part: str, work: Callable[..., None], *given: str) -> Any:
        if await self._try(part, work, *given):
            await self._load()
            return Here.arrive
        return None

    async def _longer(self, part: str, page: HiddenPage, read: Callable[..., HiddenPage]) -> HiddenPage:
        self._begin(part)
        with sayable(self):
            further = await ask(self, read, page.next)
            return HiddenPage([*page.people, *further.people], further.next)
        return page

    async def _load(self) -> None:
        self.blocked, self.muted = await ask(self, circle_hidden.blocked), await ask(self, circle_hidden.muted)
        self.kept = await ask(self, mutes.muted)
