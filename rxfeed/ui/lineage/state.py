"""Where the post of the address comes from and what has come of it: in part on its own page, in full on `/p/{id}/lineage`."""

from __future__ import annotations

from contextlib import suppress

import reflex as rx

from rxfeed.domain import lineage
from rxfeed.domain.errors import NotAllowed, NotFound, NotSignedIn, RxfeedError
from rxfeed.domain.lineage_views import ChangesView, GraphView
from rxfeed.ui.asking import ask
from rxfeed.ui.words import NO_PROBLEM, Problem, problem

IN_PART = 40
"""Posts of the graph on a post's own page."""
REFUSALS: dict[type[RxfeedError], str] = {NotFound: "missing", NotSignedIn: "guest", NotAllowed: "missing"}


class LineagePart(rx.State):
    """The nearest of it. Where it can't be had the post's page says why, so this stays empty."""

    asked: str = ""
    graph: GraphView = GraphView()

    async def show(self, post_id: str) -> None:
        """Of that post. The page itself asks for it, so that both come at once and nothing moves."""
        self.reset()
        self.asked = post_id
        with suppress(RxfeedError):
            self.graph = await ask(self, lineage.graph, post_id, IN_PART)


class LineagePage(rx.State):
    """`status`: `ready`, one of those of `REFUSALS`, or `failed`."""

    asked: str = ""
    status: str = ""
    graph: GraphView = GraphView()
    problem: Problem = NO_PROBLEM
    is_open: bool = False
    changes: ChangesView = ChangesView()
    trouble: Problem = NO_PROBLEM
    """With the changes that were asked for."""

    @rx.event
    async def arrive(self) -> None:
        """Of the post that the address names."""
        self.reset()
        self.asked = _addressed(self)
        try:
            self.graph = await ask(self, lineage.graph, self.asked)
            self.status = "ready"
        except RxfeedError as error:
            self.problem, self.status = problem(error), REFUSALS.get(type(error), "failed")

    @rx.event
    async def open(self, child: str, number: int) -> None:
        """What changed from that parent to that child."""
        self.trouble, self.is_open = NO_PROBLEM, True
        try:
            self.changes = await ask(self, lineage.changes, child, number)
        except RxfeedError as error:
            self.changes, self.trouble = ChangesView(), problem(error)

    @rx.event
    def close(self) -> None:
        self.is_open = False


def _addressed(state: rx.State) -> str:
    """`/p/{id}` or `/p/{id}/lineage`."""
    return [*state.router.url.path.split("/"), "", ""][2]
