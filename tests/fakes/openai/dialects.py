"""Servers that only speak like OpenAI. None streams, none tells usage, and here each refuses what it does not know."""

from __future__ import annotations

import asyncio
import base64
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.fakes.openai.faults import before_answer, faults_in
from tests.fakes.openai.images import Manner
from tests.fakes.openai.pictures import draw
from tests.fakes.openai.refusals import Refusal
from tests.fakes.openai.tally import Tally
from tests.fakes.openai.uploads import fields_of, pictures_of

_EXTRA_ARGS = re.compile(r"<sd_cpp_extra_args>(.*?)</sd_cpp_extra_args>")
_BASE = frozenset({"model", "prompt", "n", "size"})
Handler = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Dialect:
    """One server: what it takes, and how it puts its errors and answers."""

    place: str
    allowed: frozenset[str]
    error: Callable[[str], Any]
    edits: bool = True
    masks: bool = False
    model: str = "local"
    address: str = "/generated-images/{name}.png"
    """Where a picture lies when it is told by address."""
    address_by_default: bool = False
    echo: bool = False
    """Whether it repeats the prompt as a revised one."""
    multiple: int = 1
    """Sizes are rounded up to it."""
    drawn: dict[str, bytes] = field(default_factory=dict)


DIALECTS = (
    Dialect(
        "localai", _BASE | {"response_format", "seed"},
        lambda why: {"error": {"code": 400, "message": why, "type": ""}}, edits=False, address_by_default=True,
    ),
    Dialect("sdcpp", _BASE | {"output_format"}, lambda why: {"error": why}, masks=True, model="sd-cpp-local", multiple=64),
    Dialect(
        "vllm", _BASE | {"response_format", "output_format", "seed", "user"},
        lambda why: {"error": {"message": why, "type": "BadRequestError", "param": None, "code": 400}},
    ),
    Dialect(
        "sglang", _BASE | {"response_format", "output_format", "background", "seed", "user"},
        lambda why: {"detail": why}, address="/sglang/v1/images/{name}/content", address_by_default=True, echo=True,
    ),
)


def routes(dialect: Dialect, tally: Tally, manner: Manner) -> list[Route]:
    """Every route of one server."""
    base = f"/{dialect.place}/v1"

    async def generate(request: Request) -> Response:
        given = json.loads(await request.body())
        tally.received(request, **given)
        return await _answer(request, dialect, manner, given)

    async def edit(request: Request) -> Response:
        async with request.form() as form:
            given = fields_of(form)
            pictures, mask = await pictures_of(form) if not dialect.masks else (await _loose(form), None)
            tally.received(request, **given, pictures=len(pictures), masked=mask is not None or "mask" in form)
            if "mask" in form and not dialect.masks:
                return JSONResponse(dialect.error("mask is not supported"), 400)
        return await _answer(request, dialect, manner, given)

    async def models(_: Request) -> Response:
        return JSONResponse({"object": "list", "data": [{"id": dialect.model, "object": "model"}]})

    async def picture(request: Request) -> Response:
        data = dialect.drawn.get(request.path_params["name"])
        return Response(data, media_type="image/png") if data else Response(status_code=404)

    made = [Route(f"{base}/images/generations", generate, methods=["POST"]), Route(f"{base}/models", models)]
    edits = [Route(f"{base}/images/edits", edit, methods=["POST"])] if dialect.edits else []
    return [*made, *edits, Route(dialect.address, picture)]


async def _answer(request: Request, dialect: Dialect, manner: Manner, given: dict[str, Any]) -> Response:
    strangers = sorted(given.keys() - dialect.allowed)
    if strangers:
        return JSONResponse(dialect.error(f"unknown parameter {strangers[0]}"), 400)
    faults = faults_in(given["prompt"])
    try:
        early = await before_answer(faults)
    except Refusal as refusal:
        return JSONResponse(dialect.error(str(refusal)), refusal.status)
    if early is not None:
        return early
    await asyncio.sleep(manner.delay)
    width, height = _size(dialect, given)
    data = await asyncio.to_thread(draw, f"{given['prompt']} {_seed(dialect, given)}", width, height, grain=manner.grain)
    by_address = "asurl" in faults or given.get("response_format", "url" if dialect.address_by_default else "b64_json") == "url"
    return JSONResponse({"created": 1, "data": [_item(request, dialect, given, data, by_address=by_address)]})


def _item(request: Request, dialect: Dialect, given: dict[str, Any], data: bytes, *, by_address: bool) -> dict[str, Any]:
    more = {"revised_prompt": given["prompt"]} if dialect.echo else {}
    if not by_address:
        return {"b64_json": base64.b64encode(data).decode(), **more}
    name = f"b64{len(dialect.drawn)}"
    dialect.drawn[name] = data
    path = dialect.address.format(name=name)
    whole = path if dialect.place == "sglang" else f"{request.url.scheme}://{request.url.netloc}{path}"
    return {"url": whole, **more}


def _size(dialect: Dialect, given: dict[str, Any]) -> tuple[int, int]:
    width, height = (int(edge) for edge in given.get("size", "512x512").split("x"))
    return -(-width // dialect.multiple) * dialect.multiple, -(-height // dialect.multiple) * dialect.multiple


def _seed(dialect: Dialect, given: dict[str, Any]) -> int:
    found = _EXTRA_ARGS.search(given["prompt"]) if dialect.place == "sdcpp" else None
    return int(json.loads(found[1])["seed"]) if found else int(given.get("seed", 0))


async def _loose(form: Any) -> list[bytes]:
    """Pictures without OpenAI's rules about masks: this server reads a black and white one."""
    return [await file.read() for name, file in form.multi_items() if name in ("image", "image[]")]
