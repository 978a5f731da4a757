"""The profile page's handlers, on a real House."""

from __future__ import annotations

import pytest

from rxfeed.domain import circle
from rxfeed.domain.house import House
from rxfeed.domain.viewer import NOBODY, Viewer
from rxfeed.ui.profile.state import ProfilePage
from tests.making import again, person
from tests.ui.visiting import visit


@pytest.fixture
def mara(house: House) -> Viewer:
    return person(house, "mara")


def opened(monkeypatch: pytest.MonkeyPatch, house: House, viewer: Viewer, handle: str = "mara") -> ProfilePage:
    return visit(monkeypatch, house, ProfilePage, viewer, f"/u/{handle}", "/u/[handle]", handle=handle)


async def test_the_lists_of_people_are_looked_at_again_after_every_answer(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    person(house, "tariq")
    page = opened(monkeypatch, house, mara)
    await page.arrive()
    before = page.moves
    await page.look_again()
    await page.remove_follower("tariq")
    assert page.moves == before + 2


async def test_following_and_not_any_more(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    page = opened(monkeypatch, house, person(house))
    await page.arrive()
    await page.follow()
    assert (page.status, page.followers, page.profile.follows) == ("ready", 1, True)
    await page.unfollow()
    assert (page.followers, page.profile.follows) == (0, False)


async def test_whoever_may_not_gets_a_sentence_and_changes_nothing(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    for viewer in (NOBODY, mara):
        page = opened(monkeypatch, house, viewer)
        await page.arrive()
        for deed in (page.follow, page.block, page.mute):
            await deed()
            assert page.problem.message
    other = person(house, "tariq")
    page = opened(monkeypatch, house, other)
    await page.arrive()
    circle.block(house, mara, "tariq")
    await page.follow()
    assert (page.problem.message, page.followers) == ("You can't follow @{handle}.", 0)


@pytest.mark.parametrize("handle", ["nobody", "%E9", "%00", "x" * 5_000, ""])
async def test_nobody_is_there(monkeypatch: pytest.MonkeyPatch, house: House, handle: str) -> None:
    page = opened(monkeypatch, house, NOBODY, handle)
    await page.arrive()
    assert page.status == "missing"


async def test_blocking_and_muting_and_not_any_more(monkeypatch: pytest.MonkeyPatch, house: House, mara: Viewer) -> None:
    me = person(house)
    page = opened(monkeypatch, house, me)
    await page.arrive()
    page.begin_block()
    await page.block()
    assert (page.profile.blocked, page.blocking, again(house, me).hides) == (True, False, True)
    await page.unblock()
    await page.mute()
    assert page.profile.muted
    await page.unmute()
    assert (page.profile.muted, again(house, me).hides) == (False, False)
