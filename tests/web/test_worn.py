"""Nowhere is an avatar shown whose picture isn't for everybody any more: pages before any script, tags for previews, JSON, and what pages are made of."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.routing import Router

from rxfeed.domain import accounts, accounts_seen, circle, collections, gallery, marks, notices, remixing, suggestions, talk
from rxfeed.domain.collections import Changes as CollectionChanges
from rxfeed.domain.gallery import Changes
from rxfeed.domain.house import House
from rxfeed.domain.remixing_modes import ParentPick
from rxfeed.domain.viewer import Viewer
from rxfeed.ui.first_paint import drawings
from rxfeed.web import first_collection, first_explore, first_paint, first_profile, first_tag
from rxfeed.web.built_pages import BuiltPages
from tests import making
from tests.web.browsers import browser


@pytest.fixture
async def pages(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    built = tmp_path / "built"
    built.mkdir()
    for name in ("index", "latest", "explore", "__spa-fallback"):
        (built / f"{name}.html").write_text("<html><head></head><body><main><!--first cards--></main></body></html>")
    compiled = BuiltPages(built, lambda path: path.startswith(("/u/", "/p/", "/c/", "/t/")))
    parts = (first_collection, first_explore, first_paint, first_profile, first_tag)
    router = Router([route for part in parts for route in part.routes(compiled, drawings)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(router), base_url="http://rxfeed.test") as client:
        yield client


async def test_what_is_rated_meanwhile_is_shown_nowhere(house: House, pages: httpx.AsyncClient) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    made, other = making.post(house, mara).card.id, making.post(house, mara, tags="fog").card.id
    theirs = making.remix(house, tariq, other, tags="fog")
    talk.write(house, mara, theirs, "Fine.")
    marks.like(house, mara, theirs, on=True)
    circle.follow(house, mara, "tariq")
    shelf = collections.begin(house, mara, "Fog", post_id=other)
    collections.change(house, mara, shelf, CollectionChanges(visibility="public"))
    accounts.wear(house, mara, made)
    avatar = accounts.account(house, mara).avatar
    name = avatar.removesuffix("-96.webp")
    paths = ["/", "/latest", "/t/fog", "/explore", "/u/mara", f"/p/{other}", f"/c/{shelf}", f"/api/p/{theirs}/likes", "/api/u/tariq/followers"]
    paths += ["/api/v1/feeds/latest", "/api/v1/tags/fog", "/api/v1/explore", f"/api/v1/posts/{other}"]
    before = await _shown(house, tariq, pages, theirs, paths)
    assert {place for place, text in before.items() if name not in text} == set()
    gallery.edit(house, mara, made, Changes(rating="mature"))
    after = await _shown(house, tariq, pages, theirs, paths)
    assert {place for place, text in after.items() if name in text} == set()
    async with browser() as client:
        assert (await client.get(avatar)).status_code == 404


async def _shown(house: House, viewer: Viewer, pages: httpx.AsyncClient, theirs: str, paths: list[str]) -> dict[str, str]:
    """What each place tells, as text."""
    told: dict[str, object] = {
        "comments": talk.page(house, viewer, theirs),
        "whom one may mean": talk.completions(house, viewer, "mar"),
        "notices": notices.page(house, viewer),
        "suggestions": suggestions.suggested(house, viewer),
        "the profile": accounts_seen.profile(house, viewer, "mara"),
        "collections": collections.of(house, viewer, "mara"),
        "what is remixed": remixing.look(house, viewer, (ParentPick(paths[-1].rpartition("/")[2]),)),
    }
    texts = {place: repr(what) for place, what in told.items()}
    async with browser() as client:
        for path in paths:
            answer = await (client if path.startswith("/api/") else pages).get(path)
            assert answer.status_code == 200, path
            texts[path] = answer.text
    return texts
