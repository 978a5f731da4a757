"""A post in a wall of pictures: rows that fill the width, nothing cropped."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.domain.views import PostCard
from rxfeed.ui.components.controls import go
from rxfeed.ui.components.icons import icon
from rxfeed.ui.components.notices import skeleton
from rxfeed.ui.components.pictures import framed, picture, veiled
from rxfeed.ui.words import say, say_n

WALL = "flex flex-wrap gap-1.5 md:gap-2.5 [--row:150px] md:[--row:250px]"
"""Each tile grows by its own shape, so that a row fills the width."""
SIZES = "(min-width: 760px) 480px, 90vw"


@rx.memo
def post_tile(card: rx.Var[PostCard], eager: rx.Var[bool], pinned: rx.Var[bool], rest: rx.RestProp) -> rx.Component:
    """The first picture, and how many there are where it isn't the only one; `pinned`: its author wants it to be seen first."""
    view = card.pictures[0]
    words = rx.cond(card.prompt != "", card.prompt, say("Picture by {name}", name=card.author.name))
    shown = framed(view, picture(view, sizes=SIZES, alt=words, eager=eager, class_name="absolute inset-0 size-full object-cover"))
    several = rx.el.span(
        say_n("{count} picture", "{count} pictures", card.pictures.length()),
        class_name="absolute right-2 top-2 px-2 py-0.5 rounded-full text-tiny font-medium bg-veil text-[white]",
    )
    link = go(
        shown,
        rx.cond(card.pictures.length() > 1, several, rx.fragment()),
        rx.cond(pinned, _pinned(), rx.fragment()),
        href=f"/p/{card.id}",
        class_name="relative block rounded-sm overflow-hidden hover:opacity-92 transition duration-150",
    )
    shape = view.width / view.height
    room = {"aspectRatio": shape, "flexGrow": shape, "flexBasis": f"calc(var(--row) * {shape})"}
    place = {"tab_index": -1, "custom_attrs": {"data-post": card.id, "style": room}}
    return rx.el.li(veiled(card.rating, link, "rounded-sm"), class_name="min-w-0 [content-visibility:auto] scroll-mt-20 md:scroll-mt-4", **place)


def _pinned() -> rx.Component:
    look = "absolute left-2 top-2 inline-flex items-center gap-1 pl-1.5 pr-2.5 py-0.5 rounded-full text-tiny font-medium bg-veil text-[white]"
    return rx.el.span(icon("pin", 14), say("Pinned"), class_name=look)


def tiles(cards: rx.Var[list[PostCard]], eager: int, pinned: rx.Var[list[str]] | None = None, **more: Any) -> rx.Component:
    """Posts in rows, the pictures of the first `eager` before anything else."""

    def tile(card: rx.Var[PostCard], number: rx.Var[int]) -> rx.Component:
        return post_tile(card=card, eager=number < eager, pinned=False if pinned is None else pinned.contains(card.id), key=card.id)

    return rx.el.ul(rx.foreach(cards, tile), last_row(), role="list", class_name=WALL, **more)


def busy(status: rx.Var[str]) -> rx.Var[bool]:
    """Whether more of a list is on its way."""
    return (status == "loading") | (status == "growing")


def waiting_tiles() -> rx.Component:
    """Some that are on their way."""
    shapes = ("aspect-3/2 grow-3 basis-[calc(var(--row)*1.5)]", "aspect-square grow-2 basis-(--row)", "aspect-2/3 grow-[1.33] basis-[calc(var(--row)*.667)]")
    return rx.el.div(*(skeleton(shape) for shape in (*shapes, *reversed(shapes))), class_name=WALL)


def last_row() -> rx.Component:
    """Takes what the last row leaves, so that its pictures stay as high as the others."""
    return rx.el.li(aria_hidden="true", class_name="grow-[1000] basis-0")
