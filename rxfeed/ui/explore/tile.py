"""A picture that was searched for, with the words by which it was found."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.views import FoundCard
from rxfeed.ui.components.controls import go
from rxfeed.ui.components.pictures import framed, picture, veiled
from rxfeed.ui.components.post_tile import SIZES, WALL, last_row
from rxfeed.ui.words import say


@rx.memo
def found_tile(card: rx.Var[FoundCard], eager: rx.Var[bool], rest: rx.RestProp) -> rx.Component:
    """As wide as its shape wants, and the words below."""
    view = card.pictures[0]
    words = rx.cond(card.prompt != "", card.prompt, say("Picture by {name}", name=card.author.name))
    shown = framed(view, picture(view, sizes=SIZES, alt=words, eager=eager, class_name="absolute inset-0 size-full object-cover"))
    link = go(shown, href=f"/p/{card.id}", class_name="relative block rounded-sm overflow-hidden hover:opacity-92 transition duration-150")
    shape = view.width / view.height
    room = {"flexGrow": shape, "flexBasis": f"calc(var(--row) * {shape})"}
    return rx.el.li(
        veiled(card.rating, link, "rounded-sm"),
        rx.el.p(rx.foreach(card.found, _piece), class_name="mt-1.5 mb-2 line-clamp-2 font-serif italic text-ink-2 wrap-anywhere"),
        class_name="min-w-0 scroll-mt-20 md:scroll-mt-4",
        tab_index=-1,
        custom_attrs={"data-post": card.id, "style": room},
    )


def found_tiles(cards: rx.Var[list[FoundCard]], eager: int) -> rx.Component:
    """All of them; the pictures of so many are fetched at once."""
    shown = rx.foreach(cards, lambda card, number: found_tile(card=card, eager=number < eager, key=card.id))
    return rx.el.ul(shown, last_row(), role="list", class_name=WALL)


def _piece(piece: rx.Var[tuple[str, bool]]) -> rx.Component:
    return rx.cond(piece[1], rx.el.mark(piece[0], class_name="bg-add text-ink rounded-[3px]"), rx.el.span(piece[0]))
