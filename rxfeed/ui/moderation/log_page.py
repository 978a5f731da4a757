"""`/moderation/log`: every decision, by whom and why; what still holds can be taken back."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.safety import RulingView
from rxfeed.domain.safety_words import LONGEST_WHY
from rxfeed.ui.components.controls import button, go, text_area
from rxfeed.ui.components.notices import dialog, empty_box, notice
from rxfeed.ui.moderation.log_state import ModerationLog
from rxfeed.ui.moderation.room import room
from rxfeed.ui.safety.names import deed_done, rating_name, thing_name
from rxfeed.ui.words import day, moment, say, say_n, told

PAGE = ModerationLog
_LINK = "underline underline-offset-3 decoration-line-strong hover:decoration-ink"


def page() -> rx.Component:
    """The log."""
    return room("/moderation/log", PAGE, _log())


def _log() -> rx.Component:
    lines = rx.el.ul(rx.foreach(PAGE.rulings, _line), role="list", class_name="flex flex-col")
    problem = rx.cond(PAGE.undoing.id == "", told(PAGE.problem), "")
    return rx.el.div(
        rx.el.div(notice(problem, tone="error"), class_name="not-has-[p]:absolute"),
        rx.cond(PAGE.rulings.length() > 0, lines, empty_box(say("Nothing was decided yet"), say("Every decision is kept here, with its reason, for good."))),
        rx.cond(PAGE.next != "", rx.el.div(button(say("More"), kind="quiet", on_click=PAGE.more), class_name="flex justify-center"), rx.fragment()),
        _dialog(),
        class_name="flex flex-col gap-5",
    )


def _line(one: rx.Var[RulingView]) -> rx.Component:
    until = rx.cond(one.until != "", say("until {day}", day=day(one.until)), say("for ever"))
    more = rx.match(one.what, ("suspend", until), ("rate", rating_name(one.rating)), "")
    thing = rx.cond(one.thing != "", go(thing_name(one.kind), href=f"/p/{one.thing}", class_name=_LINK), rx.el.span(thing_name(one.kind)))
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                rx.el.span(deed_done(one.what), class_name="font-semibold"),
                rx.cond(more != "", rx.el.span(more), rx.fragment()),
                thing,
                rx.cond(one.whom != "", go("@", one.whom, href=f"/u/{one.whom}", class_name=_LINK), rx.fragment()),
                class_name="flex flex-wrap gap-x-2.5",
            ),
            rx.cond(one.why != "", rx.el.p(one.why, class_name="text-ink-2 whitespace-pre-line wrap-anywhere"), rx.fragment()),
            rx.el.p(
                rx.el.time(moment(one.decided_at), date_time=one.decided_at),
                rx.el.span("@", one.by),
                rx.cond(one.reports > 0, rx.el.span(say_n("{count} report", "{count} reports", one.reports)), rx.fragment()),
                class_name="flex flex-wrap gap-x-3 text-sm text-ink-3",
            ),
            class_name="min-w-0 grow basis-60 flex flex-col gap-1",
        ),
        rx.cond(one.holds, button(say("Take back"), kind="quiet", icon_name="undo", on_click=PAGE.begin(one.id)), rx.fragment()),
        key=one.id,
        class_name="flex flex-wrap items-center gap-x-4 gap-y-2 py-4 border-b border-line last:border-0",
    )


def _dialog() -> rx.Component:
    return dialog(
        say("Take this decision back?"),
        rx.el.form(
            rx.el.p(deed_done(PAGE.undoing.what), " · @", PAGE.undoing.whom, class_name="text-ink-2"),
            text_area(say("Why? The person concerned reads this."), name="why", rows=3, max_length=LONGEST_WHY, error=told(PAGE.problem, "why")),
            rx.el.div(notice(told(PAGE.problem, ""), tone="error"), class_name="not-has-[p]:absolute"),
            rx.el.div(
                button(say("Cancel"), kind="bare", on_click=PAGE.leave),
                button(say("Take back"), type="submit", kind="ink"),
                class_name="flex justify-end gap-2",
            ),
            on_submit=PAGE.undo,
            reset_on_submit=False,
            class_name="flex flex-col gap-4",
        ),
        is_open=PAGE.undoing.id != "",
        on_dismiss=PAGE.leave,
        key="undo",
    )
