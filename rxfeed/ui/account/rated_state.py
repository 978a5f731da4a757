"""Which pictures one sees: a part of `/settings/appearance`."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import reflex as rx

from rxfeed.domain import preferences
from rxfeed.domain.errors import NotSignedIn
from rxfeed.domain.preferences import Wishes
from rxfeed.ui.asking import ask, sayable
from rxfeed.ui.composer.given import text
from rxfeed.ui.here import Here
from rxfeed.ui.words import NO_PROBLEM, Problem


class RatedPictures(rx.State):
    """What becomes of rated pictures."""

    wishes: Wishes = Wishes()
    problem: Problem = NO_PROBLEM

    @rx.event
    async def arrive(self) -> None:
        """What was chosen; for guests there is nothing to choose."""
        self.reset()
        with sayable(self), suppress(NotSignedIn):
            self.wishes = await ask(self, preferences.wishes)

    @rx.event
    async def keep(self, rating: str, wish: str) -> rx.event.EventType | None:
        """Keep it at once, for every page."""
        if rating not in {"suggestive", "mature"}:
            return None
        with sayable(self):
            wanted = replace(self.wishes, **{str(rating): text(wish, 8)})
            await ask(self, preferences.keep_wishes, wanted)
            self.wishes = wanted
            return Here.arrive
        return None
