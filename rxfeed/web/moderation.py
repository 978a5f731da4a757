"""Moderation over HTTP: its pages, which for everybody else are not there, and the pictures of what was reported."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rxfeed import wiring
from rxfeed.domain import safety
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.house import House
from rxfeed.domain.safety_roles import must_moderate
from rxfeed.domain.viewer import Viewer
from rxfeed.web.built_pages import BuiltPages
from rxfeed.web.errors import sayable
from rxfeed.web.first_html import served, without
from rxfeed.web.sending import send
from rxfeed.web.viewers import shown_to


def pages(built: BuiltPages) -> list[Route]:
    """Routes on the pages' own paths."""

    async def page(request: Request) -> Response:
        try:
            await shown_to(request, _enter)
        except RxfeedError as error:
            return without(request, built, error)
        return served(request, built, "", plain="")

    return [Route(path, page, methods=["GET"]) for path in ("/moderation", "/moderation/log")]


@sayable
async def exhibit(request: Request) -> Response:
    """`GET /media/exhibit/{picture}.webp`: as it was reported, for moderators while it is undecided."""
    seen = await shown_to(request, safety.see_exhibit, request.path_params["picture"])
    return await send(request, wiring.house(), seen, "private, no-store")


def _enter(_: House, viewer: Viewer) -> int:
    return must_moderate(viewer)


routes = [Route("/media/exhibit/{picture}.webp", exhibit)]
