"""A picture in full, over the page: with its neighbours in the list one comes from, and what one does with it."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.views import PictureView
from rxfeed.ui.components.answers import answers
from rxfeed.ui.components.avatar import avatar
from rxfeed.ui.components.controls import focused_first, go, icon_button
from rxfeed.ui.components.later import later
from rxfeed.ui.components.notices import Modal
from rxfeed.ui.components.pictures import picture, veiled
from rxfeed.ui.components.remix_link import remix_link
from rxfeed.ui.lightbox.store import LIT, close, step
from rxfeed.ui.words import say

CARD = LIT.card
_SIDE = "absolute z-2 top-1/2 -translate-y-1/2 !size-11 bg-paper/80 border border-line"


def lightbox() -> rx.Component:
    """Part of the shell."""
    return Modal.create(
        later(lit_picture),
        open=LIT.open,
        on_dismiss=close(),
        custom_attrs={"data-lit": "true", "aria-label": _words()},
        class_name="m-0 p-0 w-screen max-w-none h-dvh max-h-none bg-paper text-ink open:arrive",
    )


@rx.memo
def lit_picture() -> rx.Component:
    """All that is in it."""
    return rx.el.div(_head(), _stage(), _foot(), class_name="flex flex-col h-dvh")


def _head() -> rx.Component:
    who = go(CARD.author.name, href=f"/u/{CARD.author.handle}", on_click=close(), class_name="font-semibold truncate hover:underline underline-offset-3")
    several = rx.el.span(say("{number} of {count}", number=LIT.number + 1, count=CARD.pictures.length()), class_name="text-sm text-ink-3 tabular-nums")
    return rx.el.header(
        avatar(CARD.author.avatar, CARD.author.name, 32),
        who,
        rx.cond(CARD.pictures.length() > 1, several, rx.fragment()),
        rx.el.p(_words(), role="status", class_name="sr-only"),
        icon_button("cross", say("Close"), on_click=close(), class_name="ml-auto !size-11", custom_attrs=focused_first()),
        class_name="flex items-center gap-3 px-4 py-1.5",
    )


def _stage() -> rx.Component:
    """The picture in the middle; the ones beside it are loaded, and not shown."""
    shown = rx.el.div(_fitted(LIT.picture), class_name="absolute inset-0", key=LIT.picture.src)
    veil = rx.el.div(veiled(CARD.rating, shown, "size-full"), key=LIT.picture.src, class_name="absolute inset-0 [&>div]:size-full")
    return rx.el.div(
        rx.cond(LIT.bare, shown, veil),
        rx.foreach(LIT.near, lambda view: rx.cond(view.src != "", rx.el.div(_fitted(view), hidden=True, key=view.src), rx.fragment())),
        rx.cond(LIT.near[0].src != "", icon_button("left", say("Picture before"), on_click=step(-1), class_name=f"left-3 {_SIDE}"), rx.fragment()),
        rx.cond(LIT.near[1].src != "", icon_button("right", say("Next picture"), on_click=step(1), class_name=f"right-3 {_SIDE}"), rx.fragment()),
        class_name="relative grow min-h-0 overflow-hidden",
    )


def _fitted(view: rx.Var[PictureView]) -> rx.Component:
    return picture(view, sizes="100vw", alt=_words(), eager=True, class_name="size-full object-contain")


def _foot() -> rx.Component:
    look = "block min-w-0 grow truncate font-serif italic text-card hover:text-ink-2"
    prompt = go("“", CARD.prompt, "”", href=f"/p/{CARD.id}", on_click=close(), class_name=look)
    remix = rx.cond(CARD.remix != "nobody", remix_link(CARD, class_name="shrink-0 ml-auto !min-h-10 !px-4 text-sm", on_click=close()), rx.fragment())
    return rx.el.footer(
        rx.el.div(rx.cond(CARD.prompt != "", prompt, rx.fragment()), remix, class_name="flex items-center gap-4"),
        answers(post=CARD.id, given=[]),
        class_name="w-full max-w-[784px] mx-auto px-4 pt-2 pb-[max(8px,env(safe-area-inset-bottom))]",
    )


def _words() -> rx.Var[str]:
    return rx.cond(LIT.picture.alt != "", LIT.picture.alt, rx.cond(CARD.prompt != "", CARD.prompt, say("Picture by {name}", name=CARD.author.name))).to(str)
