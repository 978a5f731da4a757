"""The library's lists, on a real House."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from reflex.istate.data import RouterData
from sqlmodel import select

from rxfeed.domain import gallery, ids
from rxfeed.domain.errors import Unavailable
from rxfeed.domain.house import House
from rxfeed.domain.tables import Call
from rxfeed.domain.viewer import NOBODY, Viewer
from rxfeed.domain.views import GenerationView
from rxfeed.ui.library import state
from rxfeed.ui.library.state import LibraryPage, _read
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


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks without waiting, in a browser that is there."""
    monkeypatch.setattr(state, "LOOKS_EVERY", 0.0)
    monkeypatch.setattr(state, "is_connected", lambda token: True)


@pytest.mark.usefixtures("quick")
async def test_what_forms_is_followed_to_its_end_however_long_the_list(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    mara = person(house, "mara")
    made = [generation(house, mara, f"number {number}")[0] for number in range(26)]
    _becomes(house, made[-1], "calling")
    page = await opened(monkeypatch, house, mara)
    assert page.next
    page._clean()
    _becomes(house, made[-1], "ready")
    async with asyncio.timeout(5):
        await _watch(page)
    assert {number: now.status for number, now in page.formed.items()} == {made[-1]: "ready"}
    assert "generations" not in page.dirty_vars


@pytest.mark.usefixtures("quick")
async def test_a_database_that_is_away_does_not_end_the_watch(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    mara = person(house, "mara")
    number, _ = generation(house, mara)
    _becomes(house, number, "calling")
    page = await opened(monkeypatch, house, mara)
    looks = 0

    def read(*args: Any) -> list[GenerationView]:
        nonlocal looks
        looks += 1
        if looks == 1:
            raise Unavailable("The database is away.")
        _becomes(house, number, "ready")
        return _read(*args)

    monkeypatch.setattr(state, "_read", read)
    async with asyncio.timeout(5):
        await _watch(page)
    assert (looks, page.formed[number].status) == (2, "ready")


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("leaving", ["another list", "another page"])
async def test_a_watch_ends_when_its_list_is_left(monkeypatch: pytest.MonkeyPatch, house: House, leaving: str) -> None:
    mara = person(house, "mara")
    number, _ = generation(house, mara)
    _becomes(house, number, "calling")
    page = await opened(monkeypatch, house, mara)
    watching = asyncio.create_task(_watch(page))
    await asyncio.sleep(0)
    if leaving == "another list":
        await page.arrive()
    else:
        page._get_root_state().router = RouterData.from_router_data({"pathname": "/create", "asPath": "/create", "token": "t"})
    async with asyncio.timeout(5):
        await watching
    assert page.formed == {}


async def _watch(page: LibraryPage) -> None:
    """As Reflex runs it; the state's lock is a matter of Reflex."""
    await LibraryPage.event_handlers["watch"].fn(_Held(page))


class _Held:
    """A state whose lock is free."""

    def __init__(self, page: LibraryPage) -> None:
        object.__setattr__(self, "_page", page)

    async def __aenter__(self) -> _Held:
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._page, name, value)


def _becomes(house: House, generation_id: str, status: str) -> None:
    with house.database.writing() as session:
        session.exec(select(Call).where(Call.generation_id == ids.from_text(generation_id))).one().status = status
