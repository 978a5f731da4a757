"""Small facts about a post."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.views import PostCard
from rxfeed.ui.components.answers import pressing
from rxfeed.ui.components.controls import Text, go
from rxfeed.ui.components.icons import icon
from rxfeed.ui.words import say


def chip(text: Text, sign: str = "") -> rx.Component:
    """A fact, not a button."""
    drawn = [icon(sign, 14)] if sign else []
    look = "inline-flex items-center gap-1 px-2.5 min-h-6.5 rounded-full border border-line text-tiny text-ink-2 whitespace-nowrap"
    return rx.el.li(*drawn, text, class_name=look)


def chips(card: rx.Var[PostCard]) -> rx.Component:
    """Engine, shape, licence; and what the author keeps to themselves."""
    return rx.el.ul(
        chip(card.model),
        rx.cond(card.shape != "", chip(card.shape), rx.fragment()),
        chip(rx.match(card.licence, ("All rights reserved", say("All rights reserved")), card.licence)),
        badge(card.id),
        rx.cond(card.prompt == "", chip(say("Prompt kept private"), "hidden"), rx.fragment()),
        rx.cond(card.edited, chip(say("Edited"), "pencil"), rx.fragment()),
        role="list",
        aria_label=say("Details"),
        class_name="flex flex-wrap gap-1.5",
    )


def badge(post: rx.Var[str]) -> rx.Component:
    """Opens what the signed file says of itself."""
    look = (
        "relative inline-flex items-center gap-1 px-2.5 min-h-6.5 rounded-full border border-line-strong text-tiny text-ink-2 whitespace-nowrap "
        "hover:text-ink hover:bg-shade after:absolute after:-inset-2"
    )
    words = say("Credentials")
    return rx.el.li(rx.el.button(icon("shield", 14), words, type="button", on_click=pressing("credentials", post), class_name=look), class_name="flex")


def sample_badge(class_name: str = "") -> rx.Component:
    """Made by the built-in engine to fill an empty server, not by a person."""
    return rx.el.span(say("Sample"), class_name=f"text-tiny font-medium text-ink-3 px-2 py-0.5 rounded-full bg-sunken {class_name}")


def tag_line(tags: rx.Var[list[str]]) -> rx.Component:
    """`#papercut #harbour`: each leads to its page."""
    look = "inline-flex items-center min-h-6 mr-2 hover:text-ink hover:underline underline-offset-4"
    shown = rx.el.p(rx.foreach(tags, lambda tag: go("#", tag, href=f"/t/{tag}", class_name=look)), class_name="text-sm text-ink-3")
    return rx.cond(tags.length() > 0, shown, rx.fragment())
