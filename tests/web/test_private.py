"""What a private account keeps, over HTTP: pages, lists, pictures, for nobody, a stranger, a follower and whoever is blocked."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest
from starlette.routing import Router

from rxfeed.domain import accounts_privacy, circle
from rxfeed.domain.house import House
from rxfeed.ui.first_paint import drawings
from rxfeed.web import first_paint, first_profile
from rxfeed.web.built_pages import BuiltPages
from tests import making
from tests.web.browsers import browser, signed_in

LISTS = ("posts", "followers", "following")


@pytest.fixture
def pages(house: House, tmp_path: Path) -> httpx.AsyncClient:
    """Whoever is not signed in, at the pages themselves."""
    built = tmp_path / "built"
    built.mkdir()
    (built / "__spa-fallback.html").write_text("<!DOCTYPE html><html><head></head><body></body></html>")
    compiled = BuiltPages(built, lambda path: path.startswith(("/u/", "/p/")))
    router = Router([*first_profile.routes(compiled, drawings), *first_paint.routes(compiled, drawings)])
    return httpx.AsyncClient(transport=httpx.ASGITransport(router), base_url="http://rxfeed.test")


@pytest.mark.parametrize("visibility", ["public", "followers"])
async def test_only_who_is_let_in_is_sent_anything(house: House, visibility: str) -> None:
    mara = making.person(house, "mara", private=visibility == "public")
    made = making.post(house, mara, visibility=visibility)
    picture = made.card.pictures[0].src
    assert picture.startswith("/media/")
    async with AsyncExitStack() as stack:
        asks: dict[str, httpx.AsyncClient] = {"nobody": await stack.enter_async_context(browser())}
        for name in ("stranger", "follower", "blocked"):
            client, viewer = signed_in(house)
            asks[name] = await stack.enter_async_context(client)
            if name == "follower":
                circle.follow(house, viewer, "mara")
                if visibility == "public":
                    circle.accept(house, mara, viewer.handle)
            if name == "blocked":
                circle.block(house, mara, viewer.handle)
        for name, client in asks.items():
            sent = await client.get(picture)
            told = (200, "private, no-store") if name == "follower" else (404, "no-store")
            assert (sent.status_code, sent.headers["cache-control"]) == told, name
            assert (await client.get("/api/u/mara/requests")).status_code in {401, 404}
            codes = {(await client.get(f"/api/u/mara/{which}")).status_code for which in LISTS}
            if visibility == "public":
                assert codes == {{"follower": 200, "blocked": 404}.get(name, 403)}, name
            assert (made.card.id in (await client.get("/api/u/mara/posts")).text) == (name == "follower")
            assert made.card.id not in (await client.get("/api/v1/feeds/latest")).text


async def test_becoming_private_withdraws_what_was_public(house: House, pages: httpx.AsyncClient) -> None:
    mara = making.person(house, "mara", bio="I paint.")
    made = making.post(house, mara, prompt="a secret garden")
    copy = made.card.pictures[0].src
    async with browser() as client:
        assert (await client.get(copy)).status_code == 200
        assert made.card.id in (await pages.get("/u/mara")).text
        accounts_privacy.set_private(house, mara, private=True)
        assert (await client.get(copy)).status_code == 404
    profile, post = await pages.get("/u/mara"), await pages.get(f"/p/{made.card.id}")
    assert (profile.status_code, post.status_code) == (200, 404)
    assert "I paint." in profile.text
    for html in (profile.text, post.text, (await pages.get("/u/mara/followers")).text):
        assert "secret garden" not in html
        assert "/media/" not in html
        assert "first-page" not in html
