"""What stands where nothing is: the page for every address that no page answers to."""

from __future__ import annotations

import reflex as rx

from rxfeed.ui.components.controls import link_button
from rxfeed.ui.components.notices import empty_box
from rxfeed.ui.shell import frame
from rxfeed.ui.words import say


def page() -> rx.Component:
    """In the shell, so that one can go on from here."""
    return frame(rx.el.div(nothing_here(), class_name="px-4 md:px-0"))


def nothing_here() -> rx.Component:
    """The same wherever an address leads nowhere, or nowhere for oneself."""
    back = link_button(say("Back to the feed"), href="/", kind="ink")
    return empty_box(say("There is nothing here"), say("There is nothing at this address."), back, whole_page=True)
