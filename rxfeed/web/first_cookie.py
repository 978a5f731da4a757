"""Gives a browser its cookie with the first page.

The socket's cookies are those of the moment it opens, so a guest who makes something later must have had one before. It is a random number of which the server
keeps nothing until something is made with it (`sessions.welcome_guest`).
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rxfeed.domain import session_cookie
from rxfeed.web.bound_socket import SECURE


class FirstCookie:
    """Wraps whatever answers with pages. Only a browser that opens a page says that it wants HTML; pictures and data stay without cookies."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "GET" and "text/html" in (headers := Headers(scope=scope)).get("accept", ""):
            secure = scope["scheme"] in SECURE
            if not session_cookie.read(headers.get("cookie", ""), secure):
                send = _laying(send, session_cookie.lay(session_cookie.mint(), secure))
        await self.app(scope, receive, send)


def _laying(send: Send, cookie: str) -> Send:
    async def lay(message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(headers := MutableHeaders(scope=message), message["status"]):
            headers.append("set-cookie", cookie)
            headers["cache-control"] = "private, no-cache"
        await send(message)

    return lay


def _is_page(headers: MutableHeaders, status: int) -> bool:
    return status == 304 or headers.get("content-type", "").startswith("text/html")
