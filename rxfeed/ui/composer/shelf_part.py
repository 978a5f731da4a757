"""Words to begin with: the viewer's own earlier prompts, and templates."""

from __future__ import annotations

import reflex as rx

from rxfeed.ui.components.controls import Text, button
from rxfeed.ui.composer.arriving import Composer
from rxfeed.ui.composer.browser import pressed
from rxfeed.ui.composer.styles import TEMPLATES
from rxfeed.ui.words import say


def shelf_part() -> rx.Component:
    """Below the form. On a phone it is below the post too, and waits unseen while that is still to come, so that it is not seen to jump."""
    look = "flex flex-col gap-7 min-w-0"
    forming = (pressed.value > Composer.answered) | (Composer.is_running & (Composer.generation.ready == 0))
    return rx.el.div(_history(), _templates(), class_name=rx.cond(Composer.ready, rx.cond(forming, f"{look} max-lg:invisible", look), "invisible"))


def _history() -> rx.Component:
    more = button(say("More"), kind="bare", on_click=Composer.look_back, class_name="self-start -ml-3 !px-3")
    lines = rx.foreach(Composer.history, lambda prompt: _line(prompt, "history"))
    shown = _list(say("Your prompts"), lines, rx.cond(Composer.more_history != "", more, rx.fragment()))
    return rx.cond(Composer.history.length() > 0, shown, rx.fragment())


def _templates() -> rx.Component:
    hint = rx.el.p(say("In {braces} stands what changes from picture to picture.", braces="{a|b}"), class_name="text-sm text-ink-3 mb-1")
    return _list(say("Begin with a template"), hint, *(_line(say(template), "template") for template in TEMPLATES))


def _list(title: Text, *lines: rx.Component) -> rx.Component:
    return rx.el.section(rx.el.h2(title, class_name="text-sm font-medium text-ink-2 mb-1"), *lines, class_name="flex flex-col")


def _line(prompt: Text, source: str) -> rx.Component:
    return rx.el.button(
        rx.el.span(prompt, class_name="line-clamp-2"),
        type="button",
        on_click=Composer.take_prompt(prompt, source),
        class_name="block w-full text-left font-serif italic text-[19px] leading-6 text-ink-2 hover:text-ink py-2.5 border-b border-line rounded-[2px]",
    )
