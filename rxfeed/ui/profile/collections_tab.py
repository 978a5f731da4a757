"""Somebody's collections, as far as the viewer may know of them."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain import collections_lists
from rxfeed.domain.collections_views import CollectionItem
from rxfeed.ui.asking import ask, sayable
from rxfeed.ui.collections.tile import GRID, collection_tile
from rxfeed.ui.components.controls import button
from rxfeed.ui.components.notices import empty_box, notice
from rxfeed.ui.profile.state import ProfilePage
from rxfeed.ui.words import NO_PROBLEM, Problem, say, told


class TheirCollections(rx.State):
    """A page of them, and what follows it."""

    items: list[CollectionItem] = []
    next: str = ""
    problem: Problem = NO_PROBLEM
    _whose: str = ""

    @rx.event
    async def arrive(self) -> None:
        """Of whom the address names."""
        self.items, self.next, self._whose = [], "", [*self.router.url.path.split("/"), "", ""][2]
        await self.more()

    @rx.event
    async def more(self) -> None:
        """What follows."""
        with sayable(self):
            page = await ask(self, collections_lists.of, self._whose, self.next)
            self.items, self.next = [*self.items, *page.collections], page.next


def their_collections() -> rx.Component:
    """Tiles, and more of them by a press."""
    who, items = ProfilePage.profile, TheirCollections.items
    nothing = empty_box(say("No collections"), say("Those that {name} shows to others stand here.", name=who.name))
    grow = rx.el.div(button(say("More"), kind="quiet", on_click=TheirCollections.more), class_name="mt-4")
    return rx.el.section(
        rx.el.h2(say("Collections"), class_name="sr-only"),
        rx.el.ul(rx.foreach(items, lambda item: collection_tile(item=item, key=item.id)), role="list", class_name=GRID),
        rx.cond((items.length() == 0) & (TheirCollections.problem.message == ""), nothing, rx.fragment()),
        rx.cond(TheirCollections.next != "", grow, rx.fragment()),
        notice(told(TheirCollections.problem), tone="error"),
        class_name="px-4 md:px-0",
    )
