"""What changed from a parent to its child: opened from a line of the graph."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.lineage_views import ParameterView
from rxfeed.ui.components.compare import compare
from rxfeed.ui.components.controls import Text
from rxfeed.ui.components.lineage_thread import mode_words
from rxfeed.ui.components.notices import dialog, notice
from rxfeed.ui.components.prompt_diff import prompt_diff
from rxfeed.ui.lineage.state import LineagePage
from rxfeed.ui.words import day, say, told

SHOWN = LineagePage.changes


def changed_dialog() -> rx.Component:
    """One for the page."""
    return dialog(say("What changed"), what_changed(), is_open=LineagePage.is_open, on_dismiss=LineagePage.close, key="changed")


@rx.memo
def what_changed() -> rx.Component:
    """Between whom, how, and then word by word, thing by thing, picture by picture."""
    who = rx.el.p(_by(SHOWN.parent_handle), " → ", _by(SHOWN.child_handle), " · ", mode_words(SHOWN.mode), class_name="text-sm text-ink-2")
    detached = rx.el.p(say("Its author took their picture out of this one on {day}.", day=day(SHOWN.detached_on)), class_name="text-ink-2")
    hidden = rx.el.p(say("The picture that it comes of isn't there any more, or isn't for you."), class_name="text-ink-2")
    why = rx.cond(SHOWN.detached_on != "", detached, hidden)
    content = rx.fragment(who, rx.cond(SHOWN.hidden, why, _between()))
    trouble = LineagePage.trouble.message != ""
    return rx.el.div(rx.cond(trouble, notice(told(LineagePage.trouble), tone="error"), content), class_name="flex flex-col gap-4")


def _between() -> rx.Component:
    alike = rx.el.p(say("The pictures are {share} % alike in colours and lines.", share=SHOWN.likeness), class_name="text-sm text-ink-3")
    words = rx.cond(SHOWN.pieces.length() > 0, prompt_diff(SHOWN.pieces), rx.el.p(say("Its author keeps the prompt private."), class_name="text-ink-3"))
    pictures = compare(
        before=SHOWN.before, after=SHOWN.after, before_name=f"@{SHOWN.parent_handle}", after_name=f"@{SHOWN.child_handle}", limit="46vh"
    )  # fmt: skip
    return rx.fragment(
        words,
        rx.cond(SHOWN.parameters.length() > 0, rx.el.dl(rx.foreach(SHOWN.parameters, _parameter), class_name="flex flex-col gap-1 text-sm"), rx.fragment()),
        rx.cond((SHOWN.before.src != "") & (SHOWN.after.src != ""), pictures, rx.fragment()),
        rx.cond(SHOWN.likeness >= 0, alike, rx.fragment()),
    )


def _by(handle: rx.Var[str]) -> Text:
    return rx.cond(handle != "", f"@{handle}", say("Somebody"))


def _parameter(row: rx.Var[ParameterView]) -> rx.Component:
    names = rx.match(row.name, ("engine", say("Engine")), ("shape", say("Shape")), ("quality", say("Quality")), ("size", say("Size")), say("Seed"))
    nothing = rx.el.span("–")
    before = rx.cond(row.before != "", rx.el.del_(row.before, class_name="bg-del rounded-[3px] px-1"), nothing)
    after = rx.cond(row.after != "", rx.el.ins(row.after, class_name="bg-add rounded-[3px] px-1 no-underline"), nothing)
    return rx.el.div(
        rx.el.dt(names, class_name="text-ink-3 w-24 shrink-0"),
        rx.el.dd(before, " → ", after, class_name="tabular-nums wrap-anywhere"),
        class_name="flex gap-3",
    )
