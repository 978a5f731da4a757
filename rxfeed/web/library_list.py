"""The viewer's library as JSON, list by list, for the store in the browser."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rxfeed.domain import library
from rxfeed.web.errors import sayable
from rxfeed.web.packing import packed
from rxfeed.web.viewers import shown_to

NO_COUNT = -1


@sayable
async def shown(request: Request) -> Response:
    """`?show=` names the list, `?cursor=` continues it, `?count=` asks for its first so many. 422 for what isn't one, 401 for a guest's posts."""
    query = request.query_params
    page = await shown_to(request, library.page, query.get("show", "all"), query.get("cursor", ""), count_of(query.get("count", "0")))
    return packed(request, page.json(), "application/json", {"cache-control": "private, no-store"})


def count_of(text: str) -> int:
    """A count, or what no list takes for one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else NO_COUNT


routes = [Route("/api/library", shown, methods=["GET"])]
