"""One's own collections, and those that one is asked into."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.domain import collections
from rxfeed.domain.collections_views import CollectionItem
from rxfeed.domain.errors import NotSignedIn, RxfeedError
from rxfeed.ui.asking import ask, sayable
from rxfeed.ui.words import NO_PROBLEM, Problem, problem


class CollectionsPage(rx.State):
    """`status`: `ready`, `guest` or `failed`; empty until the server has answered."""

    mine: list[CollectionItem] = []
    more_mine: str = ""
    """Cursor of what follows; empty at the end."""
    shared: list[CollectionItem] = []
    more_shared: str = ""
    status: str = ""
    problem: Problem = NO_PROBLEM
    beginning: bool = False
    """Whether the form for a new one is open."""

    @rx.event
    async def arrive(self) -> None:
        """Both lists, from their beginning."""
        self.beginning, self.problem = False, NO_PROBLEM
        try:
            mine, shared = await ask(self, collections.mine), await ask(self, collections.shared)
        except RxfeedError as error:
            self.status, self.problem = "guest" if isinstance(error, NotSignedIn) else "failed", problem(error)
        else:
            self.mine, self.more_mine, self.shared, self.more_shared = mine.collections, mine.next, shared.collections, shared.next
            self.status = "ready"

    @rx.event
    async def grow_mine(self) -> None:
        with sayable(self):
            page = await ask(self, collections.mine, self.more_mine)
            self.mine, self.more_mine = [*self.mine, *page.collections], page.next

    @rx.event
    async def grow_shared(self) -> None:
        with sayable(self):
            page = await ask(self, collections.shared, self.more_shared)
            self.shared, self.more_shared = [*self.shared, *page.collections], page.next

    @rx.event
    def open_form(self) -> None:
        self.beginning, self.problem = True, NO_PROBLEM

    @rx.event
    def close_form(self) -> None:
        self.beginning, self.problem = False, NO_PROBLEM

    @rx.event
    async def begin(self, form: dict[str, str]) -> Any:
        """And go there. Pressed twice, the first press has done it."""
        if not self.beginning:
            return None
        form = form if isinstance(form, dict) else {}
        with sayable(self):
            made = await ask(self, collections.begin, str(form.get("name", "")), str(form.get("visibility", "private")))
            self.beginning = False
            return rx.redirect(f"/c/{made}")
        return None
