"""What somebody has reported leaves the lists on all pages that they have open, as it left the one where they reported it; so does, on both sides, what is of
two people between whom a block stands. Who is suspended reads so there."""

from __future__ import annotations

from itertools import permutations
from typing import cast

import reflex as rx
from reflex.event import Event
from reflex.state import StateUpdate
from reflex.utils.format import format_event_handler
from reflex_base.constants.state import FIELD_MARKER

from rxfeed.domain import circle, circle_hidden, safety
from rxfeed.ui.here import Here
from rxfeed.ui.safety.report import Reporting
from rxfeed.ui.telling import telling, theirs
from rxfeed.wiring import house


async def telling_of_reports(app: rx.App) -> None:
    """Until cancelled."""
    await telling(safety.REPORTED, lambda payload: [(str(payload["account"]), str(payload["post"]))], lambda told: _tell(app, *told))


async def telling_of_blocks(app: rx.App) -> None:
    """Until cancelled."""
    await telling(circle.CIRCLE, lambda payload: permutations(cast("list[str]", payload["ids"]), 2), lambda two: _part(app, *two))


async def telling_of_suspensions(app: rx.App) -> None:
    """Until cancelled."""
    await telling(safety.SUSPENDED, lambda payload: [str(payload["account"])], lambda account: _look_again(app, account))


async def _look_again(app: rx.App, account: str) -> None:
    """Each page asks for itself, as whoever it is."""
    if (tokens := await theirs(app, account)) and app.event_namespace is not None:
        on = Event(name=format_event_handler(Here.arrive), payload={})
        for token in tokens:
            await app.event_namespace.emit_update(StateUpdate(events=[on]), token)


async def _part(app: rx.App, account: str, other: str) -> None:
    if await theirs(app, account) and (gone := await house().run(circle_hidden.out_of_sight, account, other)):
        await _tell(app, account, *gone)


async def _tell(app: rx.App, account: str, *posts: str) -> None:
    if (tokens := await theirs(app, account)) and app.event_namespace is not None:
        update = StateUpdate(delta={Reporting.get_full_name(): {f"gone{FIELD_MARKER}": [*posts]}})
        for token in tokens:
            await app.event_namespace.emit_update(update, token)
