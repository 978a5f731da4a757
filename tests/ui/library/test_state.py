"""What happens in the library, on a real House: what it tells the browser's store of, and what one does with a post."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from typing import Any

import pytest
from reflex.istate.data import RouterData
from sqlmodel import col, update

from rxfeed.domain import gallery, ids, library, studio_news
from rxfeed.domain.errors import Unavailable
from rxfeed.domain.house import House
from rxfeed.domain.library_views import GenerationItem
from rxfeed.domain.tables import Call
from rxfeed.domain.viewer import Viewer
from rxfeed.ui.library import following, state
from rxfeed.ui.library.state import LibraryPage, _read
from tests.making import generation, person, post
from tests.ui.visiting import visit


def opened(monkeypatch: pytest.MonkeyPatch, house: House, viewer: Viewer) -> LibraryPage:
    page = visit(monkeypatch, house, LibraryPage, viewer, "/library", "/library")
    page.arrive()
    return page


@pytest.fixture
def mara(house: House) -> Viewer:
    return person(house, "mara")


async def test_out_of_the_bin_and_into_it_again(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    made = post(house, mara).card.id
    page = opened(monkeypatch, house, mara)
    await page.bin(made)
    assert (page.done, page.moved, page.moves, published(house, mara)) == ("binned", made, 0, [])
    await page.undo()
    assert (page.done, page.moves, published(house, mara)) == ("", 1, [made])
    gallery.bin(house, mara, made)
    await page.restore(made)
    assert (page.done, page.moved, page.moves, published(house, mara)) == ("restored", made, 1, [made])


async def test_what_is_refused_brings_the_list_back_and_says_why(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    made = post(house, mara).card.id
    page = opened(monkeypatch, house, person(house, "tariq"))
    for number, act in enumerate((page.bin, page.restore, page.publish_now), start=1):
        await act(made)
        assert (page.done, bool(page.problem.message), page.moves) == ("", True, number)
    assert published(house, mara) == [made]
    page.arrive()
    assert page.problem.message == ""


async def test_nothing_of_a_list_travels_through_the_state(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    made = [post(house, mara, prompt=f"number {number}").card.id for number in range(3)]
    page = opened(monkeypatch, house, mara)
    page._clean()
    await page.bin(made[1])
    assert page.dirty_vars <= {"done", "moved", "problem"}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks without waiting, in a browser that is there."""
    monkeypatch.setattr(following, "AT_LEAST_EVERY", 0.01)
    monkeypatch.setattr(following, "AT_MOST_EVERY", 0.0)
    monkeypatch.setattr(state, "is_connected", lambda token: True)


@pytest.mark.usefixtures("quick")
async def test_what_forms_is_told_to_its_end_and_nothing_else(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    old, _ = generation(house, mara)
    made, _ = generation(house, mara)
    becomes(house, made, status="calling")
    page, told = opened(monkeypatch, house, mara), Told()
    async with asyncio.timeout(20), watching(page, told):
        await told.until([(made, "running")])
        becomes(house, made, status="ready", ended_at=house.clock.now())
        await told.until([(made, "ready")])
        await told.until([])
    assert all(item[0] != old for items in told.all for item in items)


@pytest.mark.usefixtures("quick")
async def test_while_nothing_forms_only_ones_own_news_are_looked_at(house: House, mara: Viewer) -> None:
    tariq, looks, turns = person(house, "tariq"), [], asyncio.Queue[None]()

    async def read() -> tuple[Viewer, list[GenerationItem]]:
        looks.append(1)
        return mara, await house.run(library.moving, mara)

    async def wanted() -> bool:
        turns.put_nowait(None)
        return True

    async with asyncio.timeout(20), aclosing(following.news(house, read, wanted)) as told:
        first = asyncio.ensure_future(anext(told))
        for _ in range(5):
            await turns.get()
        somebody_elses, _ = generation(house, tariq)
        announce(house, somebody_elses, tariq)
        for _ in range(5):
            await turns.get()
        assert len(looks) == 1
        made, _ = generation(house, mara)
        becomes(house, made, status="queued")
        announce(house, made, mara)
        assert [item.id for item in await first] == [made]
        assert len(looks) == 2


@pytest.mark.usefixtures("quick")
async def test_a_database_that_is_away_does_not_end_the_watch(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    made, _ = generation(house, mara)
    becomes(house, made, status="calling")
    looks = []

    def read(*args: Any) -> tuple[Viewer, list[GenerationItem]]:
        looks.append(1)
        if len(looks) == 1:
            raise Unavailable("The database is away.")
        return _read(*args)

    monkeypatch.setattr(state, "_read", read)
    page, told = opened(monkeypatch, house, mara), Told()
    async with asyncio.timeout(20), watching(page, told):
        await told.until([(made, "running")])


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("leaving", ["another visit", "another page"])
async def test_a_watch_ends_when_its_page_is_left(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer, leaving: str) -> None:
    made, _ = generation(house, mara)
    becomes(house, made, status="calling")
    page, told = opened(monkeypatch, house, mara), Told()
    async with asyncio.timeout(20):
        watch = asyncio.create_task(run(page, told))
        await told.until([(made, "running")])
        if leaving == "another visit":
            page._watchers += 1
        else:
            page._get_root_state().router = RouterData.from_router_data({"pathname": "/create", "asPath": "/create", "token": "t"})
        await watch
    assert [item.id for item in page.changed] == ([made] if leaving == "another visit" else [])


class Told:
    """What the state was told, as `(id, status)`, for as long as it is watched."""

    def __init__(self) -> None:
        self.all: list[list[tuple[str, str]]] = []
        self._news = asyncio.Event()

    def tell(self, items: list[GenerationItem]) -> None:
        self.all.append([(item.id, item.status) for item in items])
        self._news.set()

    async def until(self, wanted: list[tuple[str, str]]) -> None:
        while not self.all or self.all[-1] != wanted:
            await self._news.wait()
            self._news.clear()


class Held:
    """A state whose lock is free."""

    def __init__(self, page: LibraryPage, told: Told) -> None:
        object.__setattr__(self, "_page", page)
        object.__setattr__(self, "_told", told)

    async def __aenter__(self) -> Held:
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._page, name, value)
        if name == "changed":
            self._told.tell(value)


@asynccontextmanager
async def watching(page: LibraryPage, told: Told) -> AsyncIterator[None]:
    """The watch runs beside a test, and ends as leaving the page ends it."""
    watch = asyncio.create_task(run(page, told))
    yield
    page._watchers += 1
    await watch


async def run(page: LibraryPage, told: Told) -> None:
    """As Reflex runs it; the state's lock is a matter of Reflex."""
    await LibraryPage.event_handlers["watch"].fn(Held(page, told))


def becomes(house: House, generation_id: str, **values: object) -> None:
    with house.database.writing() as session:
        session.execute(update(Call).where(col(Call.generation_id) == ids.from_text(generation_id)).values(**values))


def announce(house: House, generation_id: str, viewer: Viewer) -> None:
    studio_news.announce(house, ids.from_text(generation_id), viewer.account_id, viewer.guest_id)


def published(house: House, viewer: Viewer) -> list[str]:
    return [item.id for item in gallery.mine(house, viewer, "published")[0]]
