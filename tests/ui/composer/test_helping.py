"""What goes on behind the composer's page: help with words, from a server that speaks OpenAI's way, and the watch over what forms."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from rxfeed import wiring
from rxfeed.domain import sessions, studio
from rxfeed.domain.house import House
from rxfeed.domain.viewer import Viewer
from rxfeed.settings import Settings
from rxfeed.ui.composer import forming
from rxfeed.ui.composer.arriving import Composer
from tests.fakes.openai.process import FakeOpenAI, running
from tests.making import generation, person
from tests.ui.visiting import behind, visit

BETTER = "a boat, seen from below, in the light of a late afternoon"


@pytest.fixture(scope="module")
def fake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeOpenAI]:
    with running(tmp_path_factory.mktemp("openai") / "tally.jsonl", "--small") as fake:
        yield fake


@pytest.fixture
def mara(house: House, fake: FakeOpenAI) -> Viewer:
    house.engines.replace("openai", *wiring.openai(Settings(openai_base_url=fake.url, openai_text_model="gpt-5.4-nano"), "sk-good"))
    return person(house, "mara")


async def test_a_better_prompt_is_proposed_and_accepted(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    page = visit(monkeypatch, house, Composer, mara, "/create")
    await page.arrive()
    assert page.can_help
    await Composer.improve.fn(behind(page), "a boat")
    assert (page.prompt, page.improving, "".join(piece.text for piece in page.proposal if piece.kind != "removed")) == ("a boat", False, BETTER)
    page.accept()
    assert (page.prompt, page.proposal) == (BETTER, [])
    page.undo()
    assert page.prompt == "a boat"


async def test_no_better_prompt_is_a_sentence_and_the_button_comes_back(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    page = visit(monkeypatch, house, Composer, mara, "/create")
    await Composer.improve.fn(behind(page), "a boat fault:500")
    assert (page.prompt, page.improving, page.proposal, bool(page.help_problem.message)) == ("a boat fault:500", False, [], True)
    await Composer.improve.fn(behind(page), "   ")
    assert page.help_problem.message


async def test_an_alt_text_goes_into_its_field_and_stays(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    number, shown = generation(house, mara)
    page = visit(monkeypatch, house, Composer, mara, f"/create?generation={number}")
    await page.arrive()
    await Composer.describe.fn(behind(page), shown[0], "de")
    assert page.describing == ""
    assert page.form[f"alt:{shown[0]}"].startswith("Bands of many colours")
    assert page.form[f"alt:{shown[0]}"].endswith("(de.)")
    assert studio.watch(house, mara, number).form == page.form


async def test_only_ones_own_pictures_are_described(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    _, theirs = generation(house, person(house, "tariq"))
    number, shown = generation(house, mara)
    page = visit(monkeypatch, house, Composer, mara, f"/create?generation={number}")
    await page.arrive()
    await Composer.describe.fn(behind(page), theirs[0], "en")
    page.form = {"picks": theirs[0]}
    await Composer.describe.fn(behind(page), theirs[0], "en")
    assert (page.form, bool(page.help_problem.message)) == ({"picks": theirs[0]}, True)
    assert shown != theirs


async def test_a_watch_shows_what_is_new_until_the_end(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    monkeypatch.setattr(forming, "is_connected", lambda _: True)
    page = visit(monkeypatch, house, Composer, mara, "/create")
    await page.arrive()
    page.engine, page.variants, shown = next(engine for engine in page.engines if engine.name == "sketch"), 2, []
    await page.generate("a boat")
    show = page._show
    page_type = type(page)
    monkeypatch.setattr(page_type, "_show", lambda self, view: (shown.append(view.status), show(view)))
    async with asyncio.timeout(20):
        watching = asyncio.ensure_future(Composer.watch.fn(behind(page)))
        await asyncio.sleep(0)
        await house.run(studio.cancel, mara, page.generation.id)
        await watching
    assert (shown[-1], page.generation.status, page.allowance.running) == ("cancelled", "cancelled", 0)


async def test_a_watch_ends_with_its_browser_and_with_the_session(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    number, _ = generation(house, mara)
    page = visit(monkeypatch, house, Composer, mara, f"/create?generation={number}")
    await page.arrive()
    known = page.generation
    monkeypatch.setattr(forming, "is_connected", lambda _: False)
    async with asyncio.timeout(20):
        await Composer.watch.fn(behind(page))
    monkeypatch.setattr(forming, "is_connected", lambda _: True)
    sessions.end(house, forming.cookie_of(page))
    async with asyncio.timeout(20):
        await Composer.watch.fn(behind(page))
    assert page.generation == known
