"""A remix that one leaves and comes back to: nothing of it is older than what was done last, and what is published is finished."""

from __future__ import annotations

import pytest

from rxfeed.domain import gallery, studio
from rxfeed.domain.consent import Decision
from rxfeed.domain.errors import Invalid
from rxfeed.domain.gallery import Changes
from rxfeed.domain.house import House
from rxfeed.domain.remixing_modes import ParentPick
from rxfeed.domain.studio import Ask
from rxfeed.ui.composer.arriving import Composer
from rxfeed.ui.remix.state import Remix
from tests.domain.test_remixing import drawn
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


async def test_what_is_put_aside_leaves_the_picture_that_it_came_of(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    mara = person(house, "mara")
    boat = post(house, person(house, "tariq"), prompt="a boat").card.id
    view = visit(monkeypatch, house, Remix, mara, f"/p/{boat}/remix")
    await view.arrive_at()
    number = studio.request(house, mara, view._wish()).id
    await view._open(number)
    await view.keep_draft()
    assert (view.generation.id, view.kept_draft, view.mode, [one.post_id for one in view._wish().parents]) == ("", number, "prompt", [boat])
    await view.take_draft_up()
    assert view.generation.id == number
    composer = visit(monkeypatch, house, Composer, mara, f"/create?generation={number}")
    await composer.arrive()
    await composer.keep_draft()
    assert (composer.mode, composer.parents) == ("", [])
    await composer.take_draft_up()
    assert (composer.mode, [one.post_id for one in composer.parents], composer.prompt) == ("prompt", [boat], "a boat")


async def test_what_no_field_says_is_said_all_the_same(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    mara, tariq = person(house, "mara"), person(house, "tariq")
    boat = post(house, tariq, prompt="a {thing}").card.id
    page = visit(monkeypatch, house, Remix, mara, f"/p/{boat}/remix")
    await page.arrive_at()
    made = drawn(house, mara, Ask("sketch", "a boat", mode="edit", parents=(ParentPick(boat),)))
    await page._open(made.generation_id)
    gallery.edit(house, tariq, boat, Changes(decision=Decision("nobody", "CC-BY-4.0")))
    page.form = {"picks": made.picks[0].picture_id, "alt": "a boat", "remix": "anyone", "licence": "CC-BY-4.0", "rating": "general"}
    page.nudged = True
    await page.publish()
    assert page.post_trouble.message == "@{handle} lets nobody remix this picture."
    page.form |= {"licence": ""}
    await page.publish()
    assert (page.post_problem.field, page.post_trouble.message) == ("licence", "")
    page._complain(Invalid("Write a prompt first.", field="prompt"))
    assert (page.mode, page.ask_trouble.message) == ("blanks", "Write a prompt first."), "there is no field for it"
    page.mode = "edit"
    assert page.ask_trouble.message == ""
