"""The settings of whom and what one doesn't see, and of one's handle, on a real House."""

from __future__ import annotations

import pytest

from rxfeed.domain import accounts_seen, circle
from rxfeed.domain.circle_hidden import PAGE
from rxfeed.domain.house import House
from rxfeed.domain.viewer import NOBODY
from rxfeed.ui.account.hidden_state import HiddenSettings
from rxfeed.ui.account.settings_state import SettingsPage
from tests.making import again, person
from tests.ui.visiting import visit


async def test_everything_that_is_hidden_is_listed_and_taken_back(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    me = person(house)
    for number in range(PAGE + 2):
        circle.mute(house, me, person(house, f"muted_{number:02}").handle, "week")
    circle.block(house, me, person(house, "blocked").handle)
    page = visit(monkeypatch, house, HiddenSettings, me, "/settings/hidden")
    await page.arrive()
    await page.more_muted()
    assert [one.handle for one in page.muted.people] == [f"muted_{number:02}" for number in reversed(range(PAGE + 2))]
    assert (page.muted.next, page.blocked.people[0].handle, page.blocked.people[0].until, page.muted.people[0].until != "") == ("", "blocked", "", True)
    await page.mute_word({"word": "Fog", "lasting": "day"})
    await page.mute_tag({"tag": "#dusk"})
    assert [one.what for one in (*page.kept.words, *page.kept.tags)] == ["fog", "dusk"]
    await page.unmute_word("fog")
    await page.unmute_tag("dusk")
    await page.unblock("blocked")
    for number in range(PAGE + 2):
        await page.unmute(f"muted_{number:02}")
    assert (page.kept.words, page.kept.tags, page.muted.people, page.blocked.people, again(house, me).hides) == ([], [], [], [], False)


@pytest.mark.parametrize("junk", ["", "x" * 50_000, "\0", 7, None, {"a": []}])
async def test_junk_gets_a_sentence_and_nobody_changes_anything(monkeypatch: pytest.MonkeyPatch, house: House, junk: object) -> None:
    me = person(house)
    for viewer in (me, NOBODY):
        page = visit(monkeypatch, house, HiddenSettings, viewer, "/settings/hidden")
        await page.arrive()
        for deed in (page.unblock, page.unmute, page.mute_word, page.mute_tag):
            await deed({"word": junk, "tag": junk, "lasting": junk} if deed in (page.mute_word, page.mute_tag) else junk)
            assert page.problem.message
        await page.unmute_word(junk)
        await page.unmute_tag(junk)
    assert not again(house, me).hides


async def test_another_handle_and_back(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    me = person(house, "mara")
    page = visit(monkeypatch, house, SettingsPage, me, "/settings")
    await page.arrive()
    await page.change_handle({"handle": "nora"})
    assert (page.account.handle, [one.handle for one in page.account.former], page.done) == ("nora", ["mara"], True)
    await page.change_handle({"handle": "ines"})
    assert (page.problem.field, page.account.handle) == ("handle", "nora")
    await page.take_back("mara")
    assert accounts_seen.profile(house, NOBODY, "nora").handle == "mara"
