"""The library's lists in the browser's store (`assets/store.js`), as vars, events and an unseen component. Which of them is shown, the address says."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.utils.imports import ImportVar
from reflex.vars import VarData

from rxfeed.domain.library_views import GenerationItem, PostItem
from rxfeed.ui.feed.store import STORE

_DATA = VarData(
    imports={STORE: [ImportVar(tag="useAsked"), ImportVar(tag="useList")]},
    hooks={
        'const library_shown = useAsked("list", "all");': None,
        'const library_name = library_shown && "library?show=" + encodeURIComponent(library_shown);': None,
        "const library_list = useList(library_name);": None,
    },
)


def _var(name: str, kind: Any) -> Any:
    return rx.Var(name, _var_type=kind, _var_data=_DATA).guess_type()


shown: rx.Var[str] = _var("library_shown", str)
"""Which list the address asks for (`?list=bin`); empty until that is known."""
name: rx.Var[str] = _var("library_name", str)
"""The same list, as the store calls it."""
generations: rx.Var[list[GenerationItem]] = _var("library_list.cards", list[GenerationItem])
posts: rx.Var[list[PostItem]] = _var("library_list.cards", list[PostItem])
"""One list: it holds the ones or the others."""
status: rx.Var[str] = _var("library_list.status", str)
"""`new`, `loading` (nothing there yet), `growing`, `checking` (what is there may change), `ready` or `failed`."""
following: rx.Var[str] = _var("library_list.next", str)
"""The cursor that continues it; empty at the end."""
problem: rx.Var[str] = _var("library_list.problem", str)
"""The message id of what the server refused with, or empty."""
values: rx.Var[dict[str, str]] = _var("library_list.values", dict[str, str])
"""What fills its blanks."""


def again() -> rx.event.EventSpec:
    """Try again what failed."""
    return _call("again", name)


def drop(list_name: rx.Var[str], card_id: rx.Var[str]) -> rx.event.EventSpec:
    """Take a card out of a list."""
    return _call("drop", list_name, card_id)


class ChangeSink(rx.Component):
    """Hands cards that have changed to the store, and has a list looked at again when one comes back to it or `moves` counts up."""

    library = STORE
    tag = "ChangeSink"
    list: rx.Var[str]
    grows: rx.Var[bool]
    changed: rx.Var[list[GenerationItem]]
    moves: rx.Var[int]


def _call(function: str, *arguments: rx.Var[str]) -> rx.event.EventSpec:
    imports = VarData(imports={STORE: [ImportVar(tag=function)]})
    data = VarData.merge(imports, *(argument._get_all_var_data() for argument in arguments))  # noqa: SLF001  (how a var passes on what it needs)
    return rx.run_script(rx.Var(f"{function}({', '.join(map(str, arguments))})", _var_data=data))
