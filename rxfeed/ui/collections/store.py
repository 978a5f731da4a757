"""The posts of a collection, and what one has saved, in the browser's store (`assets/store.js`). Which collection, and what is looked for, the address says."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.utils.imports import ImportVar
from reflex.vars import VarData

from rxfeed.ui.feed.store import STORE, CardList

_ROUTER = {"react-router": [ImportVar(tag="useParams")]}
_ADDRESS = VarData(imports=_ROUTER, hooks={"const collection_id = useParams().id;": None})
_COLLECTED = VarData(
    imports={**_ROUTER, STORE: [ImportVar(tag="useList")]},
    hooks={"const name_of_collected = `c/${encodeURIComponent(useParams().id ?? '')}/posts`, collected = useList(name_of_collected);": None},
)
_SAVED = VarData(
    imports={STORE: [ImportVar(tag="useAsked"), ImportVar(tag="useList")]},
    hooks={
        'const looked_for = useAsked("q", "");': None,
        'const name_of_saved = "saved?q=" + encodeURIComponent(looked_for);': None,
        "const saved_list = useList(name_of_saved);": None,
    },
)


def _var(name: str, kind: Any, data: VarData) -> Any:
    return rx.Var(name, _var_type=kind, _var_data=data).guess_type()


ADDRESSED: rx.Var[str] = _var("collection_id", str, _ADDRESS)
"""The id in the address: known before the server has answered, so that the last collection never stands in for the next."""
collected: rx.Var[CardList] = _var("collected", CardList, _COLLECTED)
"""Its posts, from `/api/c/<id>/posts`."""
name_of_collected: rx.Var[str] = _var("name_of_collected", str, _COLLECTED)
"""As the store calls them."""
saved: rx.Var[CardList] = _var("saved_list", CardList, _SAVED)
"""What one has saved, from `/api/saved?q=<words>`."""
name_of_saved: rx.Var[str] = _var("name_of_saved", str, _SAVED)
looked_for: rx.Var[str] = _var("looked_for", str, _SAVED)
"""The words in the address (`?q=`)."""


def again(name: rx.Var[str]) -> rx.event.EventSpec:
    """Try again what failed."""
    return _call("again", name)


def drop(name: rx.Var[str], card_id: rx.Var[str]) -> rx.event.EventSpec:
    """Take a card out of a list."""
    return _call("drop", name, card_id)


def _call(function: str, *arguments: rx.Var[str]) -> rx.event.EventSpec:
    imports = VarData(imports={STORE: [ImportVar(tag=function)]})
    data = VarData.merge(imports, *(argument._get_all_var_data() for argument in arguments))  # noqa: SLF001  (how a var passes on what it needs)
    return rx.run_script(rx.Var(f"{function}({', '.join(map(str, arguments))})", _var_data=data))
