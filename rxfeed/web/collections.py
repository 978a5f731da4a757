"""The posts of a collection, and what the viewer has saved, as JSON for the store in the browser."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rxfeed.domain import collections
from rxfeed.web.errors import sayable
from rxfeed.web.library_list import count_of
from rxfeed.web.packing import packed
from rxfeed.web.viewers import shown_to

ASIDE = {"cache-control": "private, no-store"}


@sayable
async def posts(request: Request) -> Response:
    """`?cursor=` continues the list, `?count=` asks for its first so many. 404 where there is none for this viewer, 422 for what isn't a cursor or count."""
    query = request.query_params
    page = await shown_to(request, collections.posts, request.path_params["collection"], query.get("cursor", ""), count_of(query.get("count", "0")))
    return packed(request, page.json(), "application/json", ASIDE)


@sayable
async def saved(request: Request) -> Response:
    """The same with `?q=`: words that must be in what is found. 401 for a guest."""
    query = request.query_params
    page = await shown_to(request, collections.saved, query.get("q", ""), query.get("cursor", ""), count_of(query.get("count", "0")))
    return packed(request, page.json(), "application/json", ASIDE)


routes = [
    Route("/api/c/{collection}/posts", posts, methods=["GET"]),
    Route("/api/saved", saved, methods=["GET"]),
]
