"""What the browser alone remembers (`assets/keys.js`): whether single keys act, and whether somebody is new here."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.utils.imports import ImportVar
from reflex.vars import VarData

KEYS = "$/public/keys.js"
KEYS_NAME, HINT_NAME = "rxfeed_keys", "rxfeed_hint"


def _var(script: str, tool: str) -> rx.Var[bool]:
    name, call = script.split(" = ", 1)
    data = VarData(imports={KEYS: [ImportVar(tag=tool)]}, hooks={f"const {name} = {call};": None})
    return rx.Var(name, _var_type=bool, _var_data=data).guess_type()


KEYS_OFF: rx.Var[bool] = _var(f'keys_off = useKept("{KEYS_NAME}") === "off"', "useKept")
NEWCOMER: rx.Var[bool] = _var(f'newcomer = useNewcomer("{HINT_NAME}")', "useNewcomer")
"""Here for the first time, for half a day, until the hint is put away."""


def turn_keys() -> Any:
    """For `on_change` of a switch."""
    return _handler(f'(event) => keep("{KEYS_NAME}", event.target.checked ? "" : "off")')


def put_hint_away() -> Any:
    """For `on_click`."""
    return _handler(f'() => keep("{HINT_NAME}", 1)')


def _handler(script: str) -> Any:
    return rx.Var(script, _var_type=rx.EventChain, _var_data=VarData(imports={KEYS: [ImportVar(tag="keep")]})).guess_type()
