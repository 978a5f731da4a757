"""What stands beside the feed on a wide screen."""

from __future__ import annotations

import reflex as rx

from rxfeed.ui.components.controls import Text
from rxfeed.ui.here import Here
from rxfeed.ui.profile.suggested import suggested
from rxfeed.ui.words import say


def side(why: Text, *ways: rx.Component) -> rx.Component:
    """Why the pictures come in this order and where (`ways`) one changes that, and, for guests, what this place is."""
    return rx.el.aside(
        rx.el.div(_note(say("Why this order"), why), *ways),
        suggested(),
        rx.cond(Here.known & ~Here.viewer.signed_in, _welcome(), rx.fragment()),
        aria_label=say("About this page"),
        class_name="hidden xl:flex sticky top-0 w-[284px] shrink-0 flex-col gap-8 pt-8",
    )


def _welcome() -> rx.Component:
    promise = say("What you make stays yours. Who may remix it, under which licence, and whether it may train a model: you decide, for each picture.")
    place = say("A network for pictures that people make with AI. Look around, or try the composer: it works without an account.")
    return _note(say("What this place is"), place, promise)


def _note(title: Text, *texts: Text) -> rx.Component:
    return rx.el.section(
        rx.el.h2(title, class_name="text-sm font-semibold text-ink-2"),
        *(rx.el.p(text, class_name="mt-1.5 text-sm text-ink-3 text-pretty") for text in texts),
    )
