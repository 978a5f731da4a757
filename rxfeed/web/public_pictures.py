"""The quick way to a public picture: its bytes from the disk, before anything else looks at the request.

Only the plain question is answered here. Whoever asks for a part, for the headers alone, or whether it has changed, is answered by `web/media.py`, with the
same headers; so is whoever asks for what isn't there. See docs/decisions/0006-public-pictures.md.
"""

from __future__ import annotations

import re
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

from rxfeed.web.headers import ALWAYS, NOTHING
from rxfeed.web.media import FOREVER

COPY = re.compile(r"/pictures/([0-9a-z]{1,64}-[0-9]{2,4})\.webp")
"""The address of a copy, and in it the copy's mark. Nothing in it can leave the folder."""
CONDITIONS = frozenset({b"range", b"if-none-match"})
HEADERS = [
    (name.encode(), value.encode())
    for name, value in {
        **ALWAYS,
        "content-type": "image/webp",
        "cache-control": FOREVER,
        "accept-ranges": "bytes",
        "content-security-policy": NOTHING,
    }.items()
]


class PublicPictures:
    """Wraps everything else. `folder` holds the copies as files."""

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        self.app, self.folder = app, folder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        mark = _asked_plainly(scope)
        data = self._read(mark) if mark else None
        if data is None:
            await self.app(scope, receive, send)
            return
        headers = [*HEADERS, (b"etag", f'"{mark}"'.encode()), (b"content-length", str(len(data)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": data})

    def _read(self, mark: str) -> bytes | None:
        """On the event loop: a copy has some tens of kilobytes, and a thread would cost more than the reading."""
        try:
            return (self.folder / f"{mark}.webp").read_bytes()
        except OSError:
            return None


def _asked_plainly(scope: Scope) -> str:
    """The mark of the copy that is asked for whole and without conditions; else empty."""
    if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith("/pictures/"):
        return ""
    found = COPY.fullmatch(scope["path"])
    return found[1] if found and not any(name in CONDITIONS for name, _ in scope["headers"]) else ""
