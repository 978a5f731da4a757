"""Binds Reflex's client token to the browser's session.

The token is made in the browser and sent in the socket's address: a bearer secret that leads to the whole state behind it. Here a hash of the session's cookie
becomes part of it, so that the token alone, in another browser or after signing out, leads to an empty state. It is bound before Reflex sees it: there is no
state to compare and none to reset.

Of all the cookies only that one goes on: which of its two names holds is decided here, by the scheme that the request came with, as for every route.
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
            secure = scope["scheme"] in SECURE
            secret = session_cookie.read(Headers(scope=scope).get("cookie", ""), secure)
            cookie = [(b"cookie", f"{session_cookie.name(secure)}={secret}".encode())] if secret else []
            headers = [*((name, value) for name, value in scope["headers"] if name != b"cookie"), *cookie]
            scope = {**scope, "query_string": bound(scope["query_string"], secret), "headers": headers}
        await self.app(scope, receive, send)


def bound(query: bytes, secret: str) -> bytes:
    """The query with its token bound to the session."""
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    return urlencode([(name, f"{value}-{session_cookie.seat(secret)}" if name == "token" else value) for name, value in pairs]).encode()
