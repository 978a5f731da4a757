"""`/settings/appearance`: how pages look and which language they speak. Without an account the browser alone remembers it."""

from __future__ import annotations

import reflex as rx

from rxfeed.ui.account.settings_frame import part, settings_frame
from rxfeed.ui.here import Here
from rxfeed.ui.menu import appearance, languages
from rxfeed.ui.words import say


def page() -> rx.Component:
    """What the corner's menu has, too."""
    both = say("Appearance and language go with your account, to every browser in which you sign in.")
    alone = say("This browser remembers it. With an account it goes along to every browser in which you sign in.")
    told = rx.el.p(rx.cond(Here.known & ~Here.viewer.signed_in, alone, both), class_name="text-ink-2 text-pretty")
    choices = rx.el.div(appearance(), languages(), class_name="flex flex-col gap-3 max-w-80")
    return settings_frame("/settings/appearance", part(say("Appearance and language"), told, choices))
