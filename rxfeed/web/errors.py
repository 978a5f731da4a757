"""A domain error as an HTTP answer."""

from __future__ import annotations

import functools
import math
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from rxfeed.domain.errors import LimitReached, RxfeedError

Handler = Callable[[Request], Awaitable[Response]]


def sayable(handler: Handler) -> Handler:
    """Let a route raise domain errors: they become `{"error": sentence, "message": …, "values": …, "field": …}` with their status."""

    @functools.wraps(handler)
    async def answering(request: Request) -> Response:
        try:
            return await handler(request)
        except RxfeedError as error:
            return told(error)

    return answering


def told(error: RxfeedError) -> JSONResponse:
    """The answer for an error."""
    headers = {"cache-control": "no-store"}
    if isinstance(error, LimitReached) and error.retry_after:
        headers["retry-after"] = str(math.ceil(error.retry_after))
    values = {name: str(value) for name, value in error.values.items()}
    return JSONResponse({"error": str(error), "message": error.message, "values": values, "field": error.field}, error.status, headers)
