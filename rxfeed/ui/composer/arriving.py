"""Coming to the composer: from a link, from a post, or back to what is still forming."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import reflex as rx

from rxfeed.domain import studio
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.viewer import Viewer
from rxfeed.ui.binding import viewer_of
from rxfeed.ui.composer import able
from rxfeed.ui.composer.able import Filling
from rxfeed.ui.composer.asking import LONGEST
from rxfeed.ui.composer.helping import Helping
from rxfeed.ui.words import NO_PROBLEM, Problem, problem
from rxfeed.wiring import house


class Composer(Helping):
    """The page as it opens, and the viewer's earlier prompts."""

    ready: bool = False
    """Whether the server has answered yet."""
    arrival_problem: Problem = NO_PROBLEM

    @rx.event
    async def arrive(self) -> Any:
        """Open the page: the engines, what is left, what is pending, and what the address asks for."""
        viewer, asked = await viewer_of(self), self.router.url.query_parameters
        self.arrival_problem, self.ask_problem = NO_PROBLEM, NO_PROBLEM
        self._set_up(viewer)
        try:
            await self._resume(viewer, str(asked.get("generation", "")))
        except RxfeedError as error:
            self.arrival_problem = problem(error)
        self._fill_from(asked)
        self.history, self.more_history = await house().run(studio.history, viewer)
        await self._look_up()
        self.ready = True
        return Composer.watch if self.is_running else None

    @rx.event
    async def look_back(self) -> None:
        """More of the viewer's prompts."""
        older, self.more_history = await house().run(studio.history, await viewer_of(self), self.more_history)
        self.history = [*self.history, *older]

    def _set_up(self, viewer: Viewer) -> None:
        """The engines may have changed since the last visit."""
        self.engines = able.engines(house().engines, paid=viewer.signed_in)
        self.engine = able.chosen(self.engines, self.engine.name)
        self.can_help = viewer.signed_in and house().engines.text is not None
        self._fit()

    async def _resume(self, viewer: Viewer, wanted: str) -> None:
        """Show the generation that was asked for, else what is pending. Raises `NotFound`."""
        self._clear()
        if not wanted and (pending := await house().run(studio.pending, viewer)):
            wanted = pending.id
        if wanted:
            await self._open(wanted)

    def _fill_from(self, asked: Mapping[str, str]) -> None:
        """The form from an address, else from the generation that one comes back to."""
        there = self.generation
        self.engine = able.chosen(self.engines, str(asked.get("engine", "")) or there.engine or self.engine.name)
        self._fit()
        if asked.get("prompt"):
            self._fill(Filling(str(asked["prompt"])[:LONGEST], str(asked.get("shape", ""))), "link")
        elif there.id and (asked.get("generation") or not self.prompt):
            self._fill(Filling(there.prompt, there.shape), "")
        elif self.prompt:
            self._write(self.prompt)
