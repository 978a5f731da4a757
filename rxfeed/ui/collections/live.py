"""A collection that changes while somebody looks at it: whoever has its page open is shown what is true now, as far as it is for them."""

from __future__ import annotations

import reflex as rx
from reflex.istate.manager.token import BaseStateToken

from rxfeed.domain import collections
from rxfeed.ui.collections.state import CollectionPage
from rxfeed.ui.profile.looking import looking_at
from rxfeed.ui.telling import telling


async def telling_changes(app: rx.App) -> None:
    """Until cancelled."""
    await telling(collections.COLLECTION, lambda payload: [str(payload["id"])], lambda collection_id: _tell(app, collection_id))


async def _tell(app: rx.App, collection_id: str) -> None:
    """Each page asks again as whoever is signed in there, so that nobody is told more than they may know."""
    if app.event_namespace is None:
        return
    for token in looking_at(f"c/{collection_id}", app.event_namespace.token_to_sid):
        async with app.modify_state(BaseStateToken(ident=token, cls=rx.State)) as root:
            page = await root.get_state(CollectionPage)
            if page.asked == collection_id:
                await page.look_again()
