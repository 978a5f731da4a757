"""In place of a page about a picture that can't be shown: why, and what one can do."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.ui.components.controls import Text, button, link_button
from rxfeed.ui.components.notices import empty_box, notice
from rxfeed.ui.words import say


def missing(why: Text | None = None) -> rx.Component:
    """There is none, or not for this viewer."""
    back = link_button(say("Back to the feed"), href="/", kind="ink")
    return alone(empty_box(say("No such picture"), say("It was taken away, or the address isn't whole.") if why is None else why, back, whole_page=True))


def for_members(why: Text, here: rx.Var[str]) -> rx.Component:
    """Whoever signs in sees it, and comes back here."""
    enter = link_button(say("Sign in"), href=rx.Var.create("/sign-in?next=") + here, kind="ink")
    return alone(empty_box(say("For signed-in eyes"), why, enter, whole_page=True))


def failed(why: Text, again: Any) -> rx.Component:
    """Just now it can't be had."""
    return alone(notice(why, button(say("Try again"), kind="quiet", on_click=again), tone="error"))


def alone(content: rx.Component) -> rx.Component:
    """As wide as a page that has one column."""
    return rx.el.div(content, class_name="max-w-[784px] mx-4 md:mx-0 max-md:mt-3")
