"""Everything that one has made: generations and posts, by status."""

from __future__ import annotations

import asyncio
from typing import Any

import reflex as rx

from rxfeed.domain import gallery, sessions, studio
from rxfeed.domain.errors import RxfeedError, Unavailable
from rxfeed.domain.house import House
from rxfeed.domain.views import GenerationView, PostView
from rxfeed.ui.asking import ask
from rxfeed.ui.binding import address_of, cookie_of
from rxfeed.ui.composer.watching import RUNNING, is_connected
from rxfeed.ui.words import NO_PROBLEM, Problem, problem
from rxfeed.wiring import house

GENERATIONS = ("all", "running", "ready", "drafts", "passed_over", "failed")
POSTS = {"published": "published", "scheduled": "scheduled", "bin": "binned"}
"""The lists of posts, and the status each of them shows."""
LOOKS_EVERY = 2.0
"""Seconds between two looks at what is still forming."""


class LibraryPage(rx.State):
    """One list at a time; `status` is empty until it is there, then `ready` or `failed`."""

    shown: str = "all"
    generations: list[GenerationView] = []
    formed: dict[str, GenerationView] = {}
    """What has changed since the list came, by id: shown in its place there, so that the list itself does not travel again."""
    posts: list[PostView] = []
    next: str = ""
    status: str = ""
    problem: Problem = NO_PROBLEM
    restored: str = ""
    """Id of the post that was just put back."""
    _watchers: int = 0
    """Only the newest watcher of a client goes on."""

    @rx.event
    async def arrive(self) -> Any:
        """Open the list that the address names, from its top."""
        watchers = self._watchers
        self.reset()
        self._watchers = watchers + 1
        wanted = self.router.url.query_parameters.get("list", "all")
        self.shown = wanted if wanted in (*GENERATIONS, *POSTS) else "all"
        await self._load()
        return LibraryPage.watch if self._running() else None

    @rx.event
    async def show_more(self) -> Any:
        """The next page, below what is there."""
        await self._load(self.next)
        return LibraryPage.watch if self._running() else None

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
        """Look again for as long as something forms and somebody is there to see it. The lock is held only to show what is new."""
        async with self:
            self._watchers += 1
            mine, token, cookie, address = self._watchers, self.router.session.client_token, cookie_of(self), address_of(self)
        while True:
            await asyncio.sleep(LOOKS_EVERY)
            if not is_connected(token):
                return
            async with self:
                if self._watchers != mine or not self.router.url.path.startswith("/library"):
                    return
                running = self._running()
            if not running:
                return
            try:
                views = await house().run(_read, cookie, address, running)
            except Unavailable:
                continue
            except RxfeedError:
                return
            async with self:
                if self._watchers != mine:
                    return
                self._renew(views)

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

    def _running(self) -> list[str]:
        now = (self.formed.get(generation.id, generation) for generation in self.generations)
        return [generation.id for generation in now if generation.status in RUNNING]

    def _renew(self, views: list[GenerationView]) -> None:
        shown = {generation.id: generation for generation in self.generations} | self.formed
        changed = {view.id: view for view in views if view != shown.get(view.id)}
        if changed:
            self.formed = {**self.formed, **changed}


def _read(house: House, cookie: str, address: str, generation_ids: list[str]) -> list[GenerationView]:
    """As whoever the browser's session stands for now."""
    viewer = sessions.recognise(house, cookie, address)
    return [studio.watch(house, viewer, generation_id) for generation_id in generation_ids]
