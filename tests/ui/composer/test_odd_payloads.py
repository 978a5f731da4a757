"""Whatever a browser sends as an event's arguments: no handler raises, and nothing of others changes."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from rxfeed.domain import studio
from rxfeed.domain.house import House
from rxfeed.domain.studio_news import COMPOSING
from rxfeed.ui.composer import asking, given, post_form, seeds
from rxfeed.ui.composer.arriving import Composer
from rxfeed.ui.composer.post_form import MOST_FIELDS
from rxfeed.ui.post.changes import changes
from tests.making import generation, person
from tests.ui.visiting import visit

FORGED = {
    "id": {"a": 1}, "typed": ["x"], "src": 10**5000, "width": 10**400, "height": True,
    "recipe": {"prompt": ["x"], "seed": "9" * 20_000, "width": 10**400, "height": 1, "source": 10**5000},
}  # fmt: skip
ODD: list[Any] = [None, 7, -0.5, True, 10**5000, "9" * 20_000, "\ud800\0", {}, FORGED, {"recipe": FORGED}, [], [[None]]]
ONE = ("refer_to", "draw_with", "sow", "make_transparent", "take_picture", "refuse_picture", "drop_reference", "generate", "cancel", "retry", "pick")
TWO = ("wear", "typed", "choose", "take_prompt", "note")
NONE = ("throw_dice", "undo", "look_back", "accept", "decline", "publish", "keep_draft", "take_draft_up", "put_away", "stay")


async def _send(page: Composer, handler: str, *arguments: Any) -> None:
    answer = getattr(page, handler)(*arguments)
    if inspect.isawaitable(answer):
        await answer


@pytest.mark.parametrize("arrived", [False, True])
async def test_no_handler_raises_and_nothing_of_others_changes(monkeypatch: pytest.MonkeyPatch, house: House, *, arrived: bool) -> None:
    theirs = person(house, "mara")
    number, pictures = generation(house, theirs)
    before = studio.watch(house, theirs, number)
    page = visit(monkeypatch, house, Composer, person(house, "tariq"), "/create")
    if arrived:
        await page.arrive()
    for odd in [*ODD, number, pictures[0], before.variants[0].id]:
        for handler in ONE:
            await _send(page, handler, odd)
        for handler in TWO:
            await _send(page, handler, odd, odd)
        await _send(page, "typed", odd, page.edition)
        await _send(page, "note", "caption", odd)
        await _send(page, "note", odd, "x")
    for handler in NONE:
        await _send(page, handler)
    assert studio.watch(house, theirs, number) == before


def test_a_seed_of_many_figures_is_said_not_counted(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    page = visit(monkeypatch, house, Composer, person(house), "/create")
    page.take_picture(FORGED)
    assert len(page.seed) <= seeds.MOST_FIGURES
    assert page.price == 0


async def test_a_form_takes_no_more_fields_than_there_are(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    page = visit(monkeypatch, house, Composer, person(house), "/create")
    for number in range(3 * MOST_FIELDS):
        await page.note(f"alt:{number}", "x" * 20_000)
    assert len(page.form) == MOST_FIELDS
    assert {len(text) for text in page.form.values()} == {post_form.LONGEST}


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_an_authors_form_may_be_anything(odd: Any) -> None:
    assert changes(odd).alts == ()
    assert len(changes({"caption": odd, "alt-0": odd}).alts) == 1


def test_what_cannot_be_written_is_empty() -> None:
    assert (given.text(10**5000, 9), given.text("abc", 2), given.text(7, 9)) == ("", "ab", "7")


async def test_typing_wakes_the_engine_once_in_a_while(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    page = visit(monkeypatch, house, Composer, person(house), "/create")
    await page.arrive()
    told: list[str] = []
    monkeypatch.setattr(house.bulletin, "announce", lambda topic, payload: told.append(topic))
    for length in range(1, 6):
        page.typed("a boat"[:length], page.edition)
    assert told == []
    monkeypatch.setattr(asking, "AT_MOST_EVERY", 0.0)
    page.typed("a boat at sea", page.edition)
    assert told == [COMPOSING]
