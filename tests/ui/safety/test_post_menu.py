"""The menu of a post, on a real House."""

from __future__ import annotations

import pytest

from rxfeed.domain import mutes
from rxfeed.domain.house import House
from rxfeed.domain.viewer import NOBODY, Viewer
from rxfeed.ui.safety.post_menu_state import PostMenu
from tests.making import again, person, post
from tests.ui.visiting import visit


def menu(monkeypatch: pytest.MonkeyPatch, house: House, viewer: Viewer) -> PostMenu:
    return visit(monkeypatch, house, PostMenu, viewer, "/")


async def test_it_knows_whose_post_it_is(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    author = person(house, "mara")
    made = post(house, author).card.id
    for viewer, mine, signed_in in ((author, True, True), (person(house), False, True), (NOBODY, False, False)):
        page = menu(monkeypatch, house, viewer)
        await page.open(made)
        assert (page.step, page.about.handle, page.about.mine, page.about.signed_in) == ("menu", "mara", mine, signed_in)
        page.close()
        assert (page.step, page.about.id) == ("", "")


async def test_muting_blocking_and_not_any_more(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    made, me = post(house, person(house)).card.id, person(house)
    page = menu(monkeypatch, house, me)
    await page.open(made)
    await page.mute()
    assert (page.step, again(house, me).hides) == ("muted", True)
    await page.unmute()
    assert (page.step, again(house, me).hides) == ("", False)
    page.begin_block()
    await page.block()
    assert page.step == "blocked"
    await page.open(made)
    assert page.problem.message == "You have blocked @{handle}. Unblock them first."


async def test_what_is_in_it_can_be_muted(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    made, me = post(house, person(house), tags=("fog", "kites")).card.id, person(house)
    page = menu(monkeypatch, house, me)
    await page.open(made)
    page.begin_words()
    await page.mute_tag("kites")
    await page.mute_word({"word": " Harbour "})
    assert (page.step, page.about.tags, page.kept) == ("words", ["fog"], ["#kites", "Harbour"])
    kept = mutes.muted(house, me)
    assert [one.what for one in (*kept.words, *kept.tags)] == ["harbour", "kites"]
    await page.mute_word({"word": ""})
    assert (page.problem.field, page.kept) == ("word", ["#kites", "Harbour"])


@pytest.mark.parametrize("post_id", ["", "nothing", "0" * 13, "x" * 50_000])
async def test_a_post_that_is_not_there(monkeypatch: pytest.MonkeyPatch, house: House, post_id: str) -> None:
    page = menu(monkeypatch, house, person(house))
    await page.open(post_id)
    await page.mute()
    assert page.about.id == ""
    assert page.problem.message
