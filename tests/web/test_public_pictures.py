"""The quick way says what the long way says."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from rxfeed.domain.house import House
from rxfeed.web.public_pictures import PublicPictures
from tests.making import post
from tests.web.browsers import browser, signed_in

URL = "http://rxfeed.test"


async def gone_on(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 299, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def quick(folder: Path) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(PublicPictures(gone_on, folder)), base_url=URL)


async def test_both_ways_say_the_same(house: House, tmp_path: Path) -> None:
    address = post(house, signed_in(house)[1]).card.pictures[0].src
    long = await browser().get(address)
    name = urlsplit(address).path.rpartition("/")[2]
    (tmp_path / name).write_bytes(long.content)
    short = await quick(tmp_path).get(address)
    assert (short.status_code, short.content) == (200, long.content)
    assert {key: value for key, value in long.headers.items() if key != "content-disposition"} == dict(short.headers)


@pytest.mark.parametrize("headers", [{"range": "bytes=0-1"}, {"if-none-match": "*"}])
async def test_conditions_are_for_the_long_way(tmp_path: Path, headers: dict[str, str]) -> None:
    (tmp_path / "x-96.webp").write_bytes(b"picture")
    assert (await quick(tmp_path).get("/pictures/x-96.webp", headers=headers)).status_code == 299
    assert (await quick(tmp_path).head("/pictures/x-96.webp")).status_code == 299


@pytest.mark.parametrize(
    "path", ["/pictures/y-96.webp", "/pictures/..%2fx-96.webp", "/pictures/%2e%2e/x-96.webp", "/pictures/x-96.webp%00", "/x-96.webp", "/pictures/"]
)
async def test_what_is_not_a_copy_goes_on(tmp_path: Path, path: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "x-96.webp").write_bytes(b"picture")
    assert (await quick(tmp_path / "in").get(path)).status_code == 299
