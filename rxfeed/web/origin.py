"""Whatever changes something, and the socket, answers to our own pages only.

A browser names the page that asks in `Origin` and lets no page lie about it, so another site can neither open the socket nor post a form in a visitor's name.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOOKING = frozenset({"GET", "HEAD", "OPTIONS"})
REFUSED = "This was asked from another site. Open rxfeed itself and try again."


class OwnOrigin:
    """Refuses with 403 what comes from another origin, or from none."""

    def __init__(self, app: ASGIApp, public_url: str = "") -> None:
        self.app = app
        self.public_host = urlsplit(public_url).netloc.lower()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not self._is_own(scope):
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


def _plain(host: str, scheme: str) -> str:
    """A host as `Origin` writes it: without the port that goes without saying."""
    return host.lower().removesuffix({"http": ":80", "https": ":443"}[scheme])
