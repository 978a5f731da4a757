"""What a moderator or somebody else decides about somebody is read on the pages that they have open."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from reflex.state import StateUpdate

from rxfeed.domain import circle, ids, notices, safety
from rxfeed.domain.house import House
from rxfeed.domain.safety import Decision
from rxfeed.ui.here import Here
from rxfeed.ui.safety.live import telling_of_blocks, telling_of_suspensions
from rxfeed.ui.safety.report import Reporting
from tests import making
from tests.ui.visiting import visit


async def test_what_is_of_two_people_leaves_the_pages_of_both_when_one_blocks_the_other(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    mara, noor, sol = (making.person(house, name) for name in ("mara", "noor", "sol"))
    posts = {who.account_id: making.post(house, who).card.id for who in (mara, noor)}
    seats = {}
    for who in (mara, noor, sol):
        await Here.arrive.fn(visit(monkeypatch, house, Here, who, "/"))
        seats[who.account_id] = f"t-{notices.seats(house, ids.to_text(who.require_account()))[0]}"
    heard: dict[str, list[str]] = {}
    all_heard = asyncio.Event()

    async def emit_update(update: StateUpdate, token: str) -> None:
        heard[token] = update.delta[Reporting.get_full_name()]["gone_rx_state_"]
        if len(heard) == 2:
            all_heard.set()

    sockets = SimpleNamespace(token_to_sid=dict.fromkeys(seats.values(), "1"), emit_update=emit_update)
    telling = asyncio.create_task(telling_of_blocks(SimpleNamespace(event_namespace=sockets)))  # type: ignore[arg-type]
    await asyncio.sleep(0)
    await house.run(circle.follow, sol, "mara")
    await house.run(circle.block, mara, "noor")
    await asyncio.wait_for(all_heard.wait(), 5)
    assert heard == {seats[mara.account_id]: [posts[noor.account_id]], seats[noor.account_id]: [posts[mara.account_id]]}
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
