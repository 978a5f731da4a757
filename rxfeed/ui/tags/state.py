"""A tag's page: what is known of it, and following it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

import reflex as rx

from rxfeed.domain import tags, tags_followed
from rxfeed.domain.errors import NotFound, RxfeedError
from rxfeed.domain.tags import TagView
from rxfeed.ui.asking import ask, sayable
from rxfeed.ui.words import NO_PROBLEM, Problem, problem


class TagPage(rx.State):
    """`status` says how far it has got: `ready`, `missing` or `failed`."""

    view: TagView = TagView()
    status: str = ""
    problem: Problem = NO_PROBLEM

    @rx.event
    async def arrive(self) -> None:
        """Show the tag that the address names."""
        self.reset()
        await self._show(unquote([*self.router.url.path.split("/"), "", ""][2]))

    @rx.event
    async def follow(self) -> None:
        await self._do(tags_followed.follow)

    @rx.event
    async def unfollow(self) -> None:
        await self._do(tags_followed.unfollow)

    async def _do(self, deed: Callable[..., None]) -> None:
        with sayable(self) as it:
            await ask(self, deed, self.view.tag)
        if it.done:
            await self._show(self.view.tag)

    async def _show(self, tag: str) -> None:
        try:
            self.view, self.status = await ask(self, tags.show, tag), "ready"
        except RxfeedError as error:
            self.status, self.problem = "missing" if isinstance(error, NotFound) else "failed", problem(error)


class FollowedTags(rx.State):
    """In the settings: the tags one follows."""

    tags: list[str] = []
    problem: Problem = NO_PROBLEM

    @rx.event
    async def arrive(self) -> None:
        """Which those are."""
        self.reset()
        with sayable(self):
            self.tags = await ask(self, tags_followed.of)

    @rx.event
    async def unfollow(self, tag: str) -> None:
        with sayable(self):
            await ask(self, tags_followed.unfollow, str(tag))
            self.tags = await ask(self, tags_followed.of)
