"""The library's lists, on a real House."""

from __future__ import annotations

import pytest

from rxfeed.domain import gallery
from rxfeed.domain.house import House
from rxfeed.domain.viewer import NOBODY, Viewer
from rxfeed.ui.library.state import LibraryPage
from tests.making import generation, person, post
from tests.ui.visiting import visit


async def opened(monkeypatch: pytest.MonkeyPatch, house: House, viewer: Viewer, wanted: str = "") -> LibraryPage:
    path = f"/library?list={wanted}" if wanted else "/library"
    page = visit(monkeypatch, house, LibraryPage, viewer, path, "/library", **({"list": wanted} if wanted else {}))
    await page.arrive()
    return page


async def test_it_shows_what_one_made_and_nothing_else(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    mara, tariq = person(house, "mara"), person(house, "tariq")
    generation_id, _ = generation(house, mara)
    generation(house, tariq)
    page = await opened(monkeypatch, house, mara)
    assert (page.status, [made.id for made in page.generations]) == ("ready", [generation_id])


async def test_an_unknown_list_is_the_whole_library(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    assert (await opened(monkeypatch, house, person(house), "everybody's")).shown == "all"


async def test_a_long_list_goes_on_where_it_ended(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    mara = person(house, "mara")
    made = [generation(house, mara, f"number {number}")[0] for number in range(26)]
    page = await opened(monkeypatch, house, mara)
    assert (len(page.generations), bool(page.next)) == (24, True)
    await page.show_more()
    assert ([shown.id for shown in page.generations], page.next) == (made[::-1], "")


async def test_what_was_published_can_be_found(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    mara = person(house, "mara")
    made = post(house, mara)
    assert [shown.card.id for shown in (await opened(monkeypatch, house, mara, "published")).posts] == [made.card.id]
    assert (await opened(monkeypatch, house, mara, "passed_over")).generations == []


async def test_out_of_the_bin(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    mara = person(house, "mara")
    made = post(house, mara)
    gallery.bin(house, mara, made.card.id)
    page = await opened(monkeypatch, house, mara, "bin")
    assert [shown.card.id for shown in page.posts] == [made.card.id]
    await page.restore(made.card.id)
    assert (page.posts, page.restored) == ([], made.card.id)
    assert gallery.show(house, NOBODY, made.card.id).status == "published"


async def test_nobody_has_an_empty_library_and_no_bin(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    generation(house, person(house))
    assert (await opened(monkeypatch, house, NOBODY)).generations == []
    page = await opened(monkeypatch, house, NOBODY, "bin")
    assert page.status == "failed"
    assert page.problem.message


async def test_somebody_elses_bin_stays_closed(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    mara = person(house, "mara")
    made = post(house, mara)
    gallery.bin(house, mara, made.card.id)
    page = await opened(monkeypatch, house, person(house, "tariq"), "bin")
    await page.restore(made.card.id)
    assert page.problem.message
    assert [shown.status for shown in gallery.mine(house, mara, "binned")[0]] == ["binned"]
