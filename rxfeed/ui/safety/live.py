"""What somebody has reported leaves the lists on all pages that they have open, as it left the one where they reported it; who is suspended reads so there."""

from __future__ import annotations

import reflex as rx
from reflex.event import Event
from reflex.state import StateUpdate
from reflex.utils.format import format_event_handler
from reflex_base.constants.state import FIELD_MARKER

from rxfeed.domain import safety
from rxfeed.ui.here import Here
from rxfeed.ui.safety.report import Reporting
from rxfeed.ui.telling import telling, theirs


async def telling_of_reports(app: rx.App) -> None:
    """Until cancelled."""
    await telling(safety.REPORTED, lambda payload: [(str(payload["account"]), str(payload["post"]))], lambda told: _tell(app, *told))


async def telling_of_suspensions(app: rx.App) -> None:
    """Until cancelled."""
    await telling(safety.SUSPENDED, lambda payload: [str(payload["account"])], lambda account: _look_again(app, account))


async def _look_again(app: rx.App, account: str) -> None:
    """Each page asks for itself, as whoever it is."""
    if (tokens := await theirs(app, account)) and app.event_namespace is not None:
        on = Event(name=format_event_handler(Here.arrive), payload={})
        for token in tokens:
            await app.event_namespace.emit_update(StateUpdate(events=[on]), token)


async def _tell(app: rx.App, account: str, post: str) -> None:
    if (tokens := await theirs(app, account)) and app.event_namespace is not None:
        update = StateUpdate(delta={Reporting.get_full_name(): {f"gone{FIELD_MARKER}": [post]}})
        for token in tokens:
            await app.event_namespace.emit_update(update, token)
