"""The dialog in which a post is put into collections, on a real House."""

from __future__ import annotations

import pytest

from rxfeed.domain import collections
from rxfeed.domain.house import House
from rxfeed.ui.collections.collect import FEW, Collect
from tests.making import person, post
from tests.ui.visiting import visit


async def test_many_are_looked_for_by_name(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    me, made = person(house), post(house, person(house)).card.id
    page = visit(monkeypatch, house, Collect, me, "/")
    for number in range(FEW + 1):
        await page.open(made)
        assert not page.many
        collections.begin(house, me, f"Harbours {number}", "private")
    await page.open(made)
    assert page.many
    await page.find("bours 3")
    assert [choice.name for choice in page.choices] == ["Harbours 3"]
    await page.add(page.choices[0].id)
    assert [(choice.name, choice.holds) for choice in page.choices] == [("Harbours 3", True)]
    await page.find("nothing")
    assert (page.choices, page.many) == ([], True)
