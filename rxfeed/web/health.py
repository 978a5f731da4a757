"""Is the server alive, and can it do its work? For load balancers and supervisors."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route


async def alive(request: Request) -> Response:
    """The process answers."""
    return PlainTextResponse("ok")


routes = [Route("/healthz", alive, methods=["GET"])]
