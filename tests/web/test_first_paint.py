"""The feed and post pages as they are before any script has run."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from starlette.routing import Router

from rxfeed import wiring
from rxfeed.domain import gallery
from rxfeed.domain.errors import Unavailable
from rxfeed.domain.house import House
from rxfeed.ui.first_paint import drawings
from rxfeed.web import first_paint
from rxfeed.web.built_pages import BuiltPages
from tests import making

SHELL = "<!DOCTYPE html><html><head><title>{}</title></head><body><main><!--first cards--></main><script>go()</script></body></html>"
NASTY = "</script><script>alert(1)</script><!-- \" ' & {0}"


@pytest.fixture
def client(house: House, tmp_path: Path) -> httpx.AsyncClient:
    built = tmp_path / "built"
    built.mkdir()
    for name in ("index", "__spa-fallback", "404"):
        (built / f"{name}.html").write_text(SHELL.format(name))
    pages = BuiltPages(built, lambda path: path.startswith("/p/"))
    return httpx.AsyncClient(transport=httpx.ASGITransport(Router(first_paint.routes(pages, drawings))), base_url="http://rxfeed.test")


def _data(html: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="first-page" data-list="v1/feeds/for-you">(.*?)</script>', html, re.DOTALL)
    assert found
    return dict(json.loads(found[1]))


async def test_the_first_cards_come_with_the_feed(house: House, client: httpx.AsyncClient) -> None:
    made = making.post(house, making.person(house, "mara"), caption="First light")
    answer = await client.get("/")
    assert [card["id"] for card in _data(answer.text)["cards"]] == [made.card.id]  # type: ignore[attr-defined]
    assert '<meta property="og:site_name" content="rxfeed">' in answer.text
    shown = answer.text.partition("<main>")[2].partition("</main>")[0]
    assert f'href="/p/{made.card.id}"' in shown
    assert f'srcset="{made.card.pictures[0].srcset}"' in shown
    assert "go()" in answer.text


async def test_an_empty_feed_is_a_page_too(client: httpx.AsyncClient) -> None:
    assert _data((await client.get("/")).text)["cards"] == []


async def test_nothing_that_people_write_becomes_markup(house: House, client: httpx.AsyncClient) -> None:
    made = making.post(house, making.person(house, "mara"), caption=NASTY, prompt=NASTY)
    for path in ("/", f"/p/{made.card.id}"):
        html = (await client.get(path)).text
        assert "alert(1)</script>" not in html
        assert html.count("<script") == html.count("</script>")
    assert _data((await client.get("/")).text)["cards"][0]["caption"] == NASTY  # type: ignore[index]


async def test_a_post_tells_previews_what_it_is(house: House, client: httpx.AsyncClient) -> None:
    made = making.post(house, making.person(house, "mara"), caption="First light")
    html = (await client.get(f"/p/{made.card.id}")).text
    assert '<meta property="og:description" content="First light">' in html
    assert f'<meta property="og:image" content="http://rxfeed.test{made.card.pictures[0].full}">' in html
    assert '<meta property="og:image:alt" content="picture 0">' in html
    assert "<title>__spa-fallback</title>" in html


async def test_what_nobody_may_see_is_not_found(house: House, client: httpx.AsyncClient) -> None:
    mara = making.person(house)
    made = making.post(house, mara)
    gallery.bin(house, mara, made.card.id)
    for post_id in (made.card.id, "0" * 13, "nonsense", "a" * 4_000):
        answer = await client.get(f"/p/{post_id}")
        assert (answer.status_code, "quiet harbour" in answer.text) == (404, False)


async def test_a_mature_post_asks_a_stranger_to_sign_in(house: House, client: httpx.AsyncClient) -> None:
    made = making.post(house, making.person(house), rating="mature")
    answer = await client.get(f"/p/{made.card.id}")
    assert (answer.status_code, "quiet harbour" in answer.text, "/media/" in answer.text) == (401, False, False)


async def test_without_a_database_the_page_comes_all_the_same(house: House, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    class Away:
        dialect = "sqlite"

        def reading(self, *_: object, **__: object) -> None:
            raise Unavailable("The database does not answer. Nothing was changed; try again in a moment.")

        rows = reading

    monkeypatch.setattr(wiring, "_open", replace(house, database=Away()))  # type: ignore[arg-type]
    for path in ("/", "/p/0000000000000"):
        answer = await client.get(path)
        assert (answer.status_code, "go()" in answer.text, "does not answer" in answer.text) == (503, True, True)
