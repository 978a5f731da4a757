"""What the page of notices shows and marks, and who is sent the new count."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from rxfeed.domain import circle, notices, session_cookie, sessions
from rxfeed.domain.house import House
from rxfeed.domain.sessions import Browser
from rxfeed.domain.viewer import NOBODY, Viewer
from rxfeed.ui.here import Here
from rxfeed.ui.notices.live import telling_of_notices
from rxfeed.ui.notices.settings_state import NoticeSettings
from rxfeed.ui.notices.state import NoticesPage
from tests import making
from tests.ui.visiting import visit


class App:
    """Stands where Reflex's app and its sockets are."""

    def __init__(self, *seats: str) -> None:
        self.event_namespace = self
        self.token_to_sid = {f"{number}-{seat}": str(number) for number, seat in enumerate(seats)}
        self.sent: asyncio.Queue[tuple[str, int]] = asyncio.Queue()

    async def emit_update(self, update: Any, token: str) -> None:
        self.sent.put_nowait((token, update.delta[Here.get_full_name()]["unread_rx_state_"]))


async def done(events: AsyncIterator[None]) -> None:
    async for _ in events:
        pass


async def test_what_is_shown_is_read_and_still_looks_new(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    circle.follow(house, tariq, "mara")
    page = visit(monkeypatch, house, NoticesPage, mara, "/notifications")
    steps = NoticesPage.arrive.fn(page)
    await anext(steps)
    assert (page.status, [one.unread for one in page.notices], notices.unread(house, mara)) == ("ready", [True], 1)
    assert page.left == 1, "what is shown is no news, not even until it is noted as read"
    await done(steps)
    assert ([one.unread for one in page.notices], notices.unread(house, mara), page.left) == ([True], 0, 0)
    assert (await page.get_state(Here)).unread == 0, "both counts go down together"
    await done(NoticesPage.more.fn(page))
    assert len(page.notices) == 1, "a page that is asked for twice is there once"
    circle.follow(house, making.person(house), "mara")
    await NoticesPage.read_all.fn(page)
    assert notices.unread(house, mara) == 0


async def test_requests_are_answered_where_they_are_told(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    mara, tariq, kofi = making.person(house, "mara", private=True), making.person(house, "tariq"), making.person(house, "kofi")
    for asker in (tariq, kofi):
        circle.follow(house, asker, "mara")
    page = visit(monkeypatch, house, NoticesPage, mara, "/notifications")
    await done(NoticesPage.arrive.fn(page))
    assert [(one.one, one.asks) for one in page.notices] == [("kofi", True), ("tariq", True)]
    await NoticesPage.accept.fn(page, page.notices[1].id)
    assert (page.let_in, [one.one for one in page.notices]) == ("tariq", ["kofi"])
    await NoticesPage.decline.fn(page, page.notices[0].id)
    assert (page.let_in, page.notices, page.problem.message) == ("", [], "")
    assert [person.handle for person in circle.followers(house, mara, "mara").people] == ["tariq"]
    assert [one.kind for one in notices.page(house, tariq).notices] == ["follow_accepted"]
    assert notices.page(house, kofi).notices == []
    for junk in ("x" * 50_000, 7, None):
        await NoticesPage.accept.fn(page, junk)
        assert page.problem.message


async def test_who_is_not_signed_in_is_told_so(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    page = visit(monkeypatch, house, NoticesPage, NOBODY, "/notifications")
    await done(NoticesPage.arrive.fn(page))
    await NoticesPage.read_all.fn(page)
    assert (page.status, page.notices) == ("guest", [])
    settings = visit(monkeypatch, house, NoticeSettings, NOBODY, "/settings/notices")
    await NoticeSettings.arrive.fn(settings)
    assert settings.status == "guest"


async def test_a_kind_is_switched_off_at_once(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    mara = making.person(house, "mara")
    page = visit(monkeypatch, house, NoticeSettings, mara, "/settings/notices")
    await NoticeSettings.arrive.fn(page)
    await NoticeSettings.choose.fn(page, "like", on=False)
    assert (page.wanted["like"], notices.wanted(house, mara)["like"], page.problem.message) == (False, False, "")
    await NoticeSettings.choose.fn(page, "moderation", on=False)
    assert page.problem.message
    assert "moderation" not in page.wanted


async def test_all_pages_of_who_is_told_hear_the_count_and_nobody_else_s(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    mine, theirs = signed_in(house, mara), signed_in(house, tariq)
    app = App(mine, theirs, mine, "nobody")
    task = asyncio.create_task(telling_of_notices(app))  # type: ignore[arg-type]
    await asyncio.sleep(0)
    await house.run(circle.follow, tariq, "mara")
    heard = [await asyncio.wait_for(app.sent.get(), 5) for _ in range(3)]
    assert sorted(heard) == [(f"0-{mine}", 1), (f"1-{theirs}", 0), (f"2-{mine}", 1)]
    await house.run(notices.all_seen, mara)
    assert [await asyncio.wait_for(app.sent.get(), 5) for _ in range(2)] == [(f"0-{mine}", 0), (f"2-{mine}", 0)]
    task.cancel()


def signed_in(house: House, viewer: Viewer) -> str:
    with house.database.writing() as session:
        secret = sessions.start(house, session, viewer.require_account(), Browser())
    return session_cookie.seat(secret)
