"""Binds Reflex's client token to the browser's session.

The token is made in the browser and sent in the socket's address: a bearer secret that leads to the whole state behind it. Here a hash of the session's cookie
becomes part of it, so that the token alone, in another browser or after signing out, leads to an empty state. It is bound before Reflex sees it: there is no
state to compare and none to reset.

A session that has ended leads to an empty state too: a page that was asleep when it ended finds nothing of its owner's when it wakes up.

Of all the cookies only that one goes on: which of its two names holds is decided here, by the scheme that the request came with, as for every route.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from rxfeed.domain import session_cookie

SECURE = frozenset({"https", "wss"})


class BoundSocket:
    """Wraps Reflex."""

    def __init__(self, app: ASGIApp, has_ended: Callable[[str], Awaitable[bool]]) -> None:
        self.app, self.has_ended = app, has_ended

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in {"http", "websocket"}:
            secure = scope["scheme"] in SECURE
            secret = session_cookie.read(Headers(scope=scope).get("cookie", ""), secure)
            cookie = [(b"cookie", f"{session_cookie.name(secure)}={secret}".encode())] if secret else []
            headers = [*((name, value) for name, value in scope["headers"] if name != b"cookie"), *cookie]
            over = scope["type"] == "websocket" and bool(secret) and await self.has_ended(secret)
            scope = {**scope, "query_string": bound(scope["query_string"], secret, over=over), "headers": headers}
        await self.app(scope, receive, send)


def bound(query: bytes, secret: str, *, over: bool = False) -> bytes:
    """The query with its token bound to the session; `over` where that has ended."""
    pairs, seat = parse_qsl(query.decode("latin-1"), keep_blank_values=True), session_cookie.seat(secret) + ("-ended" if over else "")
    return urlencode([(name, f"{value}-{seat}" if name == "token" else value) for name, value in pairs]).encode()
