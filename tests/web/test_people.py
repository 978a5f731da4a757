"""Profiles and their lists over HTTP: who is there, who isn't, and nothing that people write becomes markup."""

from __future__ import annotations

import json
import re
from pathlib import Path

import httpx
import pytest
from starlette.routing import Router

from rxfeed.domain import circle
from rxfeed.domain.house import House
from rxfeed.ui.first_paint import drawings
from rxfeed.web import first_profile
from rxfeed.web.built_pages import BuiltPages
from tests import making
from tests.web.browsers import browser, signed_in

SHELL = "<!DOCTYPE html><html><head><title>shell</title></head><body><main><!--first cards--></main></body></html>"
NASTY = "</script><script>alert(1)</script>\" ' & https://a.example/<b>"


@pytest.fixture
def client(house: House, tmp_path: Path) -> httpx.AsyncClient:
    built = tmp_path / "built"
    built.mkdir()
    (built / "__spa-fallback.html").write_text(SHELL)
    pages = BuiltPages(built, lambda path: path.startswith("/u/"))
    return httpx.AsyncClient(transport=httpx.ASGITransport(Router(first_profile.routes(pages, drawings))), base_url="http://rxfeed.test")


async def test_a_profile_comes_with_its_first_posts_and_tells_previews_who_it_is(house: House, client: httpx.AsyncClient) -> None:
    mara = making.person(house, "mara", bio=NASTY)
    made = making.post(house, mara, caption=NASTY)
    html = (await client.get("/u/Mara")).text
    found = re.search(r'<script type="application/json" id="first-page" data-list="u/mara/posts">(.*?)</script>', html, re.DOTALL)
    assert found
    assert [card["id"] for card in json.loads(found[1])["cards"]] == [made.card.id]
    assert '<meta property="og:title" content="Mara (@mara) on rxfeed">' in html
    assert '<link rel="canonical" href="http://rxfeed.test/u/mara">' in html
    assert "alert(1)</script>" not in html
    shown = html.partition("<main>")[2]
    assert f'srcset="{made.card.pictures[0].srcset}"' in shown
    assert ">Mara</h1>" in shown
    assert '"@type":"ProfilePage"' in html


@pytest.mark.parametrize("path", ["/u/nobody", "/u/" + "x" * 4_000, "/u/%00", "/u/nobody/followers", "/u/nobody/following", "/u/é"])
async def test_where_there_is_nobody_the_answer_is_404(house: House, client: httpx.AsyncClient, path: str) -> None:
    making.person(house, "mara")
    assert (await client.get(path)).status_code == 404
    async with browser() as visitor:
        answer = await visitor.get(f"/api{path.removesuffix('/followers').removesuffix('/following')}/posts")
        assert (answer.status_code, "nobody called" in answer.json()["error"]) == (404, True)


async def test_lists_of_people_and_posts_in_the_shape_of_the_store(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq", bio="one\ntwo")
    circle.follow(house, tariq, "mara")
    making.post(house, mara)
    async with browser() as client:
        followers = (await client.get("/api/u/mara/followers")).json()
        assert (followers["cards"][0], followers["next"]) == ({"id": "tariq", "handle": "tariq", "name": "Tariq", "bio": "one two", "avatar": ""}, "")
        assert [card["handle"] for card in (await client.get("/api/u/tariq/following")).json()["cards"]] == ["mara"]
        assert len((await client.get("/api/u/mara/posts")).json()["cards"]) == 1
        assert (await client.get("/api/u/mara/posts", params={"cursor": "x"})).status_code == 422


async def test_a_block_closes_every_list(house: House) -> None:
    mara = making.person(house, "mara")
    making.post(house, mara)
    client, me = signed_in(house)
    async with client:
        circle.block(house, me, "mara")
        assert {(await client.get(f"/api/u/mara/{which}")).status_code for which in ("posts", "followers", "following")} == {403}
        circle.unblock(house, me, "mara")
        circle.block(house, mara, me.handle)
        assert {(await client.get(f"/api/u/mara/{which}")).status_code for which in ("posts", "followers", "following")} == {404}
