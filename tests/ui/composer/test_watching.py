"""News of a generation: what changed, for as long as somebody looks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import aclosing

import pytest

from rxfeed.domain import ids, session_cookie, sessions, studio
from rxfeed.domain.errors import NotFound
from rxfeed.domain.generation_views import GenerationView
from rxfeed.domain.house import House
from rxfeed.domain.sessions import Browser
from rxfeed.domain.studio_news import show_glance
from rxfeed.domain.tables import Call
from rxfeed.domain.viewer import NOBODY, Viewer
from rxfeed.ui.composer import watching
from rxfeed.ui.composer.watching import news


@pytest.fixture
def guest(house: House) -> Viewer:
    return sessions.welcome_guest(house, Browser(session_cookie.mint(), "192.0.2.7"))


@pytest.fixture
def asked(house: House, guest: Viewer) -> GenerationView:
    return studio.request(house, guest, studio.Ask(engine="sketch", prompt="a boat", variants=2))


def reading(house: House, viewer: Viewer, generation_id: str) -> Callable[[], asyncio.Future[GenerationView]]:
    return lambda: asyncio.ensure_future(house.run(studio.watch, viewer, generation_id))


async def test_each_change_is_told_and_the_end_ends_it(house: House, guest: Viewer, asked: GenerationView) -> None:
    told = []
    async with asyncio.timeout(20), aclosing(news(house, asked.id, reading(house, guest, asked.id), lambda: True)) as watched:
        async for view in watched:
            told.append([variant.status for variant in view.variants])
            left = [variant.id for variant in view.variants if variant.status == "queued"]
            if left:
                await house.run(studio.cancel, guest, asked.id, left[0])
    assert told == [["queued", "queued"], ["cancelled", "queued"], ["cancelled", "cancelled"]]


async def test_an_announcement_is_only_a_hint(house: House, guest: Viewer, asked: GenerationView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "AT_LEAST_EVERY", 0.05)
    monkeypatch.setattr(house.bulletin, "announce", lambda topic, payload: None)
    async with asyncio.timeout(20), aclosing(news(house, asked.id, reading(house, guest, asked.id), lambda: True)) as watched:
        await anext(watched)
        await house.run(studio.cancel, guest, asked.id)
        assert (await anext(watched)).status == "cancelled"


async def test_a_glance_is_shown_without_reading_and_gives_way_to_what_the_rows_know(house: House, guest: Viewer, asked: GenerationView) -> None:
    first, second = (ids.from_text(variant.id) for variant in asked.variants)
    async with asyncio.timeout(20), aclosing(news(house, asked.id, reading(house, guest, asked.id), lambda: True, asked)) as watched:
        following = asyncio.ensure_future(anext(watched))
        await asyncio.sleep(0)
        show_glance(house, ids.from_text(asked.id), first, "data:image/jpeg;base64,AAAA", 0.1)
        seen = await following
        assert (seen.status, seen.variants[0].picture.src, seen.variants[1].picture.src) == ("running", "data:image/jpeg;base64,AAAA", "")
        assert (seen.variants[0].progress, seen.variants[0].picture.width) == (0.1, asked.variants[0].picture.width)
        show_glance(house, ids.from_text(asked.id), second, "data:image/jpeg;base64,BBBB", 0.1)
        assert [variant.picture.src[-4:] for variant in (await anext(watched)).variants] == ["AAAA", "BBBB"]
        with house.database.writing() as session:
            session.get_one(Call, first).partial_key = "forming/1/2"
        assert [variant.picture.src[-4:] for variant in (await anext(watched)).variants] == [f"{asked.variants[0].id}?2"[-4:], "BBBB"]
        await house.run(studio.cancel, guest, asked.id)
        assert [variant.picture.src for variant in (await anext(watched)).variants] == ["", ""]


async def test_it_ends_when_nobody_looks_any_more(house: House, guest: Viewer, asked: GenerationView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "AT_LEAST_EVERY", 0.05)
    looks = iter([True, True, False])
    async with asyncio.timeout(20):
        assert len([view async for view in news(house, asked.id, reading(house, guest, asked.id), lambda: next(looks))]) == 1


async def test_somebody_else_sees_nothing(house: House, asked: GenerationView) -> None:
    with pytest.raises(NotFound):
        await anext(news(house, asked.id, reading(house, NOBODY, asked.id), lambda: True))
