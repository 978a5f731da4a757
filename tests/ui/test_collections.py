"""Collections in a browser's state: pressed twice is done once, and who deletes one reads that it is deleted."""

from __future__ import annotations

import pytest

from rxfeed.domain import collections
from rxfeed.domain.house import House
from rxfeed.ui.collections.list_state import CollectionsPage
from rxfeed.ui.collections.state import CollectionPage
from tests import making
from tests.ui.visiting import go_away, told_anew, visit


async def test_begun_by_two_presses_it_is_one(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    mara = making.person(house, "mara")
    page = visit(monkeypatch, house, CollectionsPage, mara, "/collections")
    await CollectionsPage.arrive.fn(page)
    CollectionsPage.open_form.fn(page)
    assert await CollectionsPage.begin.fn(page, {"name": " "}) is None
    assert (page.problem.field, page.beginning) == ("name", True)
    assert await CollectionsPage.begin.fn(page, {"name": "boats"}) is not None
    assert await CollectionsPage.begin.fn(page, {"name": "boats"}) is None
    assert len(collections.mine(house, mara).collections) == 1


async def test_who_deletes_one_hears_of_it_and_still_reads_so(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    mara = making.person(house, "mara")
    boats = collections.begin(house, mara, "boats")
    page = visit(monkeypatch, house, CollectionPage, mara, f"/c/{boats}", "/c/[id]", id=boats)
    await CollectionPage.arrive.fn(page)
    await CollectionPage.delete.fn(page)
    await CollectionPage.look_again.fn(page)
    assert page.status == "gone"


async def test_a_form_stays_open_while_its_collection_cannot_be_read(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    mara = making.person(house, "mara")
    boats = collections.begin(house, mara, "boats")
    page = visit(monkeypatch, house, CollectionPage, mara, f"/c/{boats}", "/c/[id]", id=boats)
    await CollectionPage.arrive.fn(page)
    CollectionPage.show_dialog.fn(page, "edit")
    await told_anew(page)
    await CollectionPage.arrive.fn(page)
    assert (page.status, page.open) == ("ready", "edit")
    go_away(monkeypatch, house)
    await CollectionPage.keep.fn(page, {"name": "large boats"})
    assert (page.status, page.open) == ("ready", "edit")
    assert page.problem.message.startswith("The database does not answer.")
