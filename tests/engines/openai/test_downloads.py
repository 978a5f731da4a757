"""Addresses that a server names: its own are fine, the house's inside is not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx2
import pytest

from rxfeed.domain.errors import Decision, EngineFailed
from rxfeed.engines.openai_config import OpenAIConfig
from rxfeed.engines.openai_downloads import MOST_BYTES, Downloads, is_public
from rxfeed.engines.openai_sentences import NOT_A_PICTURE, UNSAFE_ADDRESS
from tests.engines.openai.conftest import Engine, raw_server
from tests.engines.openai.orders import drawn, order, picture

BY_ADDRESS = b'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: 27\r\n\r\n{"data":[{"url":"/a.png"}]}'
PRIVATE = [
    "http://127.0.0.1:9/x.png", "http://localhost:9/x.png", "http://10.0.0.1/x.png", "http://192.168.1.1/x.png", "http://169.254.169.254/latest/meta-data",
    "http://[::1]/x.png", "http://[::ffff:127.0.0.1]/x.png", "http://[fd00::1]/x.png", "http://0.0.0.0/x.png", "http://2130706433/x.png",
    "http://100.64.0.1/x.png", "http://[64:ff9b::7f00:1]/x.png", "file:///etc/passwd", "ftp://example.org/x.png", "http://user:word@example.org/x.png",
    "gopher://example.org/", "//127.0.0.1/x.png",
]


@pytest.mark.parametrize("address", PRIVATE)
async def test_private_addresses_are_refused(address: str) -> None:
    """Names as the system would resolve them: `localhost`, and numbers that mean 127.0.0.1."""
    made, world, _ = downloads(httpx2.Response(200, content=b"bytes"), "127.0.0.1")
    with pytest.raises(EngineFailed) as failure:
        await made.fetch(address)
    assert (failure.value.message, failure.value.decision) == (UNSAFE_ADDRESS, Decision.TELL_ADMIN)
    assert world.asked == []


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x.png", "http://[::1]:9/x.png", "http://169.254.169.254/latest/meta-data"])
async def test_what_a_refused_address_cost_is_not_forgotten(engine: Engine, address: str) -> None:
    made, asked = engine(streaming=False), order(f"fault:nousage fault:url:{address}")
    with pytest.raises(EngineFailed) as failure:
        await drawn(made, asked)
    assert (failure.value.message, failure.value.cost) == (UNSAFE_ADDRESS, made.estimate(asked))


@pytest.mark.parametrize(("address", "public"), [
    ("8.8.8.8", True), ("2606:4700::1111", True), ("127.0.0.1", False), ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.0.1", False),
    ("169.254.1.1", False), ("100.64.0.1", False), ("224.0.0.1", False), ("255.255.255.255", False), ("0.0.0.0", False), ("::", False), ("::1", False),
    ("fe80::1%eth0", False), ("fc00::1", False), ("::ffff:8.8.8.8", True), ("::ffff:10.0.0.1", False), ("64:ff9b::a00:1", False), ("2002:7f00:1::", False),
    ("2001:0:1::", False), ("nonsense", False),
])
def test_what_is_public(address: str, public: bool) -> None:
    assert is_public(address) == public


class World(httpx2.AsyncBaseTransport):
    """Answers every request and remembers what was asked."""

    def __init__(self, answer: httpx2.Response) -> None:
        self.asked: list[httpx2.Request] = []
        self._answer = answer

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request)
        return self._answer


def downloads(answer: httpx2.Response, *addresses: str) -> tuple[Downloads, World, list[tuple[str, int]]]:
    world, names = World(answer), []

    async def resolve(host: str, port: int) -> list[str]:
        names.append((host, port))
        return list(addresses)

    return Downloads(OpenAIConfig(key="sk-good", base_url="https://pictures.example/v1"), world, resolve), world, names


async def test_a_public_name_is_resolved_once_and_that_address_is_asked() -> None:
    made, world, names = downloads(httpx2.Response(200, content=b"bytes"), "93.184.216.34", "2606:4700::1111")
    assert await made.fetch("https://cdn.example/a.png?sig=1") == b"bytes"
    assert names == [("cdn.example", 443)]
    asked = world.asked[0]
    assert (asked.url.host, asked.url.port, asked.url.raw_path) == ("93.184.216.34", None, b"/a.png?sig=1")
    assert (asked.headers["host"], asked.extensions["sni_hostname"]) == ("cdn.example", "cdn.example")
    assert "authorization" not in asked.headers


async def test_one_private_answer_spoils_a_name() -> None:
    made, world, _ = downloads(httpx2.Response(200, content=b"bytes"), "93.184.216.34", "10.0.0.1")
    with pytest.raises(EngineFailed) as failure:
        await made.fetch("https://rebinding.example/a.png")
    assert failure.value.message == UNSAFE_ADDRESS
    assert world.asked == []


async def test_the_servers_own_origin_gets_the_key_and_needs_no_public_address() -> None:
    made, world, names = downloads(httpx2.Response(200, content=b"bytes"))
    assert await made.fetch("/generated/a.png") == b"bytes"
    assert await made.fetch("https://pictures.example/generated/a.png") == b"bytes"
    assert {str(asked.url) for asked in world.asked} == {"https://pictures.example/generated/a.png"}
    assert {asked.headers["authorization"] for asked in world.asked} == {"Bearer sk-good"}
    assert names == []


@pytest.mark.parametrize("address", ["https://pictures.example:8443/a.png", "http://pictures.example/a.png"])
async def test_another_port_or_scheme_is_another_origin(address: str) -> None:
    made, world, names = downloads(httpx2.Response(200, content=b"bytes"), "10.0.0.1")
    with pytest.raises(EngineFailed):
        await made.fetch(address)
    assert (len(names), world.asked) == (1, [])


@pytest.mark.parametrize("status", [302, 307, 404, 500])
async def test_redirects_and_errors_are_not_followed(status: int) -> None:
    made, world, _ = downloads(httpx2.Response(status, headers={"location": "http://127.0.0.1/"}), "93.184.216.34")
    with pytest.raises(EngineFailed) as failure:
        await made.fetch("https://cdn.example/a.png")
    assert failure.value.message == NOT_A_PICTURE
    assert len(world.asked) == 1


async def test_too_many_bytes() -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * 1_000_000

    sent = 0

    async def counted() -> AsyncIterator[bytes]:
        nonlocal sent
        async for piece in endless():
            sent += len(piece)
            yield piece

    made, _, _ = downloads(httpx2.Response(200, content=counted()), "93.184.216.34")
    with pytest.raises(EngineFailed) as failure:
        await made.fetch("https://cdn.example/a.png")
    assert failure.value.message == NOT_A_PICTURE
    assert sent < MOST_BYTES + 2_000_000


async def test_a_picture_inside_the_address(engine: Engine) -> None:
    import base64

    address = "data:image/png;base64," + base64.b64encode(picture(1024, 1024)).decode()
    _, finished = await drawn(engine(streaming=False), order(f"fault:url:{address}"))
    assert finished.picture == picture(1024, 1024)


async def test_a_download_that_breaks(engine: Engine) -> None:
    """Same origin as the API, so it may be asked; it hangs up. What the picture cost is not forgotten."""
    async with raw_server(BY_ADDRESS) as url:
        made, asked = engine(base_url=url, streaming=False), order()
        with pytest.raises(EngineFailed) as failure:
            await drawn(made, asked)
    assert failure.value.message == NOT_A_PICTURE
    assert failure.value.cost == made.estimate(asked)


async def test_a_download_that_never_ends_is_given_up(engine: Engine) -> None:
    paths: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        paths.append(head.split(b" ")[1])
        if paths[-1] != b"/a.png":
            writer.write(BY_ADDRESS)
            writer.close()
        else:
            await reader.read()
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        with pytest.raises(EngineFailed):
            await drawn(engine(base_url=url, streaming=False, timeout=5.0, deadline=0.8), order())
    assert paths[-1] == b"/a.png"
