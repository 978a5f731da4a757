"""On a post's own page, for its author."""

from __future__ import annotations

import reflex as rx

from rxfeed.ui.numbers.plot import plot
from rxfeed.ui.words import say


@rx.memo
def its_numbers() -> rx.Component:
    """A component of its own: whoever only looks doesn't load it."""
    title = rx.el.h2(say("Numbers"), id="numbers-title", class_name="font-semibold mb-3")
    return rx.el.section(title, plot(), aria_labelledby="numbers-title", class_name="px-4 md:px-0")
