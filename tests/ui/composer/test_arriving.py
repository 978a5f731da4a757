"""Coming to the composer: with a picture to begin from, and back to what was asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rxfeed.domain import ids, studio
from rxfeed.domain.house import House
from rxfeed.domain.viewer import Viewer
from rxfeed.ui.composer.arriving import Composer
from tests.making import generation, person, post
from tests.ui.visiting import visit


@pytest.fixture
def mara(house: House) -> Viewer:
    return person(house, "mara")


async def test_everything_that_was_asked_for_is_there_again(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    _, shown = generation(house, mara, variants=2)
    ask = studio.Ask("sketch", "a boat", "2:3", "fine", 3, 4242, transparent=True, references=tuple(shown))
    number = studio.request(house, mara, ask).id
    page = visit(monkeypatch, house, Composer, mara, f"/create?generation={number}")
    await page.arrive()
    assert page._wish() == ask
    assert [reference.picture.src for reference in page.references] == [f"/media/{picture}/640.webp" for picture in shown]


async def test_a_prompt_that_got_lost_on_the_way_comes_back_and_one_that_was_typed_stays(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    studio.request(house, mara, studio.Ask("sketch", "a boat", "1:1", "fine", 1))
    page = visit(monkeypatch, house, Composer, mara, "/create")
    await page.arrive()
    page.prompt = ""
    await page.arrive()
    assert page.prompt == "a boat"
    page.prompt = "two boats"
    await page.arrive()
    assert page.prompt == "two boats"


async def test_an_address_names_a_picture_or_a_post_of_ones_own(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    _, shown = generation(house, mara)
    page = visit(monkeypatch, house, Composer, mara, f"/create?reference={shown[0]}")
    await page.arrive()
    assert ([reference.id for reference in page.references], page.ask_problem.message) == (shown, "")
    posted = post(house, mara, variants=2)
    page = visit(monkeypatch, house, Composer, mara, f"/create?reference={posted.card.id}")
    await page.arrive()
    number = studio.request(house, mara, page._wish(prompt="a boat")).id
    assert [reference.id for reference in studio.watch(house, mara, number).references] == [reference.id for reference in page.references]
    assert len(page.references) == 2


async def test_nobody_elses_picture_is_a_reference(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    other = person(house, "tariq")
    page = visit(monkeypatch, house, Composer, other, "/create")
    await page.arrive()
    for forged in (generation(house, mara)[1][0], post(house, mara).card.id, ids.to_text(7), "no id at all"):
        await page.refer_to(forged)
        assert (page.references, bool(page.ask_problem.message)) == ([], True)


async def test_a_picture_counts_once_and_one_too_many_is_said(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    _, shown = generation(house, mara, variants=4)
    page = visit(monkeypatch, house, Composer, mara, "/create")
    await page.arrive()
    for picture in [*shown, shown[0]]:
        await page.refer_to(picture)
    assert ([reference.id for reference in page.references], page.ask_problem.message) == (shown, "")
    await page.refer_to(generation(house, mara)[1][0])
    assert ([reference.id for reference in page.references], page.ask_problem.blanks["most"]) == (shown, "4")


async def test_what_is_refused_gets_the_focus_and_a_wish_that_is_taken_does_not(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    page = visit(monkeypatch, house, Composer, mara, "/create")
    await page.arrive()
    assert "_set_focus" in str(await page.generate("x" * 5_000))
    assert "_set_focus" not in str(await page.generate("a boat"))


def test_what_all_pictures_failed_for_is_said_once(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    page = visit(monkeypatch, house, Composer, mara, "/create")
    number = studio.request(house, mara, studio.Ask("sketch", "a boat", "1:1", "fine", 2)).id
    one, other = (replace(variant, status="failed", error="It rains.") for variant in studio.watch(house, mara, number).variants)
    shown = studio.watch(house, mara, number)
    page.generation = replace(shown, variants=[one, other])
    assert page.same_error.message == "It rains."
    page.generation = replace(shown, variants=[one, replace(other, error="")])
    assert page.same_error.message == ""
