"""Asking authors whether one may remix their pictures, wherever a panel for it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from rxfeed.domain import remix_requests
from rxfeed.domain.remix_requests import AskView
from rxfeed.ui.asking import ask, sayable
from rxfeed.ui.composer.given import text as given
from rxfeed.ui.words import NO_PROBLEM, Problem

LONGEST = 20_000
"""Characters that are looked at; the real limit is the domain's."""
MOST = 8
"""Panels that are known."""


class RemixAsking(rx.State):
    """Posts by their ids: one may stand before several at once."""

    views: dict[str, AskView] = {}
    of: str = ""
    """The post that the problem is about."""
    problem: Problem = NO_PROBLEM

    @rx.event
    async def look(self, post_id: str) -> None:
        """Whether the viewer may, and what has come of their asking."""
        await self._do(given(post_id, 40), None)

    @rx.event
    async def send(self, form: dict[str, str]) -> None:
        """Ask."""
        await self._do(given(form.get("post", ""), 40), remix_requests.ask, given(form.get("message", ""), LONGEST))

    @rx.event
    async def take_back(self, post_id: str) -> None:
        await self._do(given(post_id, 40), remix_requests.take_back)

    async def _do(self, post_id: str, deed: Callable[..., None] | None, *more: Any) -> None:
        """Once it is done, or refused, the panel says how it is."""
        self.of = post_id
        with sayable(self):
            if deed is not None:
                await ask(self, deed, post_id, *more)
            now = await ask(self, remix_requests.look, post_id)
            self.views = dict([*self.views.items(), (post_id, now)][-MOST:])
