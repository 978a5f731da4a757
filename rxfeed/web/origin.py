"""Whatever changes something, and the socket, answers to our own pages only.

A browser names the page that asks in `Origin` and lets no page lie about it, so another site can neither open the socket nor post a form in a visitor's name.
But a site can have its own name lead to this machine, and then it is its own page that asks: a server for this machine alone answers to this machine's names.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOOKING = frozenset({"GET", "HEAD", "OPTIONS"})
REFUSED = "This was asked from another site. Open rxfeed itself and try again."
THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
UNKNOWN_NAME = "This server answers to localhost only. Open it there, or have whoever runs it put the address you used into RXFEED_PUBLIC_URL."


class OwnOrigin:
    """Refuses with 403 what comes from another origin, or from none; and on `loopback` with 421 whatever was asked under a name that isn't the server's."""

    def __init__(self, app: ASGIApp, public_url: str = "", *, loopback: bool = False) -> None:
        self.app = app
        self.public_host = urlsplit(public_url).netloc.lower()
        self.names = (THIS_MACHINE | {_name(self.public_host)}) - {""} if loopback else frozenset()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.names and scope["type"] != "lifespan" and _name(Headers(scope=scope).get("host", "")) not in self.names:
            await _refuse_name(scope, receive, send)
        elif scope["type"] == "websocket" and not self._is_own(scope):
            await send({"type": "websocket.close", "code": 1008})
        elif scope["type"] == "http" and scope["method"] not in LOOKING and not self._is_own(scope):
            await PlainTextResponse(REFUSED, 403)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _is_own(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        asked_from = urlsplit(headers.get("origin", ""))
        host = asked_from.netloc.lower()
        return asked_from.scheme in {"http", "https"} and host in {_plain(headers.get("host", ""), asked_from.scheme), self.public_host} - {""}


async def _refuse_name(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        await PlainTextResponse(UNKNOWN_NAME, 421)(scope, receive, send)


def _name(host: str) -> str:
    """Without the port; empty for what can't be a host."""
    try:
        return "" if "@" in host else urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _plain(host: str, scheme: str) -> str:
    """A host as `Origin` writes it: without the port that goes without saying."""
    return host.lower().removesuffix({"http": ":80", "https": ":443"}[scheme])
