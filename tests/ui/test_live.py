"""News for everybody: one small delta, of public posts only."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

from rxfeed.domain import gallery
from rxfeed.domain.house import House
from rxfeed.ui.live import Live, broadcast
from tests import making

NAME = Live.get_full_name()


class Sockets:
    """Stands where Reflex's socket namespace is."""

    def __init__(self) -> None:
        self.sent: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def emit(self, name: str, update: dict[str, Any]) -> None:
        assert name == "event"
        self.sent.put_nowait(update["delta"])


async def test_what_is_published_and_what_is_gone_is_told(house: House) -> None:
    sockets = Sockets()
    telling = asyncio.create_task(broadcast(SimpleNamespace(event_namespace=sockets)))  # type: ignore[arg-type]
    await asyncio.sleep(0)
    mara = making.person(house)
    for hidden in ({"visibility": "unlisted"}, {"rating": "mature"}):
        await house.run(making.post, mara, **hidden)
    made = await house.run(making.post, mara)
    told = await asyncio.wait_for(sockets.sent.get(), 5)
    assert told[NAME]["count_rx_state_"] == 1, "neither the unlisted nor the mature one"
    await house.run(gallery.bin, mara, made.card.id)
    assert await asyncio.wait_for(sockets.sent.get(), 5) == {NAME: {"gone_rx_state_": made.card.id}}
    telling.cancel()


def test_the_vars_are_those_that_the_page_knows() -> None:
    assert {"newest", "count", "gone"} <= set(Live.get_fields())
