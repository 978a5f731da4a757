"""What happens in the library. Its lists are in the browser's store; this tells it what has changed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import reflex as rx

from rxfeed.domain import accounts, gallery, library, sessions
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.house import House
from rxfeed.domain.library_views import GenerationItem
from rxfeed.domain.viewer import Viewer
from rxfeed.ui.asking import ask
from rxfeed.ui.binding import address_of, cookie_of
from rxfeed.ui.composer.watching import is_connected
from rxfeed.ui.here import Here
from rxfeed.ui.library.following import news
from rxfeed.ui.words import NO_PROBLEM, Problem, problem
from rxfeed.wiring import house


class LibraryPage(rx.State):
    """News for the lists, and what the person has just done."""

    changed: list[GenerationItem] = []
    """What has just changed: a few, for the store to put in their places."""
    moves: int = 0
    """Grows when the list on screen is to be looked at again."""
    done: str = ""
    """What was just done with `moved`: `restored`, `binned` or `published`; or `worn`."""
    moved: str = ""
    """Id of that post, or of the picture."""
    problem: Problem = NO_PROBLEM
    _watchers: int = 0
    """Only the newest watcher of a client goes on."""

    @rx.event
    def arrive(self) -> Any:
        """Begin to look at what forms; whatever was said before belongs to the last visit."""
        self.changed, self.done, self.moved, self.problem = [], "", "", NO_PROBLEM
        return LibraryPage.watch

    @rx.event
    async def restore(self, post_id: str) -> None:
        """Out of the bin, as it was."""
        await self._do(gallery.restore, "restored", post_id)

    @rx.event
    async def bin(self, post_id: str) -> None:
        """Into the bin, for 30 days."""
        await self._do(gallery.bin, "binned", post_id)

    @rx.event
    async def publish_now(self, post_id: str) -> None:
        """It needn't wait any longer."""
        await self._do(gallery.publish_now, "published", post_id)

    @rx.event
    async def undo(self) -> None:
        """Back out of the bin, and into the list again."""
        await self._do(gallery.restore, "", self.moved)
        self.moves += 1

    @rx.event
    async def wear(self, picture_id: str) -> Any:
        """That picture is one's avatar from now on."""
        await self._do(accounts.wear, "worn", picture_id)
        return Here.arrive

    @rx.event(background=True)
    async def watch(self) -> None:
        """Hand on what changes for as long as somebody is there to see it. The lock is held only to do so."""
        async with self:
            self._watchers += 1
            mine, token, cookie, address = self._watchers, self.router.session.client_token, cookie_of(self), address_of(self)

        async def wanted() -> bool:
            async with self:
                return is_connected(token) and self._watchers == mine and self.router.url.path.startswith("/library")

        async def read() -> tuple[Viewer, list[GenerationItem]]:
            return await house().run(_read, cookie, address)

        with suppress(RxfeedError):  # the session has ended; whatever is done next says so
            async for items in news(house(), read, wanted):
                async with self:
                    self.changed = items
        async with self:
            if self._watchers == mine:
                self.changed = []

    async def _do(self, work: Callable[..., None], done: str, post_id: str) -> None:
        """The post has left the list on screen already; where that was wrong, the list is looked at again."""
        try:
            await ask(self, work, post_id)
            self.done, self.moved, self.problem = done, post_id, NO_PROBLEM
        except RxfeedError as error:
            self.done, self.problem, self.moves = "", problem(error), self.moves + 1


def _read(house: House, cookie: str, address: str) -> tuple[Viewer, list[GenerationItem]]:
    """As whoever the browser's session stands for now."""
    viewer = sessions.recognise(house, cookie, address)
    return viewer, library.moving(house, viewer)
