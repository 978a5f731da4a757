"""What a post's page and the notices do with requests, offers and remixes."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from rxfeed.domain import gallery, remix_requests
from rxfeed.domain.consent import Decision
from rxfeed.domain.gallery import Changes
from rxfeed.domain.house import House
from rxfeed.ui.notices.state import NoticesPage
from rxfeed.ui.permission.asking_state import RemixAsking
from rxfeed.ui.permission.state import Remixing
from tests import making
from tests.domain.remixes import FREE, hang, tie
from tests.ui.visiting import visit


async def done(events: AsyncIterator[None]) -> None:
    async for _ in events:
        pass


async def test_asked_answered_from_the_notices_and_withdrawn_on_the_page(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    post = hang(house, mara, "ask")
    panel = visit(monkeypatch, house, RemixAsking, tariq, f"/p/{post}/remix")
    await RemixAsking.look.fn(panel, post)
    assert (panel.views[post].may_ask, panel.views[post].asked) == (True, "")
    await RemixAsking.send.fn(panel, {"post": post, "message": "x" * 501})
    assert (panel.problem.field, panel.of) == ("message", post)
    await RemixAsking.send.fn(panel, {"post": post, "message": "May I?"})
    assert panel.views[post].asked == "waiting"
    told = visit(monkeypatch, house, NoticesPage, mara, "/notifications")
    await done(NoticesPage.arrive.fn(told))
    assert [(one.kind, one.words, one.asks) for one in told.notices] == [("remix_request", "May I?", True)]
    await NoticesPage.accept.fn(told, told.notices[0].id)
    assert (told.notices, told.problem.message) == ([], "")
    await RemixAsking.look.fn(panel, post)
    assert panel.views[post].allowed
    page = visit(monkeypatch, house, Remixing, mara, f"/p/{post}")
    await Remixing.arrive.fn(page)
    assert [(one.who.handle, one.status) for one in page.requests] == [("tariq", "accepted")]
    await Remixing.refuse.fn(page, "tariq")
    assert [one.status for one in page.requests] == ["withdrawn"]


async def test_an_open_page_looks_again_when_something_is_told(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    post = hang(house, mara, "ask")
    page = visit(monkeypatch, house, Remixing, mara, f"/p/{post}")
    await Remixing.arrive.fn(page)
    await Remixing.look_again.fn(page, 0)
    remix_requests.ask(house, tariq, post, "May I?")
    await Remixing.look_again.fn(page, 0)
    assert page.requests == [], "nothing was told"
    await Remixing.look_again.fn(page, 1)
    assert [one.message for one in page.requests] == ["May I?"]


async def test_offered_accepted_and_detached(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    parent, child = hang(house, mara), hang(house, tariq)
    tie(house, child, parent)
    theirs = visit(monkeypatch, house, Remixing, tariq, f"/p/{child}")
    await Remixing.arrive.fn(theirs)
    assert ([one.who.handle for one in theirs.offers], theirs.requests, theirs.children) == (["mara"], [], [])
    await Remixing.offer.fn(theirs, "mara")
    told = visit(monkeypatch, house, NoticesPage, mara, "/notifications")
    await done(NoticesPage.arrive.fn(told))
    await NoticesPage.accept.fn(told, told.notices[0].id)
    page = visit(monkeypatch, house, Remixing, mara, f"/p/{parent}")
    await Remixing.arrive.fn(page)
    assert ([one.id for one in page.versions], [one.id for one in page.children]) == ([child], [child])
    Remixing.consider.fn(page, child)
    await Remixing.detach.fn(page)
    assert (bool(page.problem.message), page.considered) == (True, child), "why not stays in the dialog"
    gallery.edit(house, mara, parent, Changes(decision=Decision("nobody", FREE)))
    await Remixing.detach.fn(page)
    assert (page.problem.message, page.considered, page.versions, [one.detached for one in page.children]) == ("", "", [], [True])
