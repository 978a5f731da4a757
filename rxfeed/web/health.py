"""Is the server alive, and can it do its work? For load balancers and supervisors."""

from __future__ import annotations

from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from rxfeed import wiring
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.house import House


async def alive(request: Request) -> Response:
    """The process answers."""
    return PlainTextResponse("ok")


async def ready(request: Request) -> Response:
    """The database answers too; 503 with the reason where it doesn't."""
    try:
        await wiring.house().run(_ask_database)
    except RxfeedError as error:
        return PlainTextResponse(str(error), 503)
    return PlainTextResponse("ready")


routes = [Route("/healthz", alive, methods=["GET"]), Route("/readyz", ready, methods=["GET"])]


def _ask_database(house: House) -> None:
    with house.database.reading() as session:
        session.execute(text("SELECT 1"))
