"""`/notifications`: what the viewer is told."""

from __future__ import annotations

from collections.abc import AsyncIterator

import reflex as rx

from rxfeed.domain import notices
from rxfeed.domain.errors import NotSignedIn, RxfeedError
from rxfeed.domain.notices_views import NoticeView
from rxfeed.ui.asking import ask
from rxfeed.ui.words import NO_PROBLEM, Problem, problem


class NoticesPage(rx.State):
    """`status` says how far it has got: `ready`, `guest` or `failed`; empty until the server has answered."""

    notices: list[NoticeView] = []
    next: str = ""
    """Continues the list; empty at the end."""
    status: str = ""
    problem: Problem = NO_PROBLEM
    left: int = 0
    """How many were unread still after these were shown: more than that is news."""

    @rx.event
    async def arrive(self) -> AsyncIterator[None]:
        """Show the newest. What was unread is read once it is shown, and looks new until one comes again."""
        self.problem = NO_PROBLEM
        upto = await self._show("", [])
        yield
        await self._read(upto)

    @rx.event
    async def more(self) -> AsyncIterator[None]:
        """Go on."""
        self.problem = NO_PROBLEM
        upto = await self._show(self.next, self.notices)
        yield
        await self._read(upto)

    @rx.event
    async def read_all(self) -> None:
        """Whatever waits is read, also what isn't shown here."""
        try:
            await ask(self, notices.all_seen)
            await self._show("", [])
            self.left = 0
        except RxfeedError as error:
            self.problem = problem(error)

    async def _show(self, cursor: str, before: list[NoticeView]) -> dict[str, int]:
        """A page of them behind those before it; gives what has been shown of them."""
        try:
            page = await ask(self, notices.page, cursor)
        except NotSignedIn:
            self.reset()
            self.status = "guest"
            return {}
        except RxfeedError as error:
            self.problem, self.status = problem(error), self.status or "failed"
            return {}
        known = {notice.id for notice in before}
        self.notices = [*before, *(notice for notice in page.notices if notice.id not in known)]
        self.next, self.status = page.next, "ready"
        return page.upto

    async def _read(self, upto: dict[str, int]) -> None:
        if self.status != "ready":
            return
        try:
            await ask(self, notices.seen, upto)
            self.left = await ask(self, notices.unread)
        except RxfeedError as error:
            self.problem = problem(error)
