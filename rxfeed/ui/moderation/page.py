"""`/moderation`: what people have reported, and what is to become of it."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.safety import MatterView
from rxfeed.domain.safety_words import LONGEST_WHY
from rxfeed.ui.components.controls import button, segmented, select, text_area
from rxfeed.ui.components.notices import dialog, empty_box, notice
from rxfeed.ui.moderation.matter import matter
from rxfeed.ui.moderation.room import room
from rxfeed.ui.moderation.state import ModerationPage
from rxfeed.ui.safety.names import deed_done, deeds, thing_name
from rxfeed.ui.words import say, told

PAGE = ModerationPage
DECIDING = ModerationPage.deciding


def page() -> rx.Component:
    """The queue."""
    return room("/moderation", PAGE, _queue())


def _queue() -> rx.Component:
    orders = [("oldest", say("Oldest first")), ("most", say("Most reported first"))]
    return rx.el.div(
        segmented(say("Order"), name="order", options=orders, value=PAGE.order, on_change=PAGE.sort),
        _outcome(),
        rx.cond(PAGE.matters.length() > 0, rx.el.div(rx.foreach(PAGE.matters, _one), class_name="flex flex-col gap-5"), _empty()),
        rx.cond(PAGE.next != "", rx.el.div(button(say("More"), kind="quiet", on_click=PAGE.more), class_name="flex justify-center"), rx.fragment()),
        _dialog(),
        class_name="flex flex-col gap-5",
    )


def _one(view: rx.Var[MatterView]) -> rx.Component:
    return rx.el.div(matter(view, PAGE.begin(view.id)), key=view.id)


def _outcome() -> rx.Component:
    done = rx.cond(PAGE.decided != "", say("Decided: {what}.", what=deed_done(PAGE.decided)), "")
    problem = rx.cond(DECIDING.id == "", told(PAGE.problem), "")
    return rx.el.div(notice(done, tone="ok"), notice(problem, tone="error"), class_name="not-has-[p]:absolute flex flex-col gap-2")


def _empty() -> rx.Component:
    return empty_box(say("Nothing to decide"), say("What people report comes here. Just now everything is decided."))


def _dialog() -> rx.Component:
    return dialog(
        say("What is to happen?"),
        rx.el.form(
            rx.el.p(thing_name(DECIDING.kind), " · @", DECIDING.evidence[0].handle, class_name="text-ink-2"),
            rx.el.fieldset(
                rx.el.legend(say("Decision"), class_name="text-sm font-medium text-ink-2 mb-1"),
                *(_choice(name, words) for name, words in deeds().items()),
            ),
            rx.cond(PAGE.what == "rate", _rating(), rx.fragment()),
            rx.cond(PAGE.what == "suspend", _days(), rx.fragment()),
            text_area(
                rx.cond(PAGE.what == "dismiss", say("Why (optional; for the log alone)"), say("Why? The person concerned reads this.")),
                name="why",
                rows=3,
                max_length=LONGEST_WHY,
                error=told(PAGE.problem, "why"),
            ),
            rx.el.div(notice(told(PAGE.problem, "", "what", "days", "rating"), tone="error"), class_name="not-has-[p]:absolute"),
            rx.el.div(
                button(say("Cancel"), kind="bare", on_click=PAGE.leave),
                button(say("Decide"), type="submit", kind="ink"),
                class_name="flex justify-end gap-2",
            ),
            on_submit=PAGE.decide,
            reset_on_submit=False,
            class_name="flex flex-col gap-4",
        ),
        is_open=DECIDING.id != "",
        on_dismiss=PAGE.leave,
        key="decide",
    )


def _choice(name: str, words: rx.Var[str]) -> rx.Component:
    """The form carries it; the page is told because some ask for more."""
    first, chosen = DECIDING.can[0] == name, PAGE.choose(name)
    tick = rx.el.input(type="radio", name="what", value=name, default_checked=first, on_change=lambda _: chosen, class_name="size-5 accent-ink")
    return rx.cond(DECIDING.can.contains(name), rx.el.label(tick, words, class_name="flex items-center gap-3 min-h-10"), rx.fragment())


def _rating() -> rx.Component:
    ratings = [("general", say("General")), ("suggestive", say("Suggestive")), ("mature", say("Mature"))]
    return segmented(say("Rating"), name="rating", options=ratings, value="mature")


def _days() -> rx.Component:
    spans = [("1", say("A day")), ("7", say("A week")), ("30", say("A month")), ("365", say("A year")), ("0", say("For ever"))]
    return select(say("For how long"), name="days", options=spans, default_value="7")
