"""Which key does what: one table, from which the keys work and the sheet is written."""

from __future__ import annotations

from dataclasses import dataclass

from rxfeed.ui.components.controls import Text
from rxfeed.ui.places import Place, places
from rxfeed.ui.words import say

DEEDS = {"l": "like", "s": "save"}
"""What is pressed for the picture that has the focus, or is shown in full."""
WAYS = {"r": "/remix", "c": "#comments", "Enter": ""}
"""Where they lead, behind its post's address."""
LETTERS = {"feed": "f", "explore": "e", "create": "c", "library": "l", "notices": "n"}
"""Behind a G: the rail's places."""


@dataclass(frozen=True)
class Shortcut:
    """One line of the sheet; `keys` as they stand on the keyboard, several between spaces."""

    keys: str
    what: Text


def groups() -> list[tuple[Text, list[Shortcut]]]:
    """The sheet, by where one is."""
    pictures = [
        Shortcut("J K", say("Next picture, and the one before")),
        Shortcut("Enter", say("Open the post")),
        Shortcut("Z", say("Show the picture in full")),
        Shortcut("L", say("Like")),
        Shortcut("S", say("Save")),
        Shortcut("R", say("Remix")),
        Shortcut("C", say("Comments")),
    ]
    full = [Shortcut("← →", say("The pictures beside it")), Shortcut("Esc", say("Close"))]
    everywhere = [*(Shortcut(f"G {LETTERS[place.name].upper()}", place.title) for place in _led()), Shortcut("?", say("These shortcuts"))]
    return [(say("In lists and on a post"), pictures), (say("While a picture fills the page"), full), (say("Everywhere"), everywhere)]


def leads() -> dict[str, str]:
    """Where two keys, one after the other, lead."""
    return {f"g {LETTERS[place.name]}": place.href for place in _led()}


def _led() -> list[Place]:
    return [place for place in places() if place.name in LETTERS]
