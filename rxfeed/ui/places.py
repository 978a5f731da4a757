"""Where one can go from everywhere: the rail's places, in order. A phone's bar has room for five of them; its account menu has the others."""

from __future__ import annotations

from dataclasses import dataclass

import reflex as rx

from rxfeed.ui.components.controls import Text
from rxfeed.ui.here import Here
from rxfeed.ui.words import say


@dataclass(frozen=True)
class Place:
    """`name` is what a page calls itself by, in `frame(place=…)`."""

    name: str
    href: str
    sign: str
    title: Text
    in_bar: bool = True
    """Whether it has a place at the bottom of a phone's screen."""
    counts: bool = False
    """Whether it shows how many notices wait."""
    moderators: bool = False
    """Whether it is theirs alone."""


def places() -> tuple[Place, ...]:
    """One line each."""
    return (
        Place("feed", "/", "home", say("Feed")),
        Place("explore", "/explore", "search", say("Explore")),
        Place("create", "/create", "plus", say("Create")),
        Place("notices", "/notifications", "bell", say("Notifications"), counts=True),
        Place("library", "/library", "library", say("Library")),
        Place("collections", "/collections", "stack", say("Collections"), in_bar=False),
        Place("moderation", "/moderation", "shield", say("Moderation"), in_bar=False, moderators=True),
    )


def only_for(place: Place, shown: rx.Component) -> rx.Component:
    """What leads there, for those whose place it is."""
    return rx.cond(Here.viewer.is_moderator, shown, rx.fragment()) if place.moderators else shown


def at_most_99(count: rx.Var[int]) -> rx.Var[str]:
    """As short as a sign has room for."""
    return rx.cond(count > 99, "99+", count.to_string()).to(str)
