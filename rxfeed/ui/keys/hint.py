"""Three lines for whoever is here for the first time. They lie upon the page, so that nothing moves when they come and go."""

from __future__ import annotations

import reflex as rx

from rxfeed.ui.components.controls import button, icon_button
from rxfeed.ui.components.icons import icon
from rxfeed.ui.here import Here
from rxfeed.ui.keys.kept import NEWCOMER, Kept
from rxfeed.ui.words import say


def hint() -> rx.Component:
    """Part of the feed: not for members who come back on another machine."""
    lines = (
        ("fork", say("Remix takes a picture further: by words, by a part of it, by blending. Whoever it comes from stays credited.")),
        ("heart", say("A feed recipe is what ranks your pictures: in the open, yours to read, to change and to share.")),
        ("sparkle", say("What you make stays yours: you say who may remix it, and whether it may train a model.")),
    )
    shown = rx.el.aside(
        icon_button("cross", say("Close"), on_click=Kept.put_hint_away, class_name="absolute right-2 top-2"),
        rx.el.h2(say("New here?"), class_name="font-serif text-card pr-10"),
        rx.el.ul(
            *(rx.el.li(icon(sign, 18, "mt-0.5 text-ink-3"), rx.el.span(words), class_name="flex gap-2.5") for sign, words in lines),
            role="list",
            class_name="flex flex-col gap-2 mt-2 text-sm text-ink-2",
        ),
        button(say("Got it"), kind="ink", on_click=Kept.put_hint_away, class_name="mt-3 !min-h-10 text-sm max-md:hidden"),
        aria_label=say("New here?"),
        on_mount=Kept.show_hint,
        class_name=(
            "fixed z-10 right-4 left-4 bottom-[calc(72px+env(safe-area-inset-bottom))] md:left-auto md:bottom-5 md:w-80 p-4 rounded-lg "
            "border border-line bg-surface text-ink shadow-[0_12px_40px_var(--shade)] arrive"
        ),
    )
    return rx.cond(NEWCOMER & Here.known & (~Here.viewer.signed_in | Here.viewer.new), shown, rx.fragment())
