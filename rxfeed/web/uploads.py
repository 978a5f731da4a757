"""Files from people's machines: reference pictures, avatars, and masks as they were painted."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Message

from rxfeed import wiring
from rxfeed.domain import uploads
from rxfeed.domain.errors import Invalid
from rxfeed.domain.pictures_opening import MAX_BYTES, too_heavy
from rxfeed.domain.uploads import Received
from rxfeed.web.errors import sayable
from rxfeed.web.viewers import maker_of

ENVELOPE = 64 * 1024
"""Bytes that a form may need around its file."""
PATIENCE = 300
"""Seconds for a whole upload: 20 MB through half a megabit."""
decoding = ThreadPoolExecutor(1, thread_name_prefix="uploads")
"""40 megapixels need up to 650 MB and some seconds, so uploads are opened one after the other, and nobody else waits for them. Starts no thread early."""


@sayable
async def upload(request: Request) -> Response:
    """`POST /uploads?kind=reference|avatar|mask`: the picture as the body, or as the file of a form.

    Answers the picture's id, its `PictureView` and, where the file tells how it was made, the recipe (its seed as text: JavaScript's numbers are too small).
    """
    viewer, kind, house = await maker_of(request), request.query_params.get("kind", "reference"), wiring.house()
    await house.run(uploads.admit, viewer, kind)
    data = await file_of(request)
    return _answer(await asyncio.get_running_loop().run_in_executor(decoding, uploads.receive, house, viewer, data, kind))


async def file_of(request: Request) -> bytes:
    """The body, or the file of a form. Raises `Invalid`, `TooLarge`."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await _file(request)
    except (TimeoutError, ClientDisconnect) as error:
        raise Invalid("The upload broke off. Try again.", field="file") from error


def _answer(received: Received) -> JSONResponse:
    recipe = received.recipe and {**asdict(received.recipe), "seed": "" if received.recipe.seed is None else str(received.recipe.seed)}
    return JSONResponse({"id": received.taken.id, **asdict(received.taken.picture), "recipe": recipe}, 201, {"cache-control": "no-store"})


async def _file(request: Request) -> bytes:
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > MAX_BYTES + ENVELOPE:
        raise too_heavy()
    capped = _capped(request)
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await _file_of_form(capped)
    return await capped.body()


async def _file_of_form(request: Request) -> bytes:
    try:
        async with request.form(max_files=1, max_fields=8) as form:
            files = [value for value in form.values() if isinstance(value, UploadFile)]
            if not files:
                raise Invalid("No file was sent.", field="file")
            return await files[0].read()
    except (MultiPartException, HTTPException, KeyError) as error:  # KeyError: a form without its boundary
        raise Invalid("This upload could not be read. Try again.", field="file") from error


def _capped(request: Request) -> Request:
    """The same request, refused while it is read as soon as it is too large."""
    read = 0

    async def receive() -> Message:
        nonlocal read
        message = await request.receive()
        read += len(message.get("body", b""))
        if read > MAX_BYTES + ENVELOPE:
            raise too_heavy()
        return message

    return Request(request.scope, receive)


routes = [Route("/uploads", upload, methods=["POST"])]
