"""The browser's store of cards (`assets/store.js`), as vars, events and two unseen components."""

from __future__ import annotations

from dataclasses import dataclass, field

import reflex as rx
from reflex.utils.imports import ImportVar
from reflex.vars import VarData

from rxfeed.domain.views import PostCard

STORE = "$/public/store.js"


@dataclass(frozen=True)
class CardList:
    """What the store knows of a list."""

    cards: list[PostCard] = field(default_factory=list)
    next: str = ""
    status: str = "new"
    """`new`, `loading` (nothing there yet), `growing`, `ready` or `failed`."""
    fresh: int = 0
    """How many new posts wait."""


def card_list(name: str) -> rx.Var[CardList]:
    """The list of that name; asking for it loads its first page from `/api/<name>`, unless the page's HTML has brought it."""
    data = VarData(imports={STORE: [ImportVar(tag="useList")]}, hooks={f'const list_{name} = useList("{name}");': None})
    return rx.Var(f"list_{name}", _var_type=CardList, _var_data=data).guess_type()


def more(name: str) -> rx.event.EventSpec:
    """Load the next page, or try again what failed."""
    return _call("more", name)


def news(name: str) -> rx.event.EventSpec:
    """Put what is new on top, and go there."""
    return _call("news", name)


def forget_all() -> rx.event.EventSpec:
    """Whom or what one doesn't want to see may stand in any list: all are asked for anew."""
    return _call("forget", "")


class Sentinel(rx.Component):
    """Stands below a list; when it comes near the screen, the list grows."""

    library = STORE
    tag = "Sentinel"
    list: rx.Var[str]


class LiveSink(rx.Component):
    """Hands what the server pushes to a list of the store; without a name, to all of them."""

    library = STORE
    tag = "LiveSink"
    list: rx.Var[str]
    newest: rx.Var[str]
    count: rx.Var[int]
    gone: rx.Var[str]
    choosy: rx.Var[bool]
    """Whether there is anybody whom the viewer doesn't see: then it is asked how much of the news is for them."""


def _call(function: str, name: str) -> rx.event.EventSpec:
    return rx.run_script(rx.Var(f'{function}("{name}")', _var_data=VarData(imports={STORE: [ImportVar(tag=function)]})))
