"""The admin's page about the paid engine."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.domain import engine_key
from rxfeed.domain.engine_key import EngineView
from rxfeed.domain.errors import RxfeedError
from rxfeed.ui.asking import ask, sayable
from rxfeed.ui.binding import viewer_of
from rxfeed.ui.words import NO_PROBLEM, Problem, problem
from rxfeed.wiring import house


class EnginePage(rx.State):
    """`status`: `ready`, `refused` (not an admin), or empty until the server has answered. `news`: `works`, `kept`, `forgotten`."""

    engine: EngineView = EngineView()
    status: str = ""
    trying: bool = False
    news: str = ""
    problem: Problem = NO_PROBLEM

    @rx.event
    async def arrive(self) -> None:
        """Open the page."""
        self.news, self.trying, self.problem = "", False, NO_PROBLEM
        try:
            self.engine = await ask(self, engine_key.show_engine)
            self.status = "ready"
        except RxfeedError as error:
            self.status, self.problem = "refused", problem(error)

    @rx.event
    async def enter(self, form: dict[str, str]) -> Any:
        """Try a key and keep it."""
        yield self._begin()
        with sayable(self):
            self.engine = await engine_key.set_engine_key(house(), await viewer_of(self), str(form.get("key", "")))
            self.news = "kept"
        self.trying = False

    @rx.event
    async def check(self) -> Any:
        """Ask the engine whether it works."""
        yield self._begin()
        with sayable(self):
            await engine_key.check_engine(house(), await viewer_of(self))
            self.news = "works"
        self.trying = False

    @rx.event
    async def forget(self) -> None:
        """Throw the key away."""
        self._begin()
        with sayable(self):
            self.engine = await ask(self, engine_key.forget_engine_key)
            self.news = "forgotten"
        self.trying = False

    def _begin(self) -> None:
        self.trying, self.news, self.problem = True, "", NO_PROBLEM
