"""Numbers over time, drawn: a row of bars for each, and the same as a table."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.numbers import Bar, Measure
from rxfeed.ui.components.controls import Text, button, segmented
from rxfeed.ui.components.notices import notice, skeleton
from rxfeed.ui.numbers.state import Numbers
from rxfeed.ui.words import day, number, say, told

MEASURES = Numbers.numbers.measures


def plot() -> rx.Component:
    """With the choice of the time; says what is wrong in its place."""
    again = button(say("Try again"), kind="quiet", on_click=Numbers.look_at(Numbers.period))
    return rx.match(
        Numbers.status,
        ("ready", rx.el.div(_period(), rx.foreach(MEASURES, _row), _table(), _promise(), class_name="flex flex-col gap-5")),
        ("", rx.el.div(skeleton("h-15.5 w-36"), *(skeleton("h-26 w-full") for _ in range(4)), class_name="flex flex-col gap-5", aria_busy=True)),
        notice(told(Numbers.problem), again, tone="error"),
    )


def _period() -> rx.Component:
    times: list[tuple[str, Text]] = [("month", say("30 days")), ("year", say("A year"))]
    return segmented(say("Time"), name="numbers-period", options=times, value=Numbers.period, on_change=Numbers.look_at)


def _row(measure: rx.Var[Measure]) -> rx.Component:
    lately = say("{lately} in this time, {total} in all", lately=measure.lately, total=measure.total)
    return rx.el.div(
        rx.el.p(rx.el.span(_name(measure.name), class_name="font-semibold"), rx.el.span(lately, class_name="text-sm text-ink-3"), class_name=_LINE),
        rx.el.div(rx.foreach(measure.bars, _bar), aria_hidden="true", class_name="flex items-end gap-0.5 h-14 border-b border-line-strong"),
        rx.el.p(day(measure.bars[0].day), rx.el.span(say("Today")), aria_hidden="true", class_name="flex justify-between mt-1 text-sm text-ink-3"),
    )


_LINE = "flex flex-wrap items-baseline justify-between gap-x-3 mb-1.5"


def _bar(bar: rx.Var[Bar]) -> rx.Component:
    tall = rx.Var.create({"height": bar.tall.to_string() + "%"})
    words = rx.Var.create(f"{day(bar.day)}: {number(bar.count)}")
    stands = rx.el.div(style=tall, class_name="w-full bg-ink-2 rounded-t-[2px]")
    return rx.el.div(stands, title=words, class_name="grow basis-0 h-full flex items-end hover:bg-shade")


def _name(measure: rx.Var[str]) -> rx.Var[str]:
    return rx.match(measure, ("views", say("Views")), ("likes", say("Likes")), ("saves", say("Saves")), say("Remixes"))


def _promise() -> rx.Component:
    """Behind the first row."""
    words = say("A view is somebody who opens a picture's own page, once a day. Who it was is not kept, and nothing is put into their browser for it.")
    return rx.el.p(words, class_name="text-sm text-ink-3 text-pretty")


def _table() -> rx.Component:
    head = rx.el.tr(
        rx.el.th(rx.cond(Numbers.period == "month", say("Day"), say("Week from")), scope="col", class_name=_CELL),
        rx.foreach(MEASURES, lambda measure: rx.el.th(_name(measure.name), scope="col", class_name=f"{_CELL} text-right")),
    )
    rows = rx.foreach(MEASURES[0].bars, _line)
    table = rx.el.table(rx.el.thead(head), rx.el.tbody(rows), class_name="w-full text-sm tabular-nums")
    opener = rx.el.summary(say("As a table"), class_name="cursor-pointer min-h-10 flex items-center text-sm font-semibold text-ink-2 hover:text-ink")
    return rx.el.details(opener, rx.el.div(table, class_name="overflow-x-auto"))


_CELL = "py-1.5 pr-3 text-left font-medium"


def _line(bar: rx.Var[Bar], place: rx.Var[int]) -> rx.Component:
    counts = rx.foreach(MEASURES, lambda measure: rx.el.td(number(measure.bars[place].count), class_name=f"{_CELL} text-right"))
    return rx.el.tr(rx.el.th(day(bar.day), scope="row", class_name=f"{_CELL} text-ink-2"), counts, class_name="border-t border-line")
