"""Coming to the composer: from a link, from a post, or back to what is still forming."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import reflex as rx

from rxfeed.domain import studio
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.viewer import NOBODY, Viewer
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
        asked, before = self.router.url.query_parameters, self.generation.id
        self.arrival_problem = self.ask_problem = self.post_problem = NO_PROBLEM
        try:
            viewer = await viewer_of(self)
            self._set_up(viewer)
            self.history, self.more_history = await house().run(studio.history, viewer)
            await self._resume(viewer, str(asked.get("generation", "")))
            await self._take_along(viewer)
        except RxfeedError as error:
            self.arrival_problem = problem(error)
            if not self.engines:
                self._set_up(NOBODY)
        self._fill_from(asked, is_new=self.generation.id != before)
        if asked.get("reference"):
            self.references = []
            await self._refer_to(str(asked["reference"]))
        self._wake()
        await self._look_up()
        self.ready = True
        follow = [Composer.watch] if self.is_running else []
        used_up = asked.get("prompt") or (asked.get("reference") and self.references)
        return [*follow, rx.redirect("/create", replace=True)] if used_up else follow

    @rx.event
    async def take_draft_up(self) -> None:
        """Back to what was just put aside, and to what it takes further. Where that can't be had now, the page stays as it is, to try again."""
        try:
            viewer = await viewer_of(self)
            await self._open(self.kept_draft)
        except RxfeedError as error:
            self.form_problem = problem(error)
            return
        self.form_problem, self.post_problem, self.nudged, self.needs_account, self.kept_draft = NO_PROBLEM, NO_PROBLEM, False, False, ""
        await self._take_along(viewer)
        self._fill_from({}, is_new=False)

    @rx.event
    async def look_back(self) -> None:
        """More of the viewer's prompts."""
        try:
            older, self.more_history = await house().run(studio.history, await viewer_of(self), self.more_history)
        except RxfeedError as error:
            self.ask_problem = problem(error)
        else:
            self.history = [*self.history, *older]

    @rx.event
    def begin_without(self) -> None:
        """Ask for pictures that come of nobody's."""
        self._leave_parents()

    def _set_up(self, viewer: Viewer) -> None:
        """The engines may have changed since the last visit."""
        self.answered = max(self.answered, time.time_ns() // 1_000_000)
        self.engines = able.engines(house().engines, paid=viewer.signed_in)
        self.engine = able.chosen(self.engines, self.engine.name)
        self.can_help = viewer.signed_in and house().engines.text is not None
        self._fit()

    async def _resume(self, viewer: Viewer, wanted: str) -> None:
        """Show the generation that was asked for, else what is pending. What is shown already stays as it is. Raises `NotFound`."""
        if not wanted and (pending := await house().run(studio.pending, viewer)):
            wanted = pending.id
        if wanted != self.generation.id:
            self._clear()
        if wanted:
            await self._open(wanted)

    async def _take_along(self, viewer: Viewer) -> None:
        """What the generation takes further; on this page nothing is without one. Where its parents can't be had, the pictures are there all the same."""
        if not self.generation.mode:
            return self._leave_parents()
        try:
            await self._follow(viewer, self.generation)
        except RxfeedError as error:
            self._take_nothing_further()
            self.form_problem = problem(error)

    def _fill_from(self, asked: Mapping[str, str], *, is_new: bool) -> None:
        """The form from an address, which is then replaced, else from the generation that one comes back to. What was typed meanwhile stays."""
        there, anew = self.generation, not self.ready
        if asked.get("prompt"):
            self.engine = able.chosen(self.engines, str(asked.get("engine", "")) or self.engine.name)
            self._fill(Filling(str(asked["prompt"])[:LONGEST], str(asked.get("shape", ""))), "link" if asked.get("shape") else "")
        elif there.id and (anew or (is_new and asked.get("generation"))):
            self.engine, self.shape, self.quality, self.variants = able.chosen(self.engines, there.engine), there.shape, there.quality, there.total
            self.seed, self.transparent, self.references = there.seed, there.transparent, there.references
            if not (anew and self.prompt):
                self._write(there.prompt)
        elif there.id and not self.prompt:
            self._write(there.prompt)
        self._fit()
