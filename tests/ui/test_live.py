"""News for everybody: one small delta, of public posts only."""

from __future__ import annotations

import asyncio
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest

from rxfeed.domain import gallery, marks
from rxfeed.domain.house import House
from rxfeed.domain.viewer import NOBODY
from rxfeed.ui.live import Live, broadcast, telling_answers
from tests import making
from tests.ui.visiting import visit

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


async def test_a_page_that_opens_late_is_told_what_has_changed_meanwhile(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    mara, sockets = making.person(house), Sockets()
    made, unlisted = (making.post(house, mara, visibility=to).card.id for to in ("public", "unlisted"))
    page = visit(monkeypatch, house, Live, NOBODY, "/")
    telling = asyncio.create_task(telling_answers(SimpleNamespace(event_namespace=sockets)))  # type: ignore[arg-type]
    await asyncio.sleep(0)
    for post_id in (made, unlisted):
        await house.run(partial(marks.like, on=True), mara, post_id)
    await asyncio.wait_for(sockets.sent.get(), 5)
    telling.cancel()
    steps = page.catch_up()
    await anext(steps)
    assert page.answered == [[made, 1, 0, 0, 0]]
    assert [step async for step in steps] == []
    assert page.answered == []


def test_the_vars_are_those_that_the_page_knows() -> None:
    assert {"newest", "count", "gone"} <= set(Live.get_fields())
