"""While the database is away the composer stays usable, says so, and loses nothing that was typed. So do the pages around it."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import replace

import pytest

from rxfeed import wiring
from rxfeed.domain import studio, wording
from rxfeed.domain.errors import LimitReached, NotSignedIn, Unavailable
from rxfeed.domain.generation_views import GenerationView
from rxfeed.domain.house import House
from rxfeed.domain.viewer import NOBODY, Viewer
from rxfeed.ui.account.entering import Entering
from rxfeed.ui.account.settings_state import SettingsPage
from rxfeed.ui.composer import helping, watching
from rxfeed.ui.composer.arriving import Composer
from rxfeed.ui.composer.watching import news
from rxfeed.ui.here import Here
from tests.making import generation, person
from tests.ui.visiting import go_away, visit


class Words:
    """`domain.ports_engines.TextEngine` that counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def improve(self, prompt: str, _person: str) -> str:
        self.asked += 1
        return f"{prompt}, at dusk"

    async def describe(self, _picture: bytes, _media_type: str, _language: str, _person: str) -> str:
        self.asked += 1
        return "A boat."

    async def taste(self, wish: str, _person: str) -> str:
        return wish


@pytest.fixture
def mara(house: House) -> Viewer:
    return person(house, "mara")


async def test_a_first_visit_ends_in_a_usable_form(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    page = visit(monkeypatch, house, Composer, mara, "/create?prompt=a%20boat")
    go_away(monkeypatch, house)
    await page.arrive()
    assert (page.ready, page.prompt, page.engine.name) == (True, "a boat", "sketch")
    assert page.arrival_problem.message


async def test_publish_and_drafts_say_it_and_keep_what_was_typed(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    number, _ = generation(house, mara)
    page = visit(monkeypatch, house, Composer, mara, f"/create?generation={number}")
    await page.arrive()
    await page.note("caption", "At last")
    await page.keep_draft()
    go_away(monkeypatch, house)
    await page.take_draft_up()
    assert page.form_problem.message
    assert page.kept_draft == number
    monkeypatch.setattr(wiring, "_open", house)
    await page.take_draft_up()
    assert (page.generation.id, page.form["caption"], page.kept_draft, page.form_problem.message) == (number, "At last", "", "")
    go_away(monkeypatch, house)
    await page.publish()
    assert page.post_problem.message
    assert page.form["caption"] == "At last"


async def test_the_pages_around_it_open_all_the_same(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    here, entering = visit(monkeypatch, house, Here, mara, "/"), visit(monkeypatch, house, Entering, mara, "/sign-in")
    settings = visit(monkeypatch, house, SettingsPage, mara, "/settings")
    go_away(monkeypatch, house)
    await here.arrive()
    await entering.arrive()
    await settings.arrive()
    assert (here.known, here.unsure) == (False, True)
    assert entering.problem.message
    assert (settings.status, settings.problem.message) == ("failed", entering.problem.message)
    monkeypatch.setattr(wiring, "_open", house)
    await here.arrive()
    assert (here.known, here.unsure, here.viewer.handle) == (True, False, "mara")


async def test_settings_that_were_shown_stay(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    page = visit(monkeypatch, house, SettingsPage, mara, "/settings")
    await page.arrive()
    go_away(monkeypatch, house)
    await page.arrive()
    assert (page.status, page.account.handle) == ("ready", "mara")


async def test_a_watch_goes_on_when_the_database_is_back(house: House, mara: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "AT_LEAST_EVERY", 0.02)
    number, _ = generation(house, mara)
    looks = 0

    async def read() -> GenerationView:
        nonlocal looks
        looks += 1
        if looks < 3:
            raise Unavailable("The database does not answer.")
        return await house.run(studio.watch, mara, number)

    async with asyncio.timeout(20), aclosing(news(house, number, read, lambda: True)) as watched:
        assert [view.id async for view in watched] == [number]


async def test_words_are_asked_for_only_where_it_is_allowed(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    monkeypatch.setattr(wording, "BY_ACCOUNT", replace(wording.BY_ACCOUNT, most=2))
    monkeypatch.setattr(wiring, "_open", house)
    words = Words()
    monkeypatch.setattr(house.engines, "text", words)
    _, pictures = generation(house, mara)
    assert await helping._improved(mara, "a boat") == "a boat, at dusk"
    assert await helping._described(mara, pictures[0], "en") == "A boat."
    with pytest.raises(LimitReached):
        await helping._improved(mara, "a boat")
    with pytest.raises(NotSignedIn):
        await helping._improved(NOBODY, "a boat")
    assert words.asked == 2
