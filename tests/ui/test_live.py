"""News for everybody: one small delta, of public posts only."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from functools import partial
from time import monotonic
from types import SimpleNamespace
from typing import Any

import pytest
from socketio.packet import Packet

from rxfeed import wiring
from rxfeed.adapters.bulletin import LocalBulletin
from rxfeed.domain import feeds, gallery, lately, marks
from rxfeed.domain.house import House
from rxfeed.domain.viewer import NOBODY
from rxfeed.ui import looking
from rxfeed.ui.live import PAUSE, Live, broadcast, telling_answers
from tests import making
from tests.ui.visiting import visit

NAME = Live.get_full_name()


class Sockets:
    """Stands where Reflex's socket namespace is, with one socket."""

    namespace = "/_event"

    def __init__(self) -> None:
        self.sent: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.closed, self.queue = False, self
        self.server = SimpleNamespace(eio=SimpleNamespace(sockets={"one": self}), manager=self, packet_class=Packet)

    def get_participants(self, namespace: str, room: object) -> list[tuple[str, str]]:
        assert (namespace, room) == (self.namespace, None)
        return [("sid", "one"), ("sid of who has just left", "another")]

    def put_nowait(self, packet: Any) -> None:
        before, _, said = packet.encode().partition(",")
        assert before == "42/_event"
        name, update = json.loads(said)
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
    await house.run(partial(marks.repost, on=True), mara, made.card.id)
    assert await asyncio.wait_for(sockets.sent.get(), 5) == {NAME: {"reposted_rx_state_": " 1"}}
    await house.run(gallery.bin, mara, made.card.id)
    assert await asyncio.wait_for(sockets.sent.get(), 5) == {NAME: {"gone_rx_state_": [made.card.id]}}
    telling.cancel()


async def test_what_comes_and_goes_by_the_hundred_is_told_in_a_few_messages(house: House) -> None:
    sockets, told = Sockets(), list[dict[str, Any]]()
    telling = asyncio.create_task(broadcast(SimpleNamespace(event_namespace=sockets)))  # type: ignore[arg-type]
    await asyncio.sleep(0)
    began = monotonic()
    for number in range(500):
        house.bulletin.announce(lately.PUBLISHED, {"cursor": f"place {number}", "id": f"post {number}"})
        if number < 100:
            house.bulletin.announce("gone", {"id": f"post {number}"})
        await asyncio.sleep(0)
    while not told or told[-1].get("count_rx_state_") != 500:
        told.append((await asyncio.wait_for(sockets.sent.get(), 5))[NAME])
    assert told[-1]["newest_rx_state_"] == "place 499"
    assert [post_id for message in told for post_id in message.get("gone_rx_state_", [])] == [f"post {number}" for number in range(100)]
    assert len(told) <= 2 + (monotonic() - began) / PAUSE
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


async def test_what_another_process_did_and_nobody_announced_is_told_at_the_next_look(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    monkeypatch.setattr(looking, "LOOK", 0.05)
    monkeypatch.setattr(wiring, "house", lambda: house)
    silent, mara, sockets = replace(house, bulletin=LocalBulletin()), making.person(house), Sockets()
    before = (await house.run(making.post, mara)).card.id
    app: Any = SimpleNamespace(event_namespace=sockets)
    tasks = [asyncio.create_task(work) for work in (looking.looking_again(), broadcast(app), telling_answers(app))]
    await asyncio.sleep(0.1)  # it has looked once
    after = (await silent.run(making.post, mara)).card.id
    await silent.run(partial(marks.like, on=True), mara, before)
    told = [(await asyncio.wait_for(sockets.sent.get(), 5))[NAME] for _ in range(2)]
    assert {**told[0], **told[1]} == {"newest_rx_state_": cursor_of(house, after), "count_rx_state_": 1, "answered_rx_state_": [[before, 1, 0, 0, 0]]}
    await asyncio.sleep(0.2)
    assert sockets.sent.empty(), "once is enough"
    for task in tasks:
        task.cancel()


def cursor_of(house: House, post_id: str) -> str:
    page = feeds.latest(house, NOBODY)
    assert page.cards
    assert post_id in str(page.cards[0])
    return page.newest


def test_the_vars_are_those_that_the_page_knows() -> None:
    assert {"newest", "count", "reposted", "gone"} <= set(Live.get_fields())
