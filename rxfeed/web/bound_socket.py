"""Binds Reflex's client token to the browser's session.

The token is made in the browser and sent in the socket's address: a bearer secret that leads to the whole state behind it. Here a hash of the session's cookie
becomes part of it, so that the token alone, in another browser or after signing out, leads to an empty state. It is bound before Reflex sees it: there is no
state to compare and none to reset.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from rxfeed.domain import session_cookie

SECURE = frozenset({"https", "wss"})


class BoundSocket:
    """Wraps Reflex."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in {"http", "websocket"}:
            secret = session_cookie.read(Headers(scope=scope).get("cookie", ""), scope["scheme"] in SECURE)
            scope = {**scope, "query_string": bound(scope["query_string"], secret)}
        await self.app(scope, receive, send)


def bound(query: bytes, secret: str) -> bytes:
    """The query with its token bound to the session."""
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    return urlencode([(name, f"{value}-{session_cookie.seat(secret)}" if name == "token" else value) for name, value in pairs]).encode()
