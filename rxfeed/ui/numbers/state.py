"""Views, likes, saves and remixes over time: of the post of the address, or of everything that one has published."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain import numbers
from rxfeed.domain.errors import NotSignedIn, RxfeedError
from rxfeed.domain.numbers import NumbersView
from rxfeed.ui.asking import ask
from rxfeed.ui.words import NO_PROBLEM, Problem, problem


class Numbers(rx.State):
    """`status`: `ready`, `guest` (signing in would show them) or `failed`; empty until then."""

    post: str = ""
    """Whose numbers these are; empty for those of all."""
    period: str = "month"
    status: str = ""
    numbers: NumbersView = NumbersView()
    problem: Problem = NO_PROBLEM

    @rx.event
    async def arrive(self) -> None:
        """On `/p/{id}` or `/library/numbers`."""
        _, first, second, *_ = [*self.router.url.path.split("/"), "", ""]
        self.reset()
        self.post = second if first == "p" else ""
        await self._read()

    @rx.event
    async def look_at(self, period: str) -> None:
        """Another time. One that isn't there leaves what is shown."""
        before, self.period = self.period, period
        await self._read()
        if self.status != "ready":
            self.period = before

    async def _read(self) -> None:
        try:
            of_one = (numbers.of_post, self.post, self.period)
            self.numbers = await (ask(self, *of_one) if self.post else ask(self, numbers.of_account, self.period))
            self.status, self.problem = "ready", NO_PROBLEM
        except RxfeedError as error:
            self.status, self.problem = "guest" if isinstance(error, NotSignedIn) else "failed", problem(error)
