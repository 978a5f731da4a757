"""What was decided, and taking it back."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain import safety
from rxfeed.domain.errors import NotFound, RxfeedError
from rxfeed.domain.safety import RulingView
from rxfeed.ui.asking import ask, sayable
from rxfeed.ui.composer.given import text
from rxfeed.ui.here import Here
from rxfeed.ui.words import NO_PROBLEM, Problem, problem


class ModerationLog(rx.State):
    """`status`: `ready`, `missing` for who moderates nothing, or `failed`."""

    status: str = ""
    rulings: list[RulingView] = []
    next: str = ""
    undoing: RulingView = RulingView()
    """The one that the dialog is about; without an id there is no dialog."""
    problem: Problem = NO_PROBLEM

    @rx.event
    async def arrive(self) -> None:
        """Show the latest. What is being taken back stays."""
        if not ((await self.get_state(Here)).again and self.status == "ready"):
            self.reset()
        await self._load()

    @rx.event
    async def more(self) -> None:
        """Earlier ones."""
        with sayable(self):
            page = await ask(self, safety.log, self.next)
            self.rulings, self.next = [*self.rulings, *page.rulings], page.next

    @rx.event
    def begin(self, ruling_id: str) -> None:
        """Ask why it is taken back."""
        self.undoing = next((ruling for ruling in self.rulings if ruling.id == ruling_id and ruling.holds), RulingView())
        self.problem = NO_PROBLEM

    @rx.event
    def leave(self) -> None:
        self.undoing, self.problem = RulingView(), NO_PROBLEM

    @rx.event
    async def undo(self, form: dict[str, str]) -> None:
        """Take it back."""
        with sayable(self) as it:
            await ask(self, safety.undo, self.undoing.id, text(form.get("why", ""), 50_000))
            self.undoing = RulingView()
        if it.done:
            await self._load()

    async def _load(self) -> None:
        try:
            page = await ask(self, safety.log)
            self.rulings, self.next, self.status = page.rulings, page.next, "ready"
        except RxfeedError as error:
            self.status, self.problem = "missing" if isinstance(error, NotFound) else self.status or "failed", problem(error)
