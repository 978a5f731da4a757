"""Signed pictures over HTTP."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rxfeed import wiring
from rxfeed.domain import credentials
from rxfeed.web.errors import sayable
from rxfeed.web.sending import send
from rxfeed.web.viewers import shown_to

OPEN = "public, no-cache"
"""Kept, and asked for anew each time: the next signature has another address, and this one is gone then."""
PRIVATE = "private, no-store"


@sayable
async def signed(request: Request) -> Response:
    """`GET /signed/{name}.{ending}`: the picture as it was made, with its credentials, as a download."""
    seen, everybodys = await shown_to(request, credentials.see_signed, request.path_params["name"])
    return await send(request, wiring.house(), seen, OPEN if everybodys else PRIVATE)


routes = [Route("/signed/{name}.{ending}", signed)]
