"""Pages of cards as JSON, for the store in the browser."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rxfeed import wiring
from rxfeed.domain import feeds
from rxfeed.web.errors import sayable
from rxfeed.web.packing import packed
from rxfeed.web.viewers import viewer_of


@sayable
async def latest(request: Request) -> Response:
    """`?cursor=` continues the list, `?since=` asks for what is newer. 422 for a cursor that isn't one."""
    viewer, query = await viewer_of(request), request.query_params
    house = wiring.house()
    if "since" in query:
        page = await house.run(feeds.since, viewer, query["since"])
    else:
        page = await house.run(feeds.latest, viewer, query.get("cursor", ""))
    return packed(request, page.json(), "application/json", {"cache-control": "private, no-store"})


routes = [Route("/api/latest", latest, methods=["GET"])]
