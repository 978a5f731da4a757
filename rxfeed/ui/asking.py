"""How an event handler asks the domain: one call, in the house's threads, as whoever the cookie says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import reflex as rx

from rxfeed.ui.binding import viewer_of
from rxfeed.wiring import house

T = TypeVar("T")


async def ask(state: rx.State, work: Callable[..., T], *args: Any) -> T:
    """`work(house, viewer, *args)`. Raises what it raises."""
    return await house().run(work, await viewer_of(state), *args)
