"""The keys of every page, and the sheet that tells of them."""

from __future__ import annotations

import reflex as rx

from rxfeed.ui.components.controls import go
from rxfeed.ui.components.later import later
from rxfeed.ui.components.notices import dialog
from rxfeed.ui.here import Here
from rxfeed.ui.keys.kept import KEYS_OFF
from rxfeed.ui.keys.shortcuts import DEEDS, WAYS, Shortcut, groups, leads
from rxfeed.ui.keys.state import Sheet
from rxfeed.ui.words import say

KEYS = "$/public/keys.js"
_KEY = "inline-grid place-items-center min-w-7 h-7 px-1.5 rounded-[6px] border border-line-strong bg-sunken text-sm font-semibold"


class Keys(rx.Component):
    """Unseen: listens. Never while somebody types, never together with Ctrl, Alt or Command."""

    library = KEYS
    tag = "Keys"
    off: rx.Var[bool]
    member: rx.Var[bool]
    deeds: rx.Var[dict[str, str]]
    ways: rx.Var[dict[str, str]]
    places: rx.Var[dict[str, str]]
    on_sheet: rx.EventHandler[rx.event.no_args_event_spec]  # type: ignore[type-arg]


def keys() -> rx.Component:
    """Part of the shell."""
    listening = Keys.create(off=KEYS_OFF, member=Here.viewer.signed_in, deeds=DEEDS, ways=WAYS, places=leads(), on_sheet=Sheet.show)
    return rx.fragment(listening, _sheet())


def _sheet() -> rx.Component:
    return dialog(say("Keyboard shortcuts"), later(all_shortcuts), is_open=Sheet.is_open, on_dismiss=Sheet.hide, key="shortcuts")


@rx.memo
def all_shortcuts() -> rx.Component:
    """What is in the sheet."""
    off = rx.el.p(
        rx.cond(KEYS_OFF, say("Single keys are switched off in this browser."), say("Single keys do nothing while you type.")),
        " ",
        go(say("Settings"), href="/settings/appearance", on_click=Sheet.hide, class_name="underline underline-offset-3"),
        class_name="mt-5 text-sm text-ink-2",
    )
    parts = [rx.el.section(rx.el.h3(title, class_name="text-sm font-semibold text-ink-2 mb-2"), rx.el.dl(*map(_line, lines))) for title, lines in groups()]
    return rx.el.div(rx.el.div(*parts, class_name="flex flex-col gap-5"), off)


def _line(shortcut: Shortcut) -> rx.Component:
    return rx.el.div(
        rx.el.dt(*(rx.el.kbd(key, class_name=_KEY) for key in shortcut.keys.split()), class_name="flex gap-1.5 w-24 shrink-0"),
        rx.el.dd(shortcut.what),
        class_name="flex items-center gap-4 py-1",
    )
