"""The count of unread notices on all pages that somebody has open: whoever is told something, or reads it, is sent the new one, nobody else."""

from __future__ import annotations

import reflex as rx
from reflex.state import StateUpdate
from reflex_base.constants.state import FIELD_MARKER

from rxfeed import wiring
from rxfeed.domain import notices
from rxfeed.ui.here import Here
from rxfeed.ui.telling import telling, theirs


async def telling_of_notices(app: rx.App) -> None:
    """Until cancelled. Of two hundred who like a picture at once, its author's pages hear a few times."""
    await telling(notices.TOLD, lambda payload: [str(payload["account"])], lambda account: _tell(app, account))


async def _tell(app: rx.App, account: str) -> None:
    if (tokens := await theirs(app, account)) and app.event_namespace is not None:
        update = StateUpdate(delta={Here.get_full_name(): {f"unread{FIELD_MARKER}": await wiring.house().run(notices.count, account)}})
        for token in tokens:
            await app.event_namespace.emit_update(update, token)
