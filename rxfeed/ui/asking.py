"""How an event handler asks the domain: one call, in the house's threads, as whoever the cookie says; and what becomes of a refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import reflex as rx

from rxfeed.domain.errors import RxfeedError
from rxfeed.ui.binding import viewer_of
from rxfeed.ui.words import NO_PROBLEM, problem
from rxfeed.wiring import house

T = TypeVar("T")


async def ask(state: rx.State, work: Callable[..., T], *args: Any) -> T:
    """`work(house, viewer, *args)`. Raises what it raises."""
    return await house().run(work, await viewer_of(state), *args)


def sayable(state: rx.State, where: str = "problem") -> Said:
    """`with sayable(self) as it:` what the domain refuses within becomes the state's problem; where it refuses nothing, the last one goes."""
    return Said(state, where)


class Said:
    """How it went: `done` where nothing was refused."""

    def __init__(self, state: rx.State, where: str) -> None:
        self._state, self._where = state, where
        self.done = False

    def __enter__(self) -> Said:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        self.done = error is None
        if error is None or isinstance(error, RxfeedError):
            setattr(self._state, self._where, problem(error) if isinstance(error, RxfeedError) else NO_PROBLEM)
        return isinstance(error, RxfeedError)
