"""The fake, put together."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.fakes.openai import dialects, words
from tests.fakes.openai.images import ImageRoutes, Manner
from tests.fakes.openai.refusals import Refusal, answered
from tests.fakes.openai.tally import Tally


def fake_app(tally: Path | None = None, *, delay: float = 0.0, grain: bool = True, half: bool = False) -> Starlette:
    """The whole fake as an ASGI app. `delay` in seconds, before each event; without `grain` pictures are light, `half` halves their sides."""
    book, manner = Tally(tally), Manner(delay, grain, half)
    images = ImageRoutes(book, manner)

    async def received(_: Request) -> Response:
        return JSONResponse(book.lines)

    async def behave(request: Request) -> Response:
        for name, value in (await request.json()).items():
            setattr(manner, name, value)
        return JSONResponse({"delay": manner.delay, "grain": manner.grain})

    openai = [
        Route("/v1/images/generations", images.generate, methods=["POST"]),
        Route("/v1/images/edits", images.edit, methods=["POST"]),
        Route("/v1/moderations", words.moderate, methods=["POST"]),
        Route("/v1/chat/completions", words.chat, methods=["POST"]),
        Route("/v1/models", words.models),
        Route("/v1/models/{model:path}", words.model),
    ]
    others = [route for dialect in dialects.DIALECTS for route in dialects.routes(dialect, book, manner)]
    control = [Route("/control/tally", received), Route("/control/manner", behave, methods=["POST"])]
    return Starlette(routes=[*openai, *others, *control], exception_handlers={Refusal: answered})
