"""What waits for a moderator, and the decision about one matter."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain import safety
from rxfeed.domain.errors import Conflict, NotFound, RxfeedError
from rxfeed.domain.safety import Decision, MatterView
from rxfeed.ui.asking import ask, sayable
from rxfeed.ui.composer.given import text
from rxfeed.ui.here import Here
from rxfeed.ui.words import NO_PROBLEM, Problem, problem

LONGEST = 50_000


class ModerationPage(rx.State):
    """`status`: `ready`, `missing` for who moderates nothing, or `failed`."""

    status: str = ""
    order: str = "oldest"
    matters: list[MatterView] = []
    next: str = ""
    deciding: MatterView = MatterView()
    """The one that the dialog is about; without an id there is no dialog."""
    what: str = ""
    """What is ticked there."""
    problem: Problem = NO_PROBLEM
    decided: str = ""
    """What has just been decided."""

    @rx.event
    async def arrive(self) -> None:
        """Show what waits. A decision that is being made stays."""
        if not ((await self.get_state(Here)).again and self.status == "ready"):
            self.reset()
        await self._load()

    @rx.event
    async def sort(self, order: str) -> None:
        self.order = text(order, 10)
        await self._load()

    @rx.event
    async def more(self) -> None:
        """The next ones."""
        with sayable(self):
            page = await ask(self, safety.queue, self.order, self.next)
            known = {matter.id for matter in self.matters}
            self.matters, self.next = [*self.matters, *(matter for matter in page.matters if matter.id not in known)], page.next

    @rx.event
    def begin(self, matter_id: str) -> None:
        """Ask what is to happen."""
        found = next((matter for matter in self.matters if matter.id == matter_id and matter.can), None)
        if found is not None:
            self.deciding, self.what, self.problem, self.decided = found, found.can[0], NO_PROBLEM, ""

    @rx.event
    def leave(self) -> None:
        self.deciding, self.problem = MatterView(), NO_PROBLEM

    @rx.event
    def choose(self, what: str) -> None:
        self.what = text(what, 12)

    @rx.event
    async def decide(self, form: dict[str, str]) -> None:
        """Carry it out. What is decided leaves the list, also where somebody else was quicker."""
        days = text(form.get("days", ""), 4)
        what, why, rating = (text(form.get(name, ""), LONGEST) for name in ("what", "why", "rating"))
        decision = Decision(what, why, rating, int(days) if days.isascii() and days.isdigit() else -1)
        try:
            await ask(self, safety.decide, self.deciding.id, decision)
            self._put_away()
            self.decided = decision.what
        except Conflict as error:
            self._put_away()
            self.problem = problem(error)
            await self._load()
        except RxfeedError as error:
            self.problem = problem(error)

    def _put_away(self) -> None:
        self.matters = [matter for matter in self.matters if matter.id != self.deciding.id]
        self.deciding, self.problem = MatterView(), NO_PROBLEM

    async def _load(self) -> None:
        try:
            page = await ask(self, safety.queue, self.order)
            self.matters, self.next, self.status = page.matters, page.next, "ready"
        except RxfeedError as error:
            self.status, self.problem = "missing" if isinstance(error, NotFound) else self.status or "failed", problem(error)
