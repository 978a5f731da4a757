"""What everybody made of a prompt with blanks."""

from __future__ import annotations

import orjson
import reflex as rx

from rxfeed.domain import remixing
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.views import PostCard
from rxfeed.ui.asking import ask
from rxfeed.ui.components.controls import button
from rxfeed.ui.components.post_tile import WALL, last_row, post_tile
from rxfeed.ui.composer.given import text
from rxfeed.ui.words import say


class Gathered(rx.State):
    """Of one post, as far as one has asked for more."""

    of: str = ""
    results: list[PostCard] = []
    next: str = ""

    @rx.event
    async def look(self, post_id: str) -> None:
        """The newest. Where they can't be had nothing is shown: they are beside the point of the page."""
        self.of, self.results, self.next = text(post_id, 40), [], ""
        await self._read()

    @rx.event
    async def look_on(self) -> None:
        """Those before."""
        if self.next:
            await self._read()

    async def _read(self) -> None:
        try:
            page = await ask(self, remixing.gather, self.of, self.next)
        except RxfeedError:
            self.next = ""
        else:
            self.results, self.next = [*self.results, *(PostCard(**orjson.loads(card)) for card in page.cards)], page.next


def gathered(post_id: rx.Var[str]) -> rx.Component:
    """Nothing while there are none."""
    tiles = rx.foreach(Gathered.results, lambda card: post_tile(card=card, eager=False, pinned=False, key=card.id))
    shown = rx.el.section(
        rx.el.h2(say("What everybody filled in"), class_name="text-sm font-semibold text-ink-2 mb-2"),
        rx.el.ul(tiles, last_row(), role="list", class_name=f"{WALL} [--row:110px]! md:[--row:140px]!"),
        rx.cond(Gathered.next != "", button(say("More"), kind="quiet", on_click=Gathered.look_on, class_name="mt-3"), rx.fragment()),
        class_name="px-4 md:px-0 pt-2",
    )
    there = (Gathered.of == post_id) & (Gathered.results.length() > 0)
    return rx.el.div(rx.cond(there, shown, rx.fragment()), on_mount=Gathered.look(post_id), class_name="empty:absolute")
