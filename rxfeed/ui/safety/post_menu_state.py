"""What the menu of a post knows, and what is done in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import reflex as rx

from rxfeed.domain import accounts, circle, feeds_for_you, mutes, opinions, safety_menu
from rxfeed.domain.feeds_for_you import WhyView
from rxfeed.domain.house import House
from rxfeed.domain.safety_menu import PostAbout
from rxfeed.domain.viewer import Viewer
from rxfeed.ui.asking import ask, sayable
from rxfeed.ui.composer.given import text
from rxfeed.ui.here import Here
from rxfeed.ui.words import NO_PROBLEM, Problem

LONGEST = 1_000
"""Characters that are looked at; the real limit is the domain's."""
NEWEST = ("/latest", "/following")
"""Where the newest come first."""


class PostMenu(rx.State):
    """`step`: nothing, `menu`, `words` (what of it is muted), `why`, the question before `block`, or what has been done: `muted`, `blocked`, `worn`,
    `more`, `less`.
    """

    step: str = ""
    about: PostAbout = PostAbout()
    kept: list[str] = []
    """Words and tags that were muted just now."""
    copied: bool = False
    numbers: WhyView = WhyView()
    order: str = ""
    """What the page's list is ordered by, where that isn't For you."""
    problem: Problem = NO_PROBLEM

    @rx.event
    async def open(self, post_id: str) -> None:
        """Say what can be done about that post."""
        self.reset()
        self.step = "menu"
        with sayable(self):
            self.about = await ask(self, safety_menu.about, post_id)

    @rx.event
    def close(self) -> None:
        self.reset()

    @rx.event
    def note_copied(self) -> None:
        self.copied = True

    @rx.event
    def begin_block(self) -> None:
        self.step = "block"

    @rx.event
    def begin_words(self) -> None:
        self.step, self.problem = "words", NO_PROBLEM

    @rx.event
    async def mute_tag(self, tag: str) -> None:
        if await self._do(mutes.mute_tag, "words", text(tag, LONGEST)):
            self.about = replace(self.about, tags=[other for other in self.about.tags if other != tag])
            self.kept = [*self.kept, f"#{tag}"]

    @rx.event
    async def mute_word(self, form: dict[str, str]) -> None:
        word = text(form.get("word", ""), LONGEST)
        if await self._do(mutes.mute_word, "words", word):
            self.kept = [*self.kept, word.strip()]

    @rx.event
    async def mute(self) -> None:
        await self._do(circle.mute, "muted", self.about.handle)

    @rx.event
    async def unmute(self) -> None:
        await self._do(circle.unmute, "", self.about.handle)

    @rx.event
    async def block(self) -> None:
        await self._do(circle.block, "blocked", self.about.handle)

    @rx.event
    async def ask_why(self) -> None:
        """By what it has its place in the list it stands in."""
        path = text(self.router.url.path, 200).rstrip("/") or "/"
        trends = path == "/trending" or (path == "/" and not self.about.signed_in)
        self.order = "trending" if trends else "newest" if path in NEWEST or path.startswith("/t/") else ""
        with sayable(self):
            self.numbers = WhyView() if self.order else await ask(self, feeds_for_you.why, self.about.id)
            self.step = "why"

    @rx.event
    async def want_more(self) -> None:
        await self._do(_more, "more", self.about.id)

    @rx.event
    async def want_less(self) -> None:
        await self._do(_less, "less", self.about.id)

    @rx.event
    async def take_back(self) -> None:
        """Neither more nor less of it."""
        await self._do(opinions.take_back, "", self.about.id)

    @rx.event
    async def wear(self) -> Any:
        """Its first picture is one's avatar from now on."""
        await self._do(accounts.wear, "worn", self.about.id)
        return Here.arrive

    async def _do(self, deed: Callable[[House, Viewer, str], None], then: str, what: str) -> bool:
        """Whether it was done."""
        with sayable(self) as it:
            await ask(self, deed, what)
            self.step = then
        return it.done


def _more(house: House, viewer: Viewer, post_id: str) -> None:
    opinions.say(house, viewer, post_id, more=True)


def _less(house: House, viewer: Viewer, post_id: str) -> None:
    opinions.say(house, viewer, post_id, more=False)
