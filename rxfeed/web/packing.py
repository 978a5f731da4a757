"""Answers that are made anew each time, compressed for browsers that take it."""

from __future__ import annotations

import gzip
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

WORTH = 800
"""Bytes below which compressing costs more than it saves."""
LEVEL = 3
"""Of 9: the last of those that don't look back twice. A page of cards takes half the time of the next level, for as many bytes."""


def packed(request: Request, body: bytes, media_type: str, headers: Mapping[str, str], status: int = 200) -> Response:
    """The body, gzipped where that is wanted and worth it."""
    told = {**headers, "vary": "Accept-Encoding, Accept-Language, Cookie"}
    if len(body) >= WORTH and takes(request.headers.get("accept-encoding", ""), "gzip"):
        return Response(gzip.compress(body, LEVEL, mtime=0), status, {**told, "content-encoding": "gzip"}, media_type)
    return Response(body, status, told, media_type)


def takes(accepted: str, encoding: str) -> bool:
    """Whether an `Accept-Encoding` names it, and not to refuse it."""
    for part in accepted.split(","):
        name, _, weight = part.partition(";")
        if name.strip().lower() == encoding:
            return weight.replace(" ", "").lower() not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
