"""What narrows a search down: a fold with the choices, and those that hold, each with the way to take it away."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.domain.explore_query import SHAPES
from rxfeed.ui.components.controls import Text, button, chip_toggle, select
from rxfeed.ui.components.icons import icon
from rxfeed.ui.components.names import licence_choices, named, rating_choices
from rxfeed.ui.explore.state import ExplorePage
from rxfeed.ui.feed.store import asked
from rxfeed.ui.words import say

QUERY = ExplorePage.query
Choices = list[tuple[str, Text]]
_SWITCHES: Choices = [("remix", say("May be remixed")), ("children", say("Has been remixed"))]


def filters(beside: rx.Component) -> rx.Component:
    """All of them; `beside` has the rest of the fold's line, so that nothing moves when it comes."""
    opener = rx.el.summary(
        say("Filters and order"),
        class_name="inline-flex items-center min-h-10 px-4 rounded-full border border-line-strong text-sm font-semibold cursor-pointer hover:bg-sunken",
    )
    fields = [_field(label, name, choices) for label, name, choices in _choices()]
    box = "mt-3 grid grid-cols-2 md:grid-cols-3 lg:grid-cols-6 gap-3"
    switches = rx.el.div(*_switches(), class_name="mt-3 flex flex-wrap gap-2")
    fold = rx.el.details(opener, rx.el.div(*fields, class_name=box), switches, class_name="open:basis-full")
    return rx.el.div(fold, beside, class_name="flex flex-wrap gap-2")


def holding() -> rx.Component:
    """Those that hold, as the address has them: the server draws them with the first pictures."""
    shown = (rx.cond(asked(name, "") != "", _away(name, words, words), rx.fragment()) for name, words in _filters())
    return rx.el.div(*shown, class_name="flex flex-wrap gap-2 px-2.5 md:px-0 pb-3 empty:hidden")


def narrowing(names: rx.Var[list[str]]) -> rx.Component:
    """To take one of these filters away."""
    shown = (rx.cond(names.contains(name), _away(name, words, _without(words)), rx.fragment()) for name, words in _filters())
    return rx.el.div(*shown, class_name="flex flex-wrap justify-center gap-2 empty:hidden")


def _away(name: str, words: Text, shown: Text) -> rx.Component:
    return button(shown, icon("cross", 14), kind="quiet", on_click=ExplorePage.choose(name, ""), aria_label=_without(words))


def _without(words: Text) -> Text:
    return say("Without {filter}", filter=words)


def _filters() -> list[tuple[str, Text]]:
    """What each is called as it holds."""
    chosen = [(name, named(asked(name, ""), choices)) for _, name, choices in _choices() if name != "sort"]
    return [*chosen, *_SWITCHES]


def _choices() -> list[tuple[Text, str, Choices]]:
    everything: tuple[str, Text] = ("", say("All"))
    orders: Choices = [("", say("As it fits")), ("best", say("Best match")), ("new", say("Newest")), ("liked", say("Most liked"))]
    periods: Choices = [("day", say("A day")), ("week", say("A week")), ("month", say("A month")), ("year", say("A year"))]
    return [
        (say("Order"), "sort", orders),
        (say("Engine"), "engine", [everything, ("sketch", "Sketch"), ("openai", "OpenAI")]),
        (say("Shape"), "shape", [everything, *((shape, shape) for shape in SHAPES)]),
        (say("Rating"), "rating", [everything, *rating_choices()]),
        (say("Not older than"), "period", [("", say("Any time")), *periods]),
        (say("Licence"), "licence", [everything, *licence_choices()]),
    ]


def _field(label: Text, name: str, choices: Choices) -> rx.Component:
    return select(label, name=name, options=choices, value=getattr(QUERY, name), on_change=lambda value: ExplorePage.choose(name, value))


def _switches() -> list[rx.Component]:
    return [chip_toggle(label, pressed=getattr(QUERY, name) == "yes", on_click=_turned(name)) for name, label in _SWITCHES]


def _turned(name: str) -> Any:
    return ExplorePage.choose(name, rx.cond(getattr(QUERY, name) == "yes", "", "yes"))
