"""The feed and post pages as they are before any script has run."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.routing import Router

from rxfeed import wiring
from rxfeed.domain import gallery, session_cookie, sessions
from rxfeed.domain.errors import Unavailable
from rxfeed.domain.feeds_page import PAGE
from rxfeed.domain.house import House
from rxfeed.domain.sessions import Browser
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
    for name in ("index", "latest", "trending", "__spa-fallback", "404"):
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


async def test_a_period_that_is_left_empty_is_none(client: httpx.AsyncClient) -> None:
    empty, plain = [await client.get(f"/trending{query}") for query in ("?period=", "")]
    assert (empty.status_code, empty.text) == (200, plain.text)


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


def _linked(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return dict(json.loads(found[1])) if found else {}


async def test_search_engines_learn_whose_picture_it_is(house: House, client: httpx.AsyncClient) -> None:
    card = making.post(house, making.person(house, "mara"), caption=NASTY).card
    page, picture = f"http://rxfeed.test/p/{card.id}", f"http://rxfeed.test{card.pictures[0].full}"
    html = (await client.get(f"/p/{card.id}?published")).text
    image = _linked(html)
    told = {name: image[name] for name in ("@type", "contentUrl", "license", "acquireLicensePage", "creditText", "name")}
    assert told == {
        "@type": "ImageObject", "contentUrl": picture, "license": "https://creativecommons.org/licenses/by/4.0/", "acquireLicensePage": page,
        "creditText": "Mara", "name": NASTY,
    }  # fmt: skip
    assert image["creator"]["url"] == "http://rxfeed.test/u/mara"
    assert f'<link rel="canonical" href="{page}">' in html
    assert '<meta name="twitter:card" content="summary_large_image">' in html
    feed = _linked((await client.get("/")).text)
    assert (feed["@type"], [part["contentUrl"] for part in feed["hasPart"]]) == ("CollectionPage", [picture])


async def test_what_is_not_for_everybody_is_in_no_index(house: House, client: httpx.AsyncClient) -> None:
    hidden = making.post(house, making.person(house), visibility="unlisted")
    html = (await client.get(f"/p/{hidden.card.id}")).text
    assert ('<meta name="robots" content="noindex">' in html, _linked(html)) == (True, {})


async def test_without_scripts_one_gets_to_the_oldest(house: House, client: httpx.AsyncClient) -> None:
    mara = making.person(house, "mara")
    made = [making.post(house, mara, prompt=f"picture number {number}").card.id for number in range(PAGE + 1)]
    html = (await client.get("/latest")).text
    assert html.count("<article") == first_paint.SHOWN
    seen, path = list[str](), "/latest?cursor="
    assert f'href="{path}"' in html
    while path:
        html = (await client.get(path)).text
        assert "noindex, follow" in html
        assert "first-page" not in html
        seen += re.findall(r'<article.*?href="/p/(\w+)"', html)
        further = re.search(r'<a[^>]* href="(/latest\?cursor=[^"]+)"', html)
        path = unescape(further[1]) if further else ""
    assert seen == made[::-1]
    assert (await client.get("/latest?cursor=nonsense")).status_code == 422


async def test_what_a_member_sees_is_kept_nowhere(house: House, client: httpx.AsyncClient) -> None:
    mara = making.person(house, "mara")
    with house.database.writing() as session:
        cookie = sessions.start(house, session, mara.require_account(), Browser())
    for path in ("/", f"/p/{making.post(house, mara).card.id}"):
        kept = [(await client.get(path, headers=headers)).headers["cache-control"] for headers in ({}, {"cookie": f"{session_cookie.NAME}={cookie}"})]
        assert kept == ["private, no-cache", "private, no-store"]


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({}, "Credentials"),
        ({"accept-language": "fr-FR, de-AT;q=0.8, en;q=0.5"}, "Herkunftsnachweis"),
        ({"accept-language": "de", "cookie": "rxfeed_language=en"}, "Credentials"),
        ({"cookie": "rxfeed_language=../de"}, "Credentials"),
    ],
)
async def test_it_is_said_in_the_readers_language(house: House, client: httpx.AsyncClient, headers: dict[str, str], words: str) -> None:
    making.post(house, making.person(house))
    assert f"{words}</button>" in (await client.get("/latest", headers=headers)).text


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
