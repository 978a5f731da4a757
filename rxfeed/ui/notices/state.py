"""`/notifications`: what the viewer is told."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import reflex as rx

from rxfeed.domain import circle_requests, notices
from rxfeed.domain.errors import NotSignedIn, RxfeedError
from rxfeed.domain.house import House
from rxfeed.domain.notices_views import NoticeView
from rxfeed.domain.viewer import Viewer
from rxfeed.ui.asking import ask
from rxfeed.ui.words import NO_PROBLEM, Problem, problem


class NoticesPage(rx.State):
    """`status` says how far it has got: `ready`, `guest` or `failed`; empty until the server has answered."""

    notices: list[NoticeView] = []
    next: str = ""
    """Continues the list; empty at the end."""
    status: str = ""
    problem: Problem = NO_PROBLEM
    let_in: str = ""
    """Whose request to follow was accepted just now."""
    left: int = 0
    """How many were unread still after these were shown: more than that is news."""

    @rx.event
    async def arrive(self) -> AsyncIterator[None]:
        """Show the newest. What was unread is read once it is shown, and looks new until one comes again."""
        self.problem, self.let_in = NO_PROBLEM, ""
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

    @rx.event
    async def accept(self, handle: str) -> None:
        """They may follow the viewer."""
        if await self._answer(circle_requests.accept, str(handle)[:100]):
            self.let_in = str(handle)[:100]

    @rx.event
    async def decline(self, handle: str) -> None:
        """They may not, and aren't told."""
        await self._answer(circle_requests.decline, str(handle)[:100])

    async def _answer(self, deed: Callable[[House, Viewer, str], None], handle: str) -> bool:
        """What is answered leaves the list."""
        self.problem, self.let_in = NO_PROBLEM, ""
        try:
            await ask(self, deed, handle)
        except RxfeedError as error:
            self.problem = problem(error)
            return False
        self.notices = [notice for notice in self.notices if not (notice.asks and notice.one == handle)]
        return True

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
