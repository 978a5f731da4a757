"""A remix that one leaves and comes back to: nothing of it is older than what was done last, and what is published is finished."""

from __future__ import annotations

import pytest

from rxfeed.domain import studio
from rxfeed.domain.house import House
from rxfeed.ui.remix.state import Remix
from tests.making import generation, person, post
from tests.ui.visiting import visit


async def test_what_is_painted_after_asking_is_another_mask(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    mara = person(house, "mara")
    boat = post(house, person(house, "tariq"), prompt="a boat").card.id
    page = visit(monkeypatch, house, Remix, mara, f"/p/{boat}/remix")
    await page.arrive_at()
    await page.take("mask")
    page.rectangle("0", "0", "50", "50", "paint")
    await page._send_mask(mara)
    await page._open(studio.request(house, mara, page._wish()).id)
    await page.arrive_at()
    assert page._wish().mask == page.generation.mask != ""
    page.turn_round()
    await page.arrive_at()
    assert page._wish().mask == ""
    await page._send_mask(mara)
    assert page._wish().mask not in {"", page.generation.mask}


async def test_what_is_published_is_not_begun_any_more(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    mara = person(house, "mara")
    boat = post(house, person(house, "tariq"), prompt="a {thing} at noon").card.id
    page = visit(monkeypatch, house, Remix, mara, f"/p/{boat}/remix")
    await page.arrive_at()
    page.fill_in("thing", "kite")
    assert (page.mode, page.coming) == ("blanks", "a kite at noon")
    number, (picture,) = generation(house, mara)
    await page._open(number)
    page.form = {"picks": picture, f"alt:{picture}": "a kite", "remix": "anyone", "licence": "CC-BY-4.0", "rating": "general"}
    await page.publish()
    assert (page.post_problem.message, page.begun, page.unfinished) == ("", "", "")
    await page.arrive_at()
    assert (page.mode, page.prompt, page.blanks) == ("blanks", "a {thing} at noon", {})
