"""Which pictures one sees: a part of `/settings/appearance`."""

from __future__ import annotations

from dataclasses import replace

import reflex as rx

from rxfeed.domain import preferences
from rxfeed.domain.errors import NotSignedIn, RxfeedError
from rxfeed.domain.preferences import Wishes
from rxfeed.ui.asking import ask
from rxfeed.ui.composer.given import text
from rxfeed.ui.here import Here
from rxfeed.ui.words import NO_PROBLEM, Problem, problem


class RatedPictures(rx.State):
    """What becomes of rated pictures."""

    wishes: Wishes = Wishes()
    problem: Problem = NO_PROBLEM

    @rx.event
    async def arrive(self) -> None:
        """What was chosen; for guests there is nothing to choose."""
        self.reset()
        try:
            self.wishes = await ask(self, preferences.wishes)
        except NotSignedIn:
            return
        except RxfeedError as error:
            self.problem = problem(error)

    @rx.event
    async def keep(self, rating: str, wish: str) -> rx.event.EventType | None:
        """Keep it at once, for every page."""
        if rating not in {"suggestive", "mature"}:
            return None
        try:
            wanted = replace(self.wishes, **{str(rating): text(wish, 8)})
            await ask(self, preferences.keep_wishes, wanted)
            self.wishes, self.problem = wanted, NO_PROBLEM
            return Here.arrive
        except RxfeedError as error:
            self.problem = problem(error)
            return None
