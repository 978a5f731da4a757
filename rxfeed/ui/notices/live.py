"""The count of unread notices on all pages that somebody has open: whoever is told something, or reads it, is sent the new one, nobody else."""

from __future__ import annotations

import reflex as rx
from reflex.state import StateUpdate
from reflex_base.constants.state import FIELD_MARKER

from rxfeed import wiring
from rxfeed.domain import notices
from rxfeed.ui.here import Here
from rxfeed.ui.telling import telling


async def telling_of_notices(app: rx.App) -> None:
    """Until cancelled. Of two hundred who like a picture at once, its author's pages hear a few times."""
    await telling(notices.TOLD, lambda payload: [str(payload["account"])], lambda account: _tell(app, account))


async def _tell(app: rx.App, account: str) -> None:
    if app.event_namespace is None or not app.event_namespace.token_to_sid:
        return
    seats, count = await wiring.house().run(notices.open_pages, account)
    update = StateUpdate(delta={Here.get_full_name(): {f"unread{FIELD_MARKER}": count}})
    for token in [token for token in app.event_namespace.token_to_sid if token.endswith(tuple(f"-{seat}" for seat in seats))]:
        await app.event_namespace.emit_update(update, token)
