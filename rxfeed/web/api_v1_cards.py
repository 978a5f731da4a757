"""`/api/v1/cards`: posts of feeds by their ids, for pages that are opened again at the place at which they were left."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rxfeed.domain import feeds_again
from rxfeed.web.errors import sayable
from rxfeed.web.packing import packed
from rxfeed.web.viewers import shown_to

ASIDE = {"cache-control": "private, no-store"}


@sayable
async def cards(request: Request) -> Response:
    """`?ids=` between commas, 240 at most (422 for more): in that order, without what the viewer's feeds don't show now. `?q=`: found by these words."""
    query = request.query_params
    page = await shown_to(request, feeds_again.again, [part for part in query.get("ids", "").split(",") if part], query.get("q", ""))
    return packed(request, page.json(), "application/json", ASIDE)


routes = [Route("/api/v1/cards", cards, methods=["GET"])]
