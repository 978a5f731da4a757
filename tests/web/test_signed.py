"""Signed files over HTTP: for whoever sees the post, under an address that goes when its signature does."""

from __future__ import annotations

import pytest

from rxfeed.domain import credentials, gallery
from rxfeed.domain.consent import Decision
from rxfeed.domain.gallery import Changes
from rxfeed.domain.house import House
from tests.making import post
from tests.web.browsers import browser, guests, signed_in


@pytest.mark.parametrize("templates", ["sqlite"], indirect=True)
async def test_the_signed_file_is_a_download_until_it_is_signed_anew(house: House) -> None:
    mine, me = signed_in(house)
    shown = post(house, me).card.id
    led = await browser().get(f"/signed/of/{shown}/1")
    assert (led.status_code, led.headers["cache-control"]) == (303, "no-store")
    address = led.headers["location"]
    got = await browser().get(address)
    assert (got.status_code, got.headers["cache-control"]) == (200, "public, no-cache")
    assert got.headers["content-disposition"].startswith("attachment")
    assert credentials.read(house, got.content).post == shown
    again = await browser().get(address, headers={"if-none-match": got.headers["etag"]})
    assert again.status_code == 304
    gallery.edit(house, me, shown, Changes(decision=Decision("nobody", "CC0-1.0")))
    assert (await browser().get(address)).status_code == 404
    gallery.edit(house, me, shown, Changes(visibility="followers"))
    now = (await mine.get(f"/signed/of/{shown}/1")).headers["location"]
    own = await mine.get(now)
    assert (own.status_code, own.headers["cache-control"]) == (200, "private, no-store")
    for stranger in (browser(), guests(house)[0], signed_in(house)[0]):
        assert [(await stranger.get(path)).status_code for path in (now, f"/signed/of/{shown}/1")] == [404, 404]


@pytest.mark.parametrize("templates", ["sqlite"], indirect=True)
async def test_nothing_else_is_there(house: House) -> None:
    shown = post(house, signed_in(house)[1]).card.id
    junk = ("x.png", f"{'x' * 5_000}.png", "%00.png", "of/x/1", f"of/{shown}/2", f"of/{shown}/-1", f"of/{shown}/1e9")
    assert [(await browser().get(f"/signed/{path}")).status_code for path in junk] == [404] * len(junk)
