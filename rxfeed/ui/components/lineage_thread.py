"""Where a post comes from, in one line of its card: the parents' pictures, their authors, how it was done."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.views import ParentView, PostCard
from rxfeed.ui.components.controls import Text, go
from rxfeed.ui.words import say, say_n

_THUMB = "size-8 rounded-sm overflow-hidden bg-line border border-line shrink-0"


def thread(card: rx.Var[PostCard]) -> rx.Component:
    """For a post that has parents."""
    steps = rx.el.span("· ", say_n("{count} step from the first", "{count} steps from the first", card.steps))
    words = rx.el.p(
        rx.el.span(say("Remixed from")),
        rx.foreach(card.parents, _name),
        rx.el.span("· ", mode_words(card.parents[0].mode)),
        rx.cond(card.steps > 1, steps, rx.fragment()),
        class_name="flex flex-wrap gap-x-1.5 min-w-0 text-sm text-ink-2",
    )
    return rx.el.div(
        rx.el.span(rx.foreach(card.parents, _thumb), class_name="flex -space-x-2"),
        words,
        class_name="flex items-center gap-3 mx-4 md:mx-5 mb-3 px-2.5 py-2 min-h-13 rounded-md bg-sunken",
    )


def mode_words(mode: rx.Var[str]) -> Text:
    """How a picture was taken further."""
    return rx.match(
        mode, ("edit", say("words and picture")), ("mask", say("part of it")), ("blend", say("blend")), ("blanks", say("filled in")), say("words")
    )  # fmt: skip


def _thumb(parent: rx.Var[ParentView]) -> rx.Component:
    """Decoration: the name beside it is the link."""
    shown = rx.el.img(src=parent.thumb, alt="", loading="lazy", custom_attrs={"decoding": "async"}, class_name="size-full object-cover")
    return rx.el.span(rx.cond(parent.thumb != "", shown, rx.fragment()), class_name=_THUMB)


def _name(parent: rx.Var[ParentView]) -> rx.Component:
    name = rx.el.span("@", parent.handle, class_name="font-semibold text-ink")
    link = go(name, href=f"/p/{parent.id}", class_name="hover:underline underline-offset-3")
    return rx.cond(parent.handle != "", rx.cond(parent.id != "", link, name), rx.el.span(say("somebody who is gone")))
