"""What a moderator or somebody else decides about somebody is read on the pages that they have open."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from reflex.state import StateUpdate

from rxfeed.domain import circle, ids, mutes, notices, safety
from rxfeed.domain.house import House
from rxfeed.domain.safety import Decision
from rxfeed.ui.answering import Answers
from rxfeed.ui.here import Here
from rxfeed.ui.safety.live import telling_of_hiding, telling_of_suspensions
from tests import making
from tests.ui.visiting import visit


async def test_pages_look_their_lists_over_when_who_looks_sees_less(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    mara, noor, sol = (making.person(house, name) for name in ("mara", "noor", "sol"))
    seats = {}
    for who in (mara, noor, sol):
        await Here.arrive.fn(visit(monkeypatch, house, Here, who, "/"))
        seats[who.handle] = f"t-{notices.seats(house, ids.to_text(who.require_account()))[0]}"
    heard: asyncio.Queue[tuple[str, float]] = asyncio.Queue()

    async def emit_update(update: StateUpdate, token: str) -> None:
        heard.put_nowait((token, update.delta[Answers.get_full_name()]["looks_rx_state_"]))

    sockets = SimpleNamespace(token_to_sid=dict.fromkeys(seats.values(), "1"), emit_update=emit_update)
    telling = asyncio.create_task(telling_of_hiding(SimpleNamespace(event_namespace=sockets)))  # type: ignore[arg-type]
    await asyncio.sleep(0)
    looks = set()
    for hide, whose in (
        ((circle.follow, sol, "mara"), []),
        ((circle.block, mara, "noor"), ["mara", "noor"]),
        ((circle.mute, sol, "mara"), ["sol"]),
        ((mutes.mute_word, sol, "kites"), ["sol"]),
    ):
        await house.run(*hide)
        told = [await asyncio.wait_for(heard.get(), 5) for _ in whose]
        assert [token for token, _ in told] == [seats[handle] for handle in whose]
        looks |= {when for _, when in told}
    assert (len(looks), heard.empty()) == (4, True), "each time another"
    telling.cancel()


async def test_who_is_suspended_hears_of_it_at_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    mara, judge = making.person(house, "mara"), making.person(house, role="moderator")
    page = visit(monkeypatch, house, Here, mara, "/")
    await Here.arrive.fn(page)
    assert not page.viewer.suspended
    (seat,) = notices.seats(house, ids.to_text(mara.require_account()))
    heard: asyncio.Queue[tuple[str, str]] = asyncio.Queue()

    async def emit_update(update: StateUpdate, token: str) -> None:
        heard.put_nowait((update.events[0].name, token))

    sockets = SimpleNamespace(token_to_sid={f"t-{seat}": "1", "t-another": "2"}, emit_update=emit_update)
    telling = asyncio.create_task(telling_of_suspensions(SimpleNamespace(event_namespace=sockets)))  # type: ignore[arg-type]
    await asyncio.sleep(0)
    safety.report(house, judge, "account", "mara", "spam")
    (matter,) = safety.queue(house, judge).matters
    await house.run(safety.decide, judge, matter.id, Decision("suspend", "Too many kites."))
    assert await asyncio.wait_for(heard.get(), 5) == (f"{Here.get_full_name()}.arrive", f"t-{seat}")
    await Here.arrive.fn(page)
    assert (page.viewer.suspended, page.viewer.suspended_why, heard.empty()) == (True, "Too many kites.", True)
    telling.cancel()
