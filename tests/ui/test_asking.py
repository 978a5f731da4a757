"""What becomes of a refusal in an event handler."""

from __future__ import annotations

import pytest
import reflex as rx

from rxfeed.domain.errors import NotFound
from rxfeed.ui.asking import sayable
from rxfeed.ui.words import NO_PROBLEM, Problem


class Page:
    problem: Problem = NO_PROBLEM
    other_problem: Problem = NO_PROBLEM


def test_a_refusal_is_said_and_goes_with_the_next_thing_that_is_done() -> None:
    page: rx.State = Page()  # type: ignore[assignment]
    with sayable(page) as it:
        raise NotFound("There is nobody called @{handle}.", handle="kofi")
    assert (it.done, page.problem) == (False, Problem("There is nobody called @{handle}.", {"handle": "kofi"}))  # type: ignore[attr-defined]
    with sayable(page, "other_problem") as it:
        pass
    assert (it.done, page.problem.message) == (True, "There is nobody called @{handle}.")  # type: ignore[attr-defined]
    with sayable(page) as it:
        pass
    assert (it.done, page.problem) == (True, NO_PROBLEM)  # type: ignore[attr-defined]
    with pytest.raises(ZeroDivisionError), sayable(page):
        _ = 1 / 0
