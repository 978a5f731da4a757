"""Signed pictures over HTTP."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from rxfeed import wiring
from rxfeed.domain import credentials
from rxfeed.web.errors import sayable
from rxfeed.web.sending import send
from rxfeed.web.uploads import decoding, file_of
from rxfeed.web.viewers import shown_to, viewer_of

OPEN = "public, no-cache"
"""Kept, and asked for anew each time: the next signature has another address, and this one is gone then."""
PRIVATE = "private, no-store"


@sayable
async def signed(request: Request) -> Response:
    """`GET /signed/{name}.{ending}`: the picture as it was made, with its credentials, as a download."""
    seen, everybodys = await shown_to(request, credentials.see_signed, request.path_params["name"])
    return await send(request, wiring.house(), seen, OPEN if everybodys else PRIVATE)


@sayable
async def current(request: Request) -> Response:
    """`GET /signed/of/{post}/{number}`: leads to the file of a post's picture, wherever that is now."""
    address = await shown_to(request, credentials.see_current, request.path_params["post"], request.path_params["number"])
    return RedirectResponse(address, 303, {"cache-control": "no-store"})


@sayable
async def verify(request: Request) -> Response:
    """`POST /uploads/verify`: the picture as the body, or as the file of a form. It is looked at and not kept; the answer is for the page that shows it."""
    viewer, house = await viewer_of(request), wiring.house()
    await house.run(credentials.admit, viewer)
    data = await file_of(request)
    sealed = await asyncio.get_running_loop().run_in_executor(decoding, credentials.look, house, viewer, data)
    return JSONResponse({"sealed": sealed}, 200, {"cache-control": "no-store"})


routes = [Route("/signed/of/{post}/{number}", current), Route("/uploads/verify", verify, methods=["POST"]), Route("/signed/{name}.{ending}", signed)]
