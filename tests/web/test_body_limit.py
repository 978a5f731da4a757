from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from rxfeed.web.body_limit import MIB, USUAL, BodyLimit


async def measures(scope: Scope, receive: Receive, send: Send) -> None:
    body = await Request(scope, receive).body()
    await PlainTextResponse(str(len(body)))(scope, receive, send)


client = TestClient(BodyLimit(measures, {"/uploads": 3 * MIB}))


def pieces(size: int) -> Iterator[bytes]:
    while size > 0:
        yield b"x" * min(size, 65536)
        size -= 65536


def test_what_fits_comes_whole() -> None:
    assert client.post("/", content=b"x" * USUAL).text == str(USUAL)
    assert client.post("/uploads", content=b"x" * 3 * MIB).text == str(3 * MIB)


def test_what_is_announced_too_large_is_not_read() -> None:
    answer = client.post("/", content=b"x" * (USUAL + 1))
    assert (answer.status_code, "larger" in answer.text) == (413, True)


def test_what_is_not_announced_is_counted() -> None:
    assert client.post("/", content=pieces(USUAL + 1)).status_code == 413
    assert client.post("/uploads", content=pieces(2 * MIB)).text == str(2 * MIB)
    assert client.post("/uploads", content=pieces(4 * MIB)).status_code == 413


def test_nonsense_is_refused() -> None:
    assert client.post("/", content=pieces(1), headers={"content-length": "-1"}).status_code == 413
