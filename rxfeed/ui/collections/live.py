"""A collection that changes while somebody looks at it: whoever has its page open is shown what is true now, as far as it is for them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import reflex as rx
from reflex.istate.manager.token import BaseStateToken

from rxfeed import wiring
from rxfeed.domain import collections
from rxfeed.ui.collections.state import CollectionPage
from rxfeed.ui.profile.looking import looking_at


async def telling_changes(app: rx.App) -> None:
    """Until cancelled. Changes that pile up while one is being told are told together."""
    changed: dict[str, None] = {}
    ready = asyncio.Event()

    def hear(payload: Mapping[str, object]) -> None:
        changed[str(payload["id"])] = None
        ready.set()

    stop = wiring.house().bulletin.listen(collections.COLLECTION, hear)
    try:
        while await ready.wait():
            ready.clear()
            while changed:
                collection_id = next(iter(changed))
                del changed[collection_id]
                await _tell(app, collection_id)
    finally:
        stop()


async def _tell(app: rx.App, collection_id: str) -> None:
    """Each page asks again as whoever is signed in there, so that nobody is told more than they may know."""
    if app.event_namespace is None:
        return
    for token in looking_at(f"c/{collection_id}", app.event_namespace.token_to_sid):
        async with app.modify_state(BaseStateToken(ident=token, cls=rx.State)) as root:
            page = await root.get_state(CollectionPage)
            if page.asked == collection_id:
                await page.look_again()
