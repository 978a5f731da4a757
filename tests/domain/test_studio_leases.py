"""Whoever works on a call holds its lease."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rxfeed.domain import ids, studio, studio_claiming, studio_leases, studio_work
from rxfeed.domain.house import House
from rxfeed.domain.viewer import Viewer
from tests.domain.asking import ASK
from tests.domain.clocks import HeldClock
from tests.jobs.engines import ObedientEngine


def test_leases(house: House, anna: Viewer) -> None:
    """Whoever has the lease moves the call; whose lease has run out has lost it."""
    asked = studio.request(house, anna, ASK)
    work = studio_claiming.claim(house, "one")
    assert work is not None
    assert ids.to_text(work.call_id) == asked.variants[0].id
    assert studio_claiming.claim(house, "two") is None
    with pytest.raises(studio_work.LeaseLost):
        studio_work.begin_moderating(house, "two", work)
    assert studio_leases.reap(house, "two") == 0
    later = replace(house, clock=HeldClock(house.clock.now() + 2 * studio_claiming.LEASE))
    assert studio_leases.reap(later, "one") == 0
    assert studio_leases.reap(later, "two", alive={"one"}) == 0
    assert studio_leases.reap(later, "two") == 1
    with pytest.raises(studio_work.LeaseLost):
        studio_work.begin_moderating(house, "one", work)
    again = studio_claiming.claim(house, "two")
    assert again is not None
    assert again.call_id == work.call_id
    assert studio_leases.renew(house, "two") == 1
    assert studio_leases.reap(house, "one", gone={"two"}) == 1


def test_a_picture_that_brings_the_server_down_is_given_up_in_the_end(house: House, engine: ObedientEngine, anna: Viewer) -> None:
    engine.paid = False
    asked = studio.request(house, anna, ASK)
    for crash in range(studio_leases.CRASHES):
        assert studio.watch(house, anna, asked.id).status == "queued", crash
        work = studio_claiming.claim(house, "one")
        assert work is not None
        studio_work.begin_moderating(house, "one", work)
        studio_work.begin_calling(house, "one", work)
        assert studio_leases.reap(house, "two", gone={"one"}) == 1
    seen = studio.watch(house, anna, asked.id)
    assert (seen.status, seen.variants[0].decision, seen.variants[0].can_retry) == ("failed", "tell_admin", True)
    assert "again and again" in seen.variants[0].error
