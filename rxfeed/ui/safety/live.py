"""What somebody has reported leaves the lists on all pages that they have open, as it left the one where they reported it. Who is suspended reads so there, and
who has muted something, or has blocked or was blocked, has the lists looked over as after a reconnect."""

from __future__ import annotations

from collections.abc import Iterable
from time import monotonic
from typing import cast

import reflex as rx
from reflex.event import Event
from reflex.state import StateUpdate
from reflex.utils.format import format_event_handler
from reflex_base.constants.state import FIELD_MARKER

from rxfeed.domain import circle, safety
from rxfeed.ui.answering import Answers
from rxfeed.ui.here import Here
from rxfeed.ui.safety.report import Reporting
from rxfeed.ui.telling import telling, theirs


async def telling_of_reports(app: rx.App) -> None:
    """Until cancelled."""
    await telling(safety.REPORTED, lambda told: [(str(told["account"]), str(told["post"]))], lambda two: _send(app, two[0], Reporting, gone=[two[1]]))


async def telling_of_hiding(app: rx.App) -> None:
    """Until cancelled."""
    await telling(circle.HIDES, lambda payload: cast("Iterable[str]", payload["ids"]), lambda account: _send(app, account, Answers, looks=monotonic()))


async def telling_of_suspensions(app: rx.App) -> None:
    """Until cancelled."""
    await telling(safety.SUSPENDED, lambda payload: [str(payload["account"])], lambda account: _look_again(app, account))


async def _look_again(app: rx.App, account: str) -> None:
    """Each page asks for itself, as whoever it is."""
    if (tokens := await theirs(app, account)) and app.event_namespace is not None:
        on = Event(name=format_event_handler(Here.arrive), payload={})
        for token in tokens:
            await app.event_namespace.emit_update(StateUpdate(events=[on]), token)


async def _send(app: rx.App, account: str, state: type[rx.State], **news: object) -> None:
    """These vars of that state, which it doesn't keep."""
    if (tokens := await theirs(app, account)) and app.event_namespace is not None:
        update = StateUpdate(delta={state.get_full_name(): {name + FIELD_MARKER: value for name, value in news.items()}})
        for token in tokens:
            await app.event_namespace.emit_update(update, token)
