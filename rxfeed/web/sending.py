"""Sends an object of the store: whole or in part, or only the word that the browser has it already."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from rxfeed.domain.house import House
from rxfeed.domain.pictures_seeing import Seen

CHUNK = 1024 * 1024
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class NotSatisfiableError(ValueError):
    """A range that begins behind the end."""


async def send(request: Request, house: House, seen: Seen, caching: str) -> Response:
    """Answers 200, 206, 304 or 416. Raises `NotFound` where the object is gone, `Unavailable` where the store is away."""
    etag = f'"{seen.mark}"' if seen.mark else ""
    headers = _headers(seen, etag, caching)
    if etag and _is_fresh(request, etag):
        return Response(None, 304, headers)
    data = b"" if seen.weight else await house.run(_whole, seen.key)
    size = seen.weight or len(data)
    try:
        span = _span(request, etag, size)
    except NotSatisfiableError:
        return Response(None, 416, {"content-range": f"bytes */{size}", "cache-control": "no-store"})
    start, end = span or (0, size)
    headers["content-length"] = str(end - start)
    if span:
        headers["content-range"] = f"bytes {start}-{end - 1}/{size}"
    status = 206 if span else 200
    if request.method == "HEAD":
        return Response(None, status, headers)
    return Response(data[start:end], status, headers) if data else StreamingResponse(_chunks(house, seen.key, start, end), status, headers)


def parse_range(header: str, size: int) -> tuple[int, int] | None:
    """Start and end (exclusive) of the one range that a `Range` header asks for.

    None where it is to be ignored: not bytes, several ranges, nonsense (RFC 9110, 14.2). Raises `NotSatisfiableError`.
    """
    match = RANGE.fullmatch(header.strip())
    if match is None or match[0] == "bytes=-" or (match[1] and match[2] and int(match[1]) > int(match[2])):
        return None
    start, end = (int(match[1]), min(int(match[2] or size - 1) + 1, size)) if match[1] else (max(0, size - int(match[2])), size)
    if start >= size or start >= end:
        raise NotSatisfiableError
    return start, end


def _headers(seen: Seen, etag: str, caching: str) -> dict[str, str]:
    kind = "attachment" if seen.download else "inline"
    headers = {"content-type": seen.media_type, "cache-control": caching, "accept-ranges": "bytes", "x-content-type-options": "nosniff"}
    if etag:
        headers["etag"] = etag
    if seen.file_name:
        headers["content-disposition"] = f'{kind}; filename="{seen.file_name}"'
    return headers


def _is_fresh(request: Request, etag: str) -> bool:
    known = request.headers.get("if-none-match", "")
    return known.strip() == "*" or etag in (entry.strip().removeprefix("W/") for entry in known.split(","))


def _span(request: Request, etag: str, size: int) -> tuple[int, int] | None:
    """What is asked for, if it is asked for of the bytes that we still have."""
    header = request.headers.get("range")
    condition = request.headers.get("if-range", etag)
    return parse_range(header, size) if header and condition == etag else None


def _whole(house: House, key: str) -> bytes:
    return house.objects.get(key)


def _part(house: House, key: str, start: int, end: int) -> bytes:
    return house.objects.get_range(key, start, end)


async def _chunks(house: House, key: str, start: int, end: int) -> AsyncIterator[bytes]:
    """A megabyte at a time, so that a large download holds little memory."""
    for begin in range(start, end, CHUNK):
        yield await house.run(_part, key, begin, min(begin + CHUNK, end))
