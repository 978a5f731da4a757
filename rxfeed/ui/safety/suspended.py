"""What a suspended person reads on top of every page."""

from __future__ import annotations

import reflex as rx

from rxfeed.ui.components.notices import notice
from rxfeed.ui.here import Here
from rxfeed.ui.words import day, say

WHO = Here.viewer


def suspended() -> rx.Component:
    """Until when, and why; nothing for everybody else."""
    ends = say("Your account is suspended until {day}. You can look around, and change nothing; nobody sees what is yours.", day=day(WHO.suspended_until))
    endless = say("Your account is suspended. You can look around, and change nothing; nobody sees what is yours.")
    sentence = rx.cond(WHO.suspended, rx.cond(WHO.suspended_until != "", ends, endless), "").to(str)
    why = rx.el.p(say("Why: {why}", why=WHO.suspended_why), class_name="basis-full text-ink-2 whitespace-pre-line wrap-anywhere")
    return rx.el.div(notice(sentence, why, tone="error"), class_name="mx-4 md:mx-0 has-[p]:mb-4")
