"""“Why am I seeing this”: the numbers of one picture, in the dialog of its menu."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.feeds_for_you import Line, WhyView
from rxfeed.ui.components.controls import go
from rxfeed.ui.tastes import names
from rxfeed.ui.words import number, say, say_n


def why(view: rx.Var[WhyView], order: rx.Var[str]) -> rx.Component:
    """`order`: what the page's list is ordered by, where it isn't For you: `trending`, `newest`, or nothing known."""
    others = rx.match(
        order,
        ("trending", say("Trending is one order for everybody: what people have liked, reposted and remixed, the newest of it counting most.")),
        ("newest", say("Newest first. Nothing is ranked here.")),
        say("You came to it by a link or another list: it has no place in your For you of late."),
    )
    return rx.cond(view.place > 0, _sum(view), rx.el.p(others, class_name="text-ink-2 text-pretty"))


def _sum(view: rx.Var[WhyView]) -> rx.Component:
    rows = rx.el.tbody(
        rx.foreach(view.lines, _line),
        rx.cond(view.same_author > 0, _lost(say_n("{count} picture by the same author before it", "{count} pictures by the same author before it",
                                                  view.same_author), view.same_author), rx.fragment()),
        rx.cond(view.same_family > 0, _lost(say_n("{count} picture of the same family of remixes before it",
                                                  "{count} pictures of the same family of remixes before it", view.same_family), view.same_family),
                rx.fragment()),
    )  # fmt: skip
    total = rx.el.tfoot(
        rx.el.tr(
            rx.el.th(say("Together"), scope="row", class_name="text-left font-semibold py-2"),
            rx.el.td(),
            rx.el.td(number(view.total), class_name="text-right font-semibold tabular-nums"),
            class_name="border-t border-line-strong",
        )
    )
    return rx.el.div(
        rx.el.p(say("It has place {place} in your For you.", place=view.place), " ", names.source(view.source), class_name="text-ink-2 text-pretty"),
        rx.el.table(rows, total, class_name="w-full text-sm"),
        rx.cond(view.floor, rx.el.p(say("It has its place as a new author's: one in twelve goes to them."), class_name="text-sm text-ink-2"), rx.fragment()),
        go(say("Change your feed recipe"), href="/settings/feed", class_name="underline underline-offset-3 self-start min-h-10 inline-flex items-center"),
        class_name="flex flex-col gap-4",
    )


def _line(line: rx.Var[Line]) -> rx.Component:
    return rx.el.tr(
        rx.el.th(names.weight(line.name), scope="row", class_name="text-left font-normal py-1.5"),
        rx.el.td(line.weight, " × ", number(line.feature), class_name="text-right text-ink-3 tabular-nums whitespace-nowrap px-3"),
        rx.el.td(number(line.points), class_name="text-right tabular-nums whitespace-nowrap"),
        key=line.name,
        class_name="border-t border-line first:border-0",
    )


def _lost(words: rx.Var[str], count: rx.Var[int]) -> rx.Component:
    return rx.el.tr(
        rx.el.th(words, scope="row", class_name="text-left font-normal py-1.5"),
        rx.el.td(count, " × ", number(1.5), class_name="text-right text-ink-3 tabular-nums whitespace-nowrap px-3"),
        rx.el.td(number(count * -1.5), class_name="text-right tabular-nums whitespace-nowrap"),
        class_name="border-t border-line",
    )
