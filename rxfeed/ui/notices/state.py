"""`/notifications`: what the viewer is told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial

import reflex as rx

from rxfeed.domain import notices
from rxfeed.domain.errors import NotSignedIn, RxfeedError
from rxfeed.domain.notices_views import NoticeView
from rxfeed.ui.asking import ask, sayable
from rxfeed.ui.here import Here
from rxfeed.ui.notices.answering import answer
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
    """How many were unread when these were shown, and then after that: more is news."""

    @rx.event
    async def arrive(self) -> AsyncIterator[None]:
        """Show the newest. What was unread is read once it is shown, and looks new until one comes again."""
        self.let_in = ""
        with sayable(self):
            self.left = await ask(self, notices.unread)
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
        with sayable(self) as it:
            await ask(self, notices.all_seen)
        if it.done:
            await self._show("", [])
            self.left = 0

    @rx.event
    async def accept(self, notice_id: str) -> None:
        """Yes to what is asked."""
        answered = await self._answer(notice_id, accept=True)
        if answered is not None and answered.kind == "follow_request":
            self.let_in = answered.one

    @rx.event
    async def decline(self, notice_id: str) -> None:
        """No."""
        await self._answer(notice_id, accept=False)

    async def _answer(self, notice_id: str, *, accept: bool) -> NoticeView | None:
        """What is answered leaves the list."""
        self.let_in = ""
        asked = next((notice for notice in self.notices if notice.asks and notice.id == notice_id), NoticeView())
        with sayable(self):
            await ask(self, partial(answer, accept=accept), asked)
            self.notices = [notice for notice in self.notices if notice.id != notice_id]
            return asked
        return None

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
        if self.status != "ready" or self.problem.message:
            return
        with sayable(self):
            await ask(self, notices.seen, upto)
            here = await self.get_state(Here)
            here.unread = self.left = await ask(self, notices.unread)
