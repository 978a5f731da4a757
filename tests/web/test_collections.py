"""Collections over HTTP: their posts, what is saved, and the archive."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

import httpx
from starlette.routing import Router

from rxfeed.domain import collections
from rxfeed.domain.collections import Changes
from rxfeed.domain.consent import Decision
from rxfeed.domain.house import House
from rxfeed.ui.first_paint import drawings
from rxfeed.web import collections_zip, first_collection
from rxfeed.web.built_pages import BuiltPages
from tests import making
from tests.web.browsers import browser, signed_in


async def test_lists_in_the_shape_of_the_store(house: House) -> None:
    client, me = signed_in(house)
    post = making.post(house, me).card.id
    harbour = collections.begin(house, me, "Harbours", post_id=post)
    async with client, browser() as guest:
        page = (await client.get(f"/api/c/{harbour}/posts")).json()
        assert ([card["id"] for card in page["cards"]], page["next"]) == ([post], "")
        assert (await client.get("/api/saved")).json()["cards"] == []
        for path, status in (("/api/saved", 401), (f"/api/c/{harbour}/posts", 404), (f"/api/c/{harbour}/zip", 401), ("/api/c/x/posts", 404)):
            assert (await guest.get(path)).status_code == status, path
        for query in ("cursor=x", "count=-1", "count=x", "count=241"):
            assert (await client.get(f"/api/c/{harbour}/posts?{query}")).status_code == 422, query
            assert (await client.get(f"/api/saved?{query}")).status_code == 422, query
        assert (await client.get("/api/c/0000000000000/zip")).status_code == 404


async def test_a_public_one_tells_previews_what_it_is_and_a_private_one_is_not_there(house: House, tmp_path: Path) -> None:
    (tmp_path / "__spa-fallback.html").write_text("<html><head></head><body></body></html>")
    pages = BuiltPages(tmp_path, lambda path: path.startswith("/c/"))
    client = httpx.AsyncClient(transport=httpx.ASGITransport(Router(first_collection.routes(pages, drawings))), base_url="http://rxfeed.test")
    mara = making.person(house, "mara")
    post = making.post(house, mara).card
    harbour = collections.begin(house, mara, "</script><b>", post_id=post.id)
    assert [(await client.get(f"/c/{asked}")).status_code for asked in (harbour, "x", "%00", "0" * 13)] == [404] * 4
    collections.change(house, mara, harbour, Changes(visibility="public"))
    html = (await client.get(f"/c/{harbour}")).text
    assert '<meta property="og:title" content="&lt;/script&gt;&lt;b&gt; on rxfeed">' in html
    assert f'<meta property="og:image" content="http://rxfeed.test{post.pictures[0].full}">' in html
    assert f'data-list="c/{harbour}/posts"' in html
    assert "noindex" not in html
    collections.change(house, mara, harbour, Changes(visibility="unlisted"))
    assert "noindex" in (await client.get(f"/c/{harbour}")).text


async def test_the_archive_has_what_one_may_have_and_says_whose_it_is(house: House) -> None:
    client, me = signed_in(house)
    mara = making.person(house, "mara")
    mine = making.post(house, me, prompt="../../CON: a “Hafen”?\x07").card.id
    hers = making.post(house, mara, variants=2, prompt="line one\nBy: somebody else", decision=Decision("nobody", "CC-BY-ND-4.0")).card.id
    secret = making.post(house, mara, prompt="my secret", prompt_hidden=True).card.id
    unlisted = making.post(house, mara, visibility="unlisted").card.id
    shared = collections.begin(house, mara, "Häfen / <1>", "public", unlisted)
    for post in (secret, hers, mine):
        collections.add(house, mara, shared, post)
    async with client:
        answer = await client.get(f"/api/c/{shared}/zip")
    assert answer.headers["content-disposition"] == 'attachment; filename="hafen-1.zip"'
    with ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        names, words = archive.namelist(), archive.read("credits.txt").decode()
        assert archive.read(names[0])[:4] == b"\x89PNG", "one's own as it came"
        assert archive.read(names[1])[8:12] == b"WEBP"
    assert names == [
        f"00001-{me.handle}-con-a-hafen.png", "00002-mara-line-one-by-somebody-else-1.webp", "00002-mara-line-one-by-somebody-else-2.webp",
        "00003-mara.webp", "credits.txt",
    ]  # fmt: skip
    assert "CC BY-ND 4.0 (https://creativecommons.org/licenses/by-nd/4.0/)" in words
    assert f"http://rxfeed.test/p/{hers}" in words
    assert (words.count("Training: not allowed"), words.count("\n  By:")) == (3, 3)
    assert "secret" not in words
    assert unlisted not in words


async def test_the_archive_ends_where_the_right_to_it_ends(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    shared = collections.begin(house, mara, "Harbours", "public", making.post(house, mara).card.id)
    parts = collections_zip.written(house, tariq, shared, "http://x")
    collections.change(house, mara, shared, Changes(visibility="private"))
    with ZipFile(io.BytesIO(b"".join(parts))) as archive:
        assert archive.namelist() == ["credits.txt"]
        assert "cut short" in archive.read("credits.txt").decode()
