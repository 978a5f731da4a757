"""`/settings/posts`: what a new post begins with."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain import preferences
from rxfeed.domain.preferences import FirstWords
from rxfeed.ui.account.forms import Parts
from rxfeed.ui.asking import ask
from rxfeed.ui.composer.given import text


class PostDefaults(Parts, rx.State):
    """One part: `first`."""

    first: FirstWords = FirstWords()

    @rx.event
    async def arrive(self) -> None:
        """Open the page."""
        await self._open(self._load)

    @rx.event
    async def keep(self, form: dict[str, str]) -> None:
        """Keep them. What was chosen stays on the page where it can't be kept."""
        given = {name: text(form.get(name, ""), 40) for name in ("visibility", "rating", "licence", "remix")}
        if await self._try("first", preferences.keep_first_words, FirstWords(**given, training=form.get("training") == "yes")):
            await self._load()

    async def _load(self) -> None:
        self.first = await ask(self, preferences.chosen_first)
