"""What both pages of moderation have around them."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.ui.components.controls import Text, button, go
from rxfeed.ui.components.notices import notice, skeleton
from rxfeed.ui.missing import nothing_here
from rxfeed.ui.shell import frame, heading
from rxfeed.ui.words import say, told


def room(here: str, state: Any, whole: rx.Component) -> rx.Component:
    """The page at that address, for who moderates; for everybody else it isn't there."""
    failed = notice(told(state.problem), button(say("Try again"), kind="quiet", on_click=state.arrive), tone="error")
    shown = rx.match(state.status, ("ready", rx.fragment(_ways(here), whole)), ("missing", nothing_here()), ("failed", failed), _waiting())
    gone = state.status == "missing"
    below = rx.el.div(shown, key=rx.cond(gone, "missing", "room"), class_name="px-4 md:px-0")  # another place, so that nothing moves up
    return frame(rx.cond(gone, rx.fragment(), heading(say("Moderation"))), below, place="moderation")


def _ways(here: str) -> rx.Component:
    def way(address: str, name: Text) -> rx.Component:
        look = "text-ink font-semibold border-ink" if address == here else "text-ink-2 font-medium border-transparent hover:text-ink"
        return go(
            name,
            href=address,
            custom_attrs={"aria-current": "page"} if address == here else {},
            class_name=f"inline-flex items-center min-h-11 px-3 -mb-px border-b-[3px] focus-visible:-outline-offset-2 {look}",
        )

    ways = way("/moderation", say("Reports")), way("/moderation/log", say("What was decided"))
    return rx.el.nav(*ways, aria_label=say("Moderation"), class_name="flex gap-1 mb-6 border-b border-line")


def _waiting() -> rx.Component:
    return rx.el.div(skeleton("h-11 w-60"), skeleton("h-72 w-full"), skeleton("h-72 w-full"), aria_busy=True, class_name="flex flex-col gap-5")
