"""What has been made of a post, as JSON for the store in the browser."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rxfeed.domain import lineage
from rxfeed.web.errors import sayable
from rxfeed.web.packing import packed
from rxfeed.web.viewers import shown_to

ASIDE = {"cache-control": "private, no-store"}


@sayable
async def remixes(request: Request) -> Response:
    """`?cursor=` continues the list. 404: no such post for this viewer, 403: by somebody blocked, 422: no cursor."""
    page = await shown_to(request, lineage.children, request.path_params["post_id"], request.query_params.get("cursor", ""))
    return packed(request, page.json(), "application/json", ASIDE)


routes = [Route("/api/p/{post_id}/remixes", remixes, methods=["GET"])]
