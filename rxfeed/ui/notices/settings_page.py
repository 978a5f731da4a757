"""`/settings/notices`: a switch for each kind."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.notices_kinds import KINDS
from rxfeed.ui.account.forms import general_problem
from rxfeed.ui.account.settings_frame import known, part
from rxfeed.ui.components.controls import switch
from rxfeed.ui.notices.settings_state import NoticeSettings
from rxfeed.ui.words import say


def page() -> rx.Component:
    """One list."""
    return known(NoticeSettings, "/settings/notices", part(say("What you are told"), _words(), _switches(), general_problem(NoticeSettings.problem)))


def _words() -> rx.Component:
    return rx.el.p(say("What you switch off is not told to you from then on. What the moderators decide is always told."), class_name="text-ink-2 text-pretty")


def _switches() -> rx.Component:
    kinds = [(kind.name, say(kind.title)) for kind in KINDS.values() if not kind.always]
    return rx.el.div(
        *(switch(title, name=name, checked=NoticeSettings.wanted[name], on_change=NoticeSettings.choose(name)) for name, title in kinds),
        class_name="flex flex-col gap-2",
    )
