"""What a post's page says of remixing beside the post itself: versions, offers, who asks, and what has been made of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import reflex as rx

from rxfeed.domain import detaching, offers, remix_requests
from rxfeed.domain.detaching_reading import ChildView, children
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.offers import OfferView, VersionView
from rxfeed.domain.remix_requests import RequestView
from rxfeed.ui.asking import ask, sayable
from rxfeed.ui.composer.given import text as given
from rxfeed.ui.words import NO_PROBLEM, Problem


class Remixing(rx.State):
    """Of the post that the address names; the last two lists are for its author alone."""

    post: str = ""
    offers: list[OfferView] = []
    versions: list[VersionView] = []
    requests: list[RequestView] = []
    more_requests: str = ""
    """Continues the list; empty at the end."""
    children: list[ChildView] = []
    more_children: str = ""
    considered: str = ""
    """The remix about which one is asked whether it is to be detached."""
    problem: Problem = NO_PROBLEM
    _told: int = -1
    """How many notices waited when this was looked at."""

    @rx.event
    async def arrive(self) -> None:
        """Show what there is. Whoever doesn't see the post sees nothing of this either, and the page says why."""
        self.reset()
        self.post = self.router.url.path.rstrip("/").rpartition("/")[2]
        await self._show()

    @rx.event
    async def look_again(self, unread: int) -> None:
        """Something was told to the viewer while the page is open: it may be about this."""
        first, same = self._told < 0, self._told == unread
        self._told = unread if isinstance(unread, int) else 0
        if not (first or same):
            await self._show()

    @rx.event
    async def offer(self, handle: str) -> None:
        await self._do(offers.offer, self.post, given(handle, 100))

    @rx.event
    async def take_back(self, handle: str) -> None:
        await self._do(offers.take_back, self.post, given(handle, 100))

    @rx.event
    async def take(self) -> None:
        """What was offered to the viewer stands as a version by both."""
        await self._do(partial(offers.answer, accept=True), self.post)

    @rx.event
    async def leave(self) -> None:
        """What was offered to the viewer doesn't."""
        await self._do(partial(offers.answer, accept=False), self.post)

    @rx.event
    async def allow(self, handle: str) -> None:
        await self._do(partial(remix_requests.answer, accept=True), self.post, given(handle, 100))

    @rx.event
    async def refuse(self, handle: str) -> None:
        await self._do(partial(remix_requests.answer, accept=False), self.post, given(handle, 100))

    @rx.event
    def consider(self, child_id: str) -> None:
        self.considered, self.problem = given(child_id, 40), NO_PROBLEM

    @rx.event
    def keep(self) -> None:
        self.considered, self.problem = "", NO_PROBLEM

    @rx.event
    async def detach(self) -> None:
        """A refusal stays in the dialog, which says what to do."""
        await self._do(detaching.detach, self.post, self.considered)
        if not self.problem.message:
            self.considered = ""

    @rx.event
    async def show_requests(self) -> None:
        """More of those who ask."""
        with sayable(self):
            await self._more_requests()

    @rx.event
    async def show_children(self) -> None:
        """More of what has been made of it."""
        with sayable(self):
            await self._more_children()

    async def _do(self, deed: Callable[..., None], *more: Any) -> None:
        with sayable(self):
            await ask(self, deed, *more)
        await self._show()

    async def _show(self) -> None:
        try:
            self.offers = await ask(self, offers.look, self.post)
            self.versions = await ask(self, offers.versions, self.post)
            self.requests, self.children = [], []
            self.more_requests = self.more_children = ""
            await self._more_requests()
            await self._more_children()
        except RxfeedError:
            return

    async def _more_requests(self) -> None:
        page = await ask(self, remix_requests.of_post, self.post, self.more_requests)
        self.requests, self.more_requests = [*self.requests, *page.requests], page.next

    async def _more_children(self) -> None:
        page = await ask(self, children, self.post, self.more_children)
        self.children, self.more_children = [*self.children, *page.children], page.next

