"""What the page says back: lines, boxes, a dialog."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.ui.components.controls import Text, button, icon_button
from rxfeed.ui.components.icons import icon
from rxfeed.ui.words import say

_TONES = {
    "error": ("warning", "text-bad border-bad", "alert"),
    "ok": ("check", "text-ok border-ok", "status"),
    "plain": ("clock", "text-ink-2 border-line", "status"),
}


def notice(text: Text, *children: Any, tone: str = "plain") -> rx.Component:
    """A sentence about what has just happened (`error`, `ok`, `plain`), said aloud too; nothing while it is empty. Children stand behind it: Retry, Undo."""
    sign, colour, role = _TONES[tone]
    box = f"arrive flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5 rounded-md border bg-surface {colour}"
    line = rx.el.div(icon(sign), rx.el.p(text, class_name="grow basis-40 text-ink"), *children, class_name=box)
    shown = rx.cond(text != "", line, rx.fragment()) if isinstance(text, rx.Var) else line
    return rx.el.div(shown, role=role)


def pictures_lost(retry: Any) -> rx.Component:
    """In place of a list that could not be loaded."""
    return notice(say("The pictures didn't come. Is the connection there?"), button(say("Try again"), kind="quiet", on_click=retry), tone="error")


def empty_box(title: Text, text: Text, *children: Any, whole_page: bool = False) -> rx.Component:
    """In place of a list (or a `whole_page`) without anything in it: what would be here, and what to do about it."""
    heading = rx.el.h1 if whole_page else rx.el.h2
    return rx.el.section(
        icon("fork", 28, "text-ink-3 rotate-180"),
        heading(title, class_name="font-serif italic text-card text-ink"),
        rx.el.p(text, class_name="max-w-100 text-ink-2 text-balance"),
        rx.el.div(*children, class_name="mt-2 flex flex-wrap justify-center gap-2"),
        class_name="flex flex-col items-center gap-3 text-center px-6 py-16 rounded-lg border border-dashed border-line",
    )


def skeleton(class_name: str) -> rx.Component:
    """The room that something still loading will take."""
    return rx.el.div(class_name=f"pulse bg-shade rounded-sm {class_name}", aria_hidden="true")


class Modal(rx.Component):
    """A native dialog that holds the page behind it; what is in it is there only while it is open."""

    library = "$/public/dialog.js"
    tag = "Modal"
    open: rx.Var[bool]
    on_dismiss: rx.EventHandler[rx.event.no_args_event_spec]  # type: ignore[type-arg]


def dialog(title: Text, *children: Any, is_open: rx.Var[bool], on_dismiss: Any, key: str = "dialog") -> rx.Component:
    """A native dialog that holds the page behind it. Escape, Back, the cross and a click beside it call `on_dismiss`, which sets `is_open` to false."""
    return Modal.create(
        rx.el.div(
            rx.el.header(
                rx.el.h2(title, id=f"{key}-title", class_name="font-serif text-card"),
                icon_button("cross", say("Close"), on_click=on_dismiss, class_name="-mr-2"),
                class_name="flex items-center justify-between gap-4 mb-3",
            ),
            *children,
            class_name="p-5 sm:p-6",
        ),
        open=is_open,
        on_dismiss=on_dismiss,
        custom_attrs={"aria-labelledby": f"{key}-title"},
        class_name="w-[min(92vw,480px)] max-h-[88vh] p-0 rounded-lg border border-line bg-surface text-ink open:arrive",
    )
