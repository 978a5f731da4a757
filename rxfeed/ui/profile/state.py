"""Somebody's page, and what its visitor does about them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import reflex as rx

from rxfeed.domain import accounts_marks, accounts_seen, circle, handles
from rxfeed.domain.errors import NotFound, RxfeedError
from rxfeed.domain.house import House
from rxfeed.domain.people_views import ProfileView
from rxfeed.domain.viewer import Viewer
from rxfeed.ui.asking import ask, sayable
from rxfeed.ui.profile.looking import look
from rxfeed.ui.words import NO_PROBLEM, Problem, problem


class ProfilePage(rx.State):
    """`status` says how far it has got: `ready`, `missing` or `failed`."""

    asked: str = ""
    """The handle in the address: the page shows nothing of anybody else."""
    profile: ProfileView = ProfileView()
    followers: int = 0
    following: int = 0
    """Both are also sent while one looks (`live.py`)."""
    moves: int = 0
    """Grows when the people on screen are to be looked at again."""
    status: str = ""
    problem: Problem = NO_PROBLEM
    blocking: bool = False
    """Whether the question before it is being asked."""

    @rx.event
    async def arrive(self) -> Any:
        """Show whom the address names. A handle of before leads to the one of now."""
        self.reset()
        self.asked = unquote([*self.router.url.path.split("/"), "", ""][2])
        try:
            await self._show()
        except RxfeedError as error:
            self.status, self.problem = "missing" if isinstance(error, NotFound) else "failed", problem(error)
            return None
        if self.profile.handle == handles.fold(self.asked):
            return None
        rest = self.router.url.path.split("/")[3:]
        return rx.redirect("/".join(["/u", self.profile.handle, *rest]), replace=True)

    @rx.event
    async def look_again(self) -> None:
        """Something has changed between the two (`live.py`). Whoever has gone on to another page finds it there."""
        if not self.asked:
            return
        try:
            await self._show()
            self.moves += 1
        except RxfeedError as error:
            self.status, self.problem = "missing" if isinstance(error, NotFound) else self.status, problem(error)

    @rx.event
    async def accept(self, handle: str) -> None:
        await self._answer(circle.accept, handle)

    @rx.event
    async def decline(self, handle: str) -> None:
        await self._answer(circle.decline, handle)

    @rx.event
    async def remove_follower(self, handle: str) -> None:
        await self._answer(circle.remove_follower, handle)

    @rx.event
    async def follow(self) -> None:
        await self._do(circle.follow)

    @rx.event
    async def unfollow(self) -> None:
        await self._do(circle.unfollow)

    @rx.event
    def begin_block(self) -> None:
        self.blocking, self.problem = True, NO_PROBLEM

    @rx.event
    def leave_block(self) -> None:
        self.blocking, self.problem = False, NO_PROBLEM

    @rx.event
    async def block(self) -> None:
        self.blocking = False
        await self._do(circle.block)

    @rx.event
    async def unblock(self) -> None:
        await self._do(circle.unblock)

    @rx.event
    async def mute(self, lasting: str = "") -> None:
        """For a time, or for ever."""
        await self._do(lambda house, viewer, handle: circle.mute(house, viewer, handle, str(lasting)))

    @rx.event
    async def unmute(self) -> None:
        await self._do(circle.unmute)

    @rx.event
    async def show_likes(self, on: bool) -> None:
        """To others, or to oneself alone."""
        await self._do(lambda house, viewer, _: accounts_marks.show_likes(house, viewer, on is True))

    async def _show(self) -> None:
        look(self.router.session.client_token, handles.fold(self.asked[:40]))  # before it is read, so that nothing falls between the two
        self.profile = await ask(self, accounts_seen.profile, self.asked)
        self.followers, self.following, self.status = self.profile.followers, self.profile.following, "ready"
        if self.profile.handle != handles.fold(self.asked):
            look(self.router.session.client_token, self.profile.handle)

    async def _do(self, deed: Callable[[House, Viewer, str], None]) -> None:
        await self._answer(deed, self.asked)

    async def _answer(self, deed: Callable[[House, Viewer, str], None], handle: str) -> None:
        with sayable(self):
            await ask(self, deed, str(handle))
            await self._show()
            self.moves += 1
