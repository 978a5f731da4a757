"""A domain error as a state can hold it, and its sentence as a component can show it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import reflex as rx

from rxfeed.domain.errors import RxfeedError
from rxfeed.ui.words.sentences import said


@dataclass(frozen=True)
class Problem:
    """What went wrong: the catalogue's key, what fills its blanks, and the form field it belongs to. Without a message nothing went wrong."""

    message: str = ""
    blanks: dict[str, str] = dataclasses.field(default_factory=dict)
    field: str = ""


NO_PROBLEM = Problem()


def problem(error: RxfeedError) -> Problem:
    """For a state's var: `except RxfeedError as error: self.problem = problem(error)`."""
    return Problem(error.message, {name: str(value) for name, value in error.values.items()}, error.field)


def told(trouble: rx.Var[Problem], *fields: str) -> rx.Var[str]:
    """The sentence, in the reader's language. With `fields`: only if it belongs to one of them (`""` is a problem of no field), else empty."""
    sentence = said(trouble.message, trouble.blanks)
    if not fields:
        return sentence
    ours = trouble.field == fields[0]
    for name in fields[1:]:
        ours = ours | (trouble.field == name)
    return rx.cond(ours, sentence, "").to(str)
