"""Pictures over HTTP: private ones after a look at who asks, public copies where `web/public_pictures.py` has not sent them already."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rxfeed import wiring
from rxfeed.domain import pictures_seeing
from rxfeed.domain.pictures_seeing import see_public
from rxfeed.web.errors import sayable
from rxfeed.web.sending import send
from rxfeed.web.viewers import shown_to

PRIVATE = "private, no-store"
FOREVER = "public, max-age=31536000, immutable"


@sayable
async def size(request: Request) -> Response:
    """`GET /media/{picture}/{width}.webp`: a size of a picture that the viewer may see."""
    seen = await shown_to(request, pictures_seeing.see, request.path_params["picture"], request.path_params["width"])
    return await send(request, wiring.house(), seen, PRIVATE)


@sayable
async def in_post(request: Request) -> Response:
    """`GET /media/post/{post}/{number}.webp`: a small picture of a post, whichever it is just then, for whoever may see it."""
    seen = await shown_to(request, pictures_seeing.see_in_post, request.path_params["post"], request.path_params["number"])
    return await send(request, wiring.house(), seen, PRIVATE)


@sayable
async def original(request: Request) -> Response:
    """`GET /media/{picture}/original`: the bytes as they came, for their owner, as a download."""
    seen = await shown_to(request, pictures_seeing.see_original, request.path_params["picture"])
    return await send(request, wiring.house(), seen, PRIVATE)


@sayable
async def forming(request: Request) -> Response:
    """`GET /media/forming/{call}`: the newest forming picture of the viewer's own call."""
    seen = await shown_to(request, pictures_seeing.see_forming, request.path_params["call"])
    return await send(request, wiring.house(), seen, PRIVATE)


@sayable
async def copy(request: Request) -> Response:
    """`GET /pictures/{name}-{width}.webp`: a public copy. Its name changes when it does, so it may be kept for ever."""
    return await send(request, wiring.house(), see_public(request.path_params["name"], request.path_params["width"]), FOREVER)


routes = [
    Route("/media/forming/{call}", forming),
    Route("/media/post/{post}/{number}.webp", in_post),
    Route("/media/{picture}/original", original),
    Route("/media/{picture}/{width}.webp", size),
    Route("/pictures/{name}-{width}.webp", copy),
]
