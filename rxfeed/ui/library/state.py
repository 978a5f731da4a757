"""Everything that one has made: generations and posts, by status."""

from __future__ import annotations

import asyncio
from typing import Any

import reflex as rx

from rxfeed.domain import gallery, studio
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.views import GenerationView, PostView
from rxfeed.ui.asking import ask
from rxfeed.ui.composer.watching import RUNNING, is_connected
from rxfeed.ui.words import NO_PROBLEM, Problem, problem

GENERATIONS = ("all", "running", "ready", "drafts", "passed_over", "failed")
POSTS = {"published": "published", "scheduled": "scheduled", "bin": "binned"}
"""The lists of posts, and the status each of them shows."""
LOOKS_EVERY = 2.0
"""Seconds between two looks at what is still forming."""


class LibraryPage(rx.State):
    """One list at a time; `status` is empty until it is there, then `ready` or `failed`."""

    shown: str = "all"
    generations: list[GenerationView] = []
    posts: list[PostView] = []
    next: str = ""
    status: str = ""
    problem: Problem = NO_PROBLEM
    restored: str = ""
    """Id of the post that was just put back."""

    @rx.event
    async def arrive(self) -> Any:
        """Open the list that the address names, from its top."""
        self.reset()
        wanted = self.router.url.query_parameters.get("list", "all")
        self.shown = wanted if wanted in (*GENERATIONS, *POSTS) else "all"
        await self._load()
        return LibraryPage.watch if self._is_running() else None

    @rx.event
    async def show_more(self) -> None:
        """The next page, below what is there."""
        await self._load(self.next)

    @rx.event
    async def restore(self, post_id: str) -> None:
        """Out of the bin, as it was."""
        try:
            await ask(self, gallery.restore, post_id)
            self.posts = [post for post in self.posts if post.card.id != post_id]
            self.restored, self.problem = post_id, NO_PROBLEM
        except RxfeedError as error:
            self.problem = problem(error)

    @rx.event(background=True)
    async def watch(self) -> None:
        """Look again for as long as something forms and somebody is there to see it."""
        while self._is_running() and is_connected(self.router.session.client_token) and self.router.url.path.startswith("/library"):
            await asyncio.sleep(LOOKS_EVERY)
            async with self:
                if not self.next:
                    await self._load()

    async def _load(self, cursor: str = "") -> None:
        try:
            if self.shown in POSTS:
                posts, self.next = await ask(self, gallery.mine, POSTS[self.shown], cursor)
                self.posts = [*self.posts, *posts] if cursor else posts
            else:
                page = await ask(self, studio.library, self.shown, cursor)
                self.generations, self.next = [*self.generations, *page.generations] if cursor else page.generations, page.next
            self.status, self.problem = "ready", NO_PROBLEM
        except RxfeedError as error:
            self.status, self.problem = "failed", problem(error)

    def _is_running(self) -> bool:
        return any(generation.status in RUNNING for generation in self.generations)
