"""The post page's handlers, on a real House: who sees what, what its author changes, and the way into the bin and back."""

from __future__ import annotations

import pytest

from rxfeed.domain import circle, gallery
from rxfeed.domain.errors import NotFound
from rxfeed.domain.house import House
from rxfeed.domain.viewer import NOBODY, Viewer
from rxfeed.ui.numbers.state import Numbers
from rxfeed.ui.post.state import PostPage
from tests.making import person, post
from tests.ui.post.test_changes import FORM
from tests.ui.visiting import go_away, told_anew, visit


@pytest.fixture
def author(house: House) -> Viewer:
    return person(house, "mara")


def opened(monkeypatch: pytest.MonkeyPatch, house: House, viewer: Viewer, post_id: str) -> PostPage:
    return visit(monkeypatch, house, PostPage, viewer, f"/p/{post_id}", "/p/[id]", id=post_id)


async def test_anybody_sees_a_public_post(monkeypatch: pytest.MonkeyPatch, house: House, author: Viewer) -> None:
    made = post(house, author, prompt="a red kite")
    page = opened(monkeypatch, house, NOBODY, made.card.id)
    await page.arrive()
    assert (page.status, page.asked, page.post.card.prompt, page.post.mine) == ("ready", made.card.id, "a red kite", False)


async def test_what_is_not_there_is_missing(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    page = opened(monkeypatch, house, NOBODY, "00000nothing")
    await page.arrive()
    assert page.status == "missing"


async def test_a_mature_post_asks_a_guest_to_sign_in(monkeypatch: pytest.MonkeyPatch, house: House, author: Viewer) -> None:
    page = opened(monkeypatch, house, NOBODY, post(house, author, rating="mature").card.id)
    await page.arrive()
    assert page.status == "guest"
    assert page.problem.message
    assert page.post.card.pictures == []


async def test_a_blocked_authors_post_leads_to_their_page(monkeypatch: pytest.MonkeyPatch, house: House, author: Viewer) -> None:
    made, reader = post(house, author), person(house, "juno")
    circle.block(house, reader, "mara")
    page = opened(monkeypatch, house, reader, made.card.id)
    await page.arrive()
    assert (page.status, page.problem.blanks["handle"], page.post.card.pictures) == ("blocked", "mara", [])


async def test_a_form_stays_open_while_its_post_cannot_be_read(monkeypatch: pytest.MonkeyPatch, house: House, author: Viewer) -> None:
    page = opened(monkeypatch, house, author, post(house, author).card.id)
    await page.arrive()
    page.begin_edit()
    await told_anew(page)
    with monkeypatch.context() as away:
        go_away(away, house)
        await page.arrive()
    assert (page.status, page.editing) == ("ready", True)
    gallery.bin(house, author, page.asked)
    await page.arrive()
    assert (page.status, page.editing) == ("binned", True)
    go_away(monkeypatch, house)
    await page.arrive()
    assert (page.status, page.editing) == ("failed", False)


async def test_its_author_changes_it(monkeypatch: pytest.MonkeyPatch, house: House, author: Viewer) -> None:
    page = opened(monkeypatch, house, author, post(house, author, variants=2).card.id)
    await page.arrive()
    page.begin_edit()
    await page.keep(FORM)
    assert (page.editing, page.post.card.caption, page.post.visibility, page.post.consent.version) == (False, "At last", "unlisted", 2)


async def test_a_problem_leaves_the_form_open(monkeypatch: pytest.MonkeyPatch, house: House, author: Viewer) -> None:
    page = opened(monkeypatch, house, author, post(house, author, variants=2).card.id)
    await page.arrive()
    page.begin_edit()
    await page.keep({**FORM, "tags": "not!a!tag"})
    assert (page.editing, page.problem.field) == (True, "tags")


async def test_nobody_else_changes_it(monkeypatch: pytest.MonkeyPatch, house: House, author: Viewer) -> None:
    made = post(house, author, variants=2)
    page = opened(monkeypatch, house, person(house, "tariq"), made.card.id)
    await page.arrive()
    await page.keep(FORM)
    await page.delete()
    assert page.problem.message
    assert page.status == "ready"
    assert gallery.show(house, NOBODY, made.card.id).card.caption != "At last"


async def test_into_the_bin_and_back(monkeypatch: pytest.MonkeyPatch, house: House, author: Viewer) -> None:
    made = post(house, author)
    page = opened(monkeypatch, house, author, made.card.id)
    await page.arrive()
    await page.delete()
    assert page.status == "binned"
    with pytest.raises(NotFound):
        gallery.show(house, NOBODY, made.card.id)
    await page.restore()
    assert page.status == "ready"
    assert gallery.show(house, NOBODY, made.card.id).status == "published"


async def test_what_was_copied_is_said(monkeypatch: pytest.MonkeyPatch, house: House, author: Viewer) -> None:
    page = opened(monkeypatch, house, NOBODY, post(house, author, prompt="a red kite").card.id)
    await page.arrive()
    page.note_copied()
    assert page.copied


async def test_a_look_is_counted_and_its_author_sees_it(monkeypatch: pytest.MonkeyPatch, house: House, author: Viewer) -> None:
    made, reader = post(house, author), person(house, "juno")
    page = opened(monkeypatch, house, reader, made.card.id)
    assert await page.arrive() is PostPage.note_look
    await page.note_look()
    shown = visit(monkeypatch, house, Numbers, author, f"/p/{made.card.id}", "/p/[id]", id=made.card.id)
    await shown.arrive()
    assert (shown.status, shown.numbers.measures[0].total) == ("ready", 1)
    await shown.look_at("ever")
    assert (shown.status, shown.period, len(shown.numbers.measures)) == ("failed", "month", 4)
