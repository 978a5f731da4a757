"""The prompt, as the headline that it is."""

from __future__ import annotations

import reflex as rx
from reflex.vars import VarData

from rxfeed.domain.views import PostCard
from rxfeed.ui.components.controls import Text, go
from rxfeed.ui.words import say

LONG = 150
"""Characters above which a prompt may need more than three lines."""


def folded(prompt: rx.Var[str], href: Text) -> rx.Component:
    """In a list: three lines, and the rest when asked for."""
    words = go("“", prompt, "”", href=href, class_name="fold block font-serif italic text-card text-ink hover:text-ink-2 text-pretty")
    unfold = rx.el.label(
        rx.el.input(type="checkbox", class_name="sr-only"),
        rx.el.span(say("More"), class_name="in-[.unfold:has(:checked)]:hidden"),
        rx.el.span(say("Less"), class_name="not-in-[.unfold:has(:checked)]:hidden"),
        class_name=(
            "self-start inline-flex items-center min-h-8 text-sm font-semibold text-ink-2 hover:text-ink rounded-sm "
            "has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-ink"
        ),
    )
    return rx.el.div(words, rx.cond(prompt.length() > LONG, unfold, rx.fragment()), class_name="unfold flex flex-col has-[:checked]:[&_.fold]:line-clamp-none")


def try_prompt(card: rx.Var[PostCard]) -> rx.Var[str]:
    """Address of the composer, filled with the post's prompt, shape and engine."""
    return rx.Var.create(f"/create?prompt={encoded(card.prompt)}&shape={encoded(card.shape)}&engine={encoded(card.engine)}")


def encoded(text: rx.Var[str]) -> rx.Var[str]:
    """For an address' query."""
    return rx.Var(f"encodeURIComponent({text!s})", _var_type=str, _var_data=VarData.merge(text._get_all_var_data())).guess_type()  # noqa: SLF001  (how a var passes its hooks on)
