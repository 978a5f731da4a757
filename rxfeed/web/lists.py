"""Pages of cards as JSON, for the store in the browser."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rxfeed.domain import feeds
from rxfeed.web.errors import sayable
from rxfeed.web.packing import packed
from rxfeed.web.viewers import shown_at_once


@sayable
async def latest(request: Request) -> Response:
    """`?cursor=` continues the list, `?since=` asks for what is newer. 422 for a cursor that isn't one."""
    query = request.query_params
    read, cursor = (feeds.since, query["since"]) if "since" in query else (feeds.latest, query.get("cursor", ""))
    page = await shown_at_once(request, read, cursor)
    return packed(request, page.json(), "application/json", {"cache-control": "private, no-store"})


routes = [Route("/api/latest", latest, methods=["GET"])]
