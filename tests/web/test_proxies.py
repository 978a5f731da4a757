from __future__ import annotations

from ipaddress import ip_network
from typing import Any

import pytest

from rxfeed.web.proxies import Proxies

TRUSTED = (ip_network("10.0.0.0/8"), ip_network("127.0.0.1"))


async def seen(client: str, headers: dict[str, str], kind: str = "http") -> dict[str, Any]:
    """The request as the app behind sees it."""
    caught: dict[str, Any] = {}

    async def app(scope: Any, receive: Any, send: Any) -> None:
        caught.update(scope)

    raw = [(name.encode(), value.encode()) for name, value in {"host": "inner:3000", **headers}.items()]
    scope = {"type": kind, "scheme": "ws" if kind == "websocket" else "http", "client": (client, 1), "headers": raw}
    await Proxies(app, TRUSTED)(scope, None, None)  # type: ignore[arg-type]
    caught["headers"] = {name.decode(): value.decode() for name, value in caught["headers"]}
    return caught


FORWARDED = {"x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https", "x-forwarded-host": "pictures.example.org"}


async def test_a_named_proxy_is_believed() -> None:
    scope = await seen("10.1.2.3", FORWARDED)
    assert scope["client"][0] == "203.0.113.9"
    assert scope["scheme"] == "https"
    assert scope["headers"] == {"host": "pictures.example.org"}


async def test_nobody_else_is_believed() -> None:
    scope = await seen("203.0.113.50", FORWARDED)
    assert scope["client"][0] == "203.0.113.50"
    assert scope["scheme"] == "http"
    assert scope["headers"] == {"host": "inner:3000"}


@pytest.mark.parametrize(
    ("chain", "visitor"),
    [
        ("1.2.3.4, 203.0.113.9", "203.0.113.9"),
        ("1.2.3.4, 203.0.113.9, 10.9.9.9", "203.0.113.9"),
        ("10.0.0.1", "10.0.0.1"),
        ("", "10.1.2.3"),
        ("nonsense", "10.1.2.3"),
        ("203.0.113.9, nonsense, 10.0.0.1", "10.0.0.1"),
        ("2001:db8::1", "2001:db8::1"),
    ],
)
async def test_the_visitor_is_the_last_address_that_is_not_ours(chain: str, visitor: str) -> None:
    assert (await seen("10.1.2.3", {"x-forwarded-for": chain}))["client"][0] == visitor


async def test_a_socket_behind_tls_is_secure() -> None:
    assert (await seen("127.0.0.1", {"x-forwarded-proto": "https"}, "websocket"))["scheme"] == "wss"
