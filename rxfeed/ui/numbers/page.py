"""`/library/numbers`: what became of everything that one has published."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.numbers import Best
from rxfeed.ui.components.controls import go, link_button
from rxfeed.ui.components.notices import empty_box
from rxfeed.ui.numbers.plot import plot
from rxfeed.ui.numbers.state import Numbers
from rxfeed.ui.shell import frame, heading
from rxfeed.ui.words import say, say_n


def page() -> rx.Component:
    """For its author's eyes alone."""
    sign_in = link_button(say("Sign in"), href="/sign-in?next=/library/numbers", kind="ink")
    promise = say("With an account you see here how often your pictures are looked at, liked, saved and remixed.")
    guest = empty_box(say("For your own pictures"), promise, sign_in)
    return frame(
        heading(say("Numbers"), link_button(say("Library"), href="/library?list=published", kind="bare", icon_name="left")),
        rx.el.div(
            rx.cond(Numbers.status == "guest", guest, rx.el.div(plot(), _best(), class_name="flex flex-col gap-8")),
            class_name="px-4 md:px-0 max-w-[676px]",
        ),
        place="library",
    )


def _best() -> rx.Component:
    rows = rx.el.ol(rx.foreach(Numbers.numbers.best, _row), class_name="flex flex-col gap-1")
    title = rx.el.h2(say("Looked at most"), id="best-title", class_name="font-semibold mb-2")
    section = rx.el.section(title, rows, aria_labelledby="best-title")
    return rx.cond((Numbers.status == "ready") & (Numbers.numbers.best.length() > 0), section, rx.fragment())


def _row(best: rx.Var[Best]) -> rx.Component:
    square = "size-12 shrink-0 rounded-sm object-cover bg-sunken"
    shown = rx.cond(best.thumbnail != "", rx.el.img(src=best.thumbnail, alt="", width="48", height="48", class_name=square), rx.el.span(class_name=square))
    words = rx.cond(best.words != "", best.words, say("Without words"))
    return rx.el.li(
        go(
            shown,
            rx.el.span(words, class_name="grow min-w-0 line-clamp-2 font-serif italic text-lg"),
            rx.el.span(say_n("{count} view", "{count} views", best.views), class_name="shrink-0 text-sm text-ink-2 tabular-nums"),
            href=rx.Var.create(f"/p/{best.id}"),
            class_name="flex items-center gap-3.5 min-h-14 hover:bg-sunken rounded-sm",
        )
    )
