"""What only the browser can do for the composer (`assets/composer.js`), as vars, events and a component."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex.utils.imports import ImportVar
from reflex.vars import VarData

MODULE = "$/public/composer.js"

pressed = ClientStateVar.create("pressed", default=0)
"""What `Forming.answered` will be when the last click on Generate has been answered: until then the boxes are shown without the server."""


def typed(field: str) -> rx.Var[str]:
    """What stands in the field with that id at the moment of an event, however fast one was."""
    return _call("typed", f'"{field}"')


def to_utc(local: rx.Var[str]) -> rx.Var[str]:
    """The reader's local time (`2026-11-22T11:30`) as ISO 8601 in UTC; empty where it is none."""
    return _call("toUtc", local)


def to_local(utc: rx.Var[str]) -> rx.Var[str]:
    """And back, for the field."""
    return _call("toLocal", utc)


def reveal(place: str) -> rx.event.EventSpec:
    """Scroll to that element, unless its beginning is seen already."""
    return rx.run_script(_call("reveal", f'"{place}"'))


class PictureTaker(rx.Component):
    """A box in which pictures can be dropped, pasted or chosen. They are uploaded; then `on_taken` gets the route's answer, or `on_refused` its sentence."""

    library = MODULE
    tag = "PictureTaker"
    lost: rx.Var[str]
    """The sentence for a server that does not answer."""
    on_taken: rx.EventHandler[rx.event.passthrough_event_spec(dict[str, Any])]  # type: ignore[type-arg]
    on_refused: rx.EventHandler[rx.event.passthrough_event_spec(str)]  # type: ignore[type-arg]


def _call(function: str, argument: rx.Var[Any] | str) -> rx.Var[str]:
    imports = VarData(imports={MODULE: [ImportVar(tag=function)]})
    data = VarData.merge(imports, argument._get_all_var_data()) if isinstance(argument, rx.Var) else imports  # noqa: SLF001  (how a var passes its hooks on)
    return rx.Var(f"{function}({argument!s})", _var_type=str, _var_data=data).guess_type()
