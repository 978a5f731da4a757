"""What a moderator decides about somebody is read on the pages that they have open."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from reflex.state import StateUpdate

from rxfeed.domain import ids, notices, safety
from rxfeed.domain.house import House
from rxfeed.domain.safety import Decision
from rxfeed.ui.here import Here
from rxfeed.ui.safety.live import telling_of_suspensions
from tests import making
from tests.ui.visiting import visit


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
