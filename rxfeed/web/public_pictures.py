"""The quick way to a public picture: its bytes from the disk, before anything else looks at the request.

Only the plain question is answered here. Whoever asks for a part, for the headers alone, or whether it has changed, is answered by `web/media.py`, with the
same headers; so is whoever asks for what isn't there. See docs/decisions/0006-public-pictures.md.
"""

from __future__ import annotations

import os
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
        self.app, self.folder = app, f"{folder}{os.sep}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        mark = _asked_plainly(scope)
        data = _read(f"{self.folder}{mark}.webp") if mark else None
        if data is None:
            await self.app(scope, receive, send)
            return
        headers = [*HEADERS, (b"etag", b'"%b"' % mark.encode()), (b"content-length", b"%d" % len(data))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": data})


def _asked_plainly(scope: Scope) -> str:
    """The mark of the copy that is asked for whole and without conditions; else empty."""
    if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith("/pictures/"):
        return ""
    found = COPY.fullmatch(scope["path"])
    return found[1] if found and CONDITIONS.isdisjoint(dict(scope["headers"])) else ""


def _read(path: str) -> bytes | None:
    """On the event loop: a copy has some tens of kilobytes, and a thread would cost more than the reading. A file object would cost as much again."""
    try:
        file = os.open(path, os.O_RDONLY)
        try:
            return os.read(file, os.fstat(file).st_size)
        finally:
            os.close(file)
    except OSError:
        return None
