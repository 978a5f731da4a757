"""Sentences, dates and amounts as vars that the browser fills. Each carries the hook that redraws it when the language changes."""

from __future__ import annotations

import json
from typing import Any

import reflex as rx
from reflex.utils.imports import ImportVar
from reflex.vars import VarData
from reflex.vars.base import LiteralVar

_HOOK = VarData(imports={"$/public/words.js": [ImportVar(tag="useWords")]}, hooks={"const words = useWords();": None})


def say(sentence: str, **values: Any) -> rx.Var[str]:
    """The sentence in the reader's language, its blanks filled with the values (vars or plain)."""
    return _call("say", json.dumps(sentence), *([LiteralVar.create(values)] if values else []))


def say_n(one: str, many: str, count: rx.Var[int] | int, **values: Any) -> rx.Var[str]:
    """Like `say`, in the form that fits `count`, which also fills the blank `{count}`."""
    return _call("sayN", json.dumps(one), json.dumps(many), LiteralVar.create(count), LiteralVar.create(values))


def said(sentence: rx.Var[str], values: rx.Var[Any] | None = None) -> rx.Var[str]:
    """A sentence that is only known while the app runs. It must be marked, or raised as an error, somewhere in the code."""
    return _call("say", sentence, *([] if values is None else [values]))


def mark(sentence: str) -> str:
    """The same sentence; tells the gatherer that it belongs into the catalogue."""
    return sentence


def ago(moment: rx.Var[str]) -> rx.Var[str]:
    """How long ago: `12m ago`, and the day when it is a month or more. Takes ISO 8601."""
    return _call("ago", moment)


def day(moment: rx.Var[str]) -> rx.Var[str]:
    """`22 Nov 2026`."""
    return _call("day", moment)


def moment(moment: rx.Var[str]) -> rx.Var[str]:
    """`22 Nov 2026, 11:20`, in the reader's zone."""
    return _call("moment", moment)


def money(micros: rx.Var[int] | int) -> rx.Var[str]:
    """Micro-dollars as dollars and cents."""
    return _call("money", LiteralVar.create(micros))


def number(value: rx.Var[int] | int) -> rx.Var[str]:
    """With the reader's separators."""
    return _call("number", LiteralVar.create(value))


language: rx.Var[str] = rx.Var("words.language", _var_type=str, _var_data=_HOOK).guess_type()
"""The language that is spoken now: `en`."""


def speak(language: rx.Var[str] | str) -> rx.event.EventSpec:
    """An event of the browser alone: speak that language from now on and remember it."""
    wanted = LiteralVar.create(language)
    imports = VarData(imports={"$/public/words.js": [ImportVar(tag="speak")]})
    return rx.run_script(rx.Var(f"speak({wanted!s})", _var_data=VarData.merge(imports, wanted._get_all_var_data())))  # noqa: SLF001  (how a var passes on what it needs)


def _call(function: str, *arguments: str | rx.Var[Any]) -> rx.Var[str]:
    data = VarData.merge(_HOOK, *(argument._get_all_var_data() for argument in arguments if isinstance(argument, rx.Var)))  # noqa: SLF001
    return rx.Var(f"words.{function}({', '.join(map(str, arguments))})", _var_type=str, _var_data=data).guess_type()
