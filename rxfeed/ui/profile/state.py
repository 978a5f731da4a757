"""Somebody's page, and what its visitor does about them."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import reflex as rx

from rxfeed.domain import accounts_seen, circle
from rxfeed.domain.errors import NotFound, RxfeedError
from rxfeed.domain.views import ProfileView
from rxfeed.ui.asking import ask
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
    status: str = ""
    problem: Problem = NO_PROBLEM
    blocking: bool = False
    """Whether the question before it is being asked."""

    @rx.event
    async def arrive(self) -> None:
        """Show whom the address names."""
        self.reset()
        self.asked = unquote([*self.router.url.path.split("/"), "", ""][2])
        try:
            await self._show()
        except RxfeedError as error:
            self.status, self.problem = "missing" if isinstance(error, NotFound) else "failed", problem(error)

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
    async def block(self) -> Any:
        self.blocking = False
        return await self._do_for_lists(circle.block)

    @rx.event
    async def unblock(self) -> Any:
        return await self._do_for_lists(circle.unblock)

    @rx.event
    async def mute(self) -> Any:
        return await self._do_for_lists(circle.mute)

    @rx.event
    async def unmute(self) -> Any:
        return await self._do_for_lists(circle.unmute)

    async def _show(self) -> None:
        self.profile = await ask(self, accounts_seen.profile, self.asked)
        self.followers, self.following, self.status = self.profile.followers, self.profile.following, "ready"
        look(self.router.session.client_token, self.profile.handle)

    async def _do(self, deed: Any) -> bool:
        self.problem = NO_PROBLEM
        try:
            await ask(self, deed, self.asked)
            await self._show()
        except RxfeedError as error:
            self.problem = problem(error)
            return False
        return True

    async def _do_for_lists(self, deed: Any) -> Any:
        """Every list that the browser keeps may show other people now: the page is loaded anew."""
        return rx.redirect(f"/u/{self.profile.handle}", is_external=True) if await self._do(deed) else None
