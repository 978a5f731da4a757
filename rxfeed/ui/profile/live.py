"""What moves while one looks at a profile: whoever has its page open is sent its new counts; the pages that somebody has open whose own circle has changed
(who was let in, blocked, asked) are told to look again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import reflex as rx
from reflex.event import Event
from reflex.state import StateUpdate
from reflex.utils.format import format_event_handler
from reflex_base.constants.state import FIELD_MARKER

from rxfeed import wiring
from rxfeed.domain import circle, notices
from rxfeed.ui.profile.looking import looking, looking_at
from rxfeed.ui.profile.state import ProfilePage
from rxfeed.ui.telling import telling


async def telling_counts(app: rx.App) -> None:
    """Until cancelled."""
    await telling(circle.CIRCLE, lambda payload: cast("Iterable[str]", payload["ids"]), lambda account_id: _tell(app, account_id))


async def _tell(app: rx.App, account_id: str) -> None:
    if app.event_namespace is None or not app.event_namespace.token_to_sid:
        return
    handle, followers, following = await wiring.house().run(circle.counts_of, account_id)
    delta = {ProfilePage.get_full_name(): {f"followers{FIELD_MARKER}": followers, f"following{FIELD_MARKER}": following}}
    for token in looking_at(handle, app.event_namespace.token_to_sid):
        await app.event_namespace.emit_update(StateUpdate(delta=delta), token)
    seats = await wiring.house().glance(notices.seats, account_id)
    again = Event(name=format_event_handler(ProfilePage.look_again))
    for token in looking(seats, app.event_namespace.token_to_sid):
        await app.event_namespace.emit_update(StateUpdate(events=[again]), token)
