"""Whatever is asked of `/api` that no route answers: said in JSON, as the routes say what is wrong."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rxfeed.domain.errors import NotFound, RxfeedError
from rxfeed.web.errors import told


async def nothing(request: Request) -> Response:
    """404; 405 for whoever would change something."""
    if request.method in {"GET", "HEAD"}:
        return told(NotFound("There is nothing at this address. What there is stands in /api/v1/openapi.json."))
    answer = told(RxfeedError("Here one can only read: ask with GET."))
    answer.status_code, answer.headers["allow"] = 405, "GET, HEAD"
    return answer


routes = [Route("/api/{rest:path}", nothing)]
routes[0].methods = None
"""Last of all: it is tried where none of the others answers."""
