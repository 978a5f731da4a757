"""The two picture routes of OpenAI."""

from __future__ import annotations

import asyncio
import base64
import json
import math
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from tests.fakes.openai.faults import LONG, SAFETY, before_answer, faults_in
from tests.fakes.openai.keys import check_key
from tests.fakes.openai.pictures import draw, flagged
from tests.fakes.openai.refusals import Refusal
from tests.fakes.openai.rules import check_parameters
from tests.fakes.openai.tally import Tally
from tests.fakes.openai.uploads import fields_of, pictures_of

PATCHES = {"gpt-image-2": {"low": 16, "medium": 48, "high": 96}, "gpt-image-2.5": {"low": 16, "medium": 24, "high": 48, "xhigh": 64, "max": 96}}
OLDER = {"low": (272, 400, 408), "medium": (1_056, 1_568, 1_584), "high": (4_160, 6_208, 6_240)}
REFERENCE_TOKENS, PARTIAL_TOKENS = 1_229, 100


@dataclass
class Manner:
    """How the fake behaves. Seconds."""

    delay: float = 0.0
    """Before each event of a stream, and before a whole answer."""
    grain: bool = True
    """Pictures of real weight; without, they are some KB."""
    half: bool = False
    """Pictures half as wide as was asked, which is as far as the engine goes along: quick, for whoever looks at something else."""


@dataclass(frozen=True)
class Job:
    """One accepted request."""

    given: dict[str, Any]
    faults: dict[str, str]
    references: int
    kind: str

    @property
    def size(self) -> tuple[int, int]:
        size = self.given.get("size") or "auto"
        width, height = (1024, 1024) if size == "auto" else map(int, size.split("x"))
        return (512, 2048) if "wrongsize" in self.faults else (width, height)


class ImageRoutes:
    """`images/generations` and `images/edits`."""

    def __init__(self, tally: Tally, manner: Manner) -> None:
        self._tally = tally
        self._manner = manner

    async def generate(self, request: Request) -> Response:
        given = await _json(request)
        self._tally.received(request, person=given.get("safety_identifier"), prompt=given.get("prompt"))
        check_key(request, paid=True)
        check_parameters(given, edit=False)
        return await self._answer(Job(given, faults_in(given["prompt"]), 0, "image_generation"))

    async def edit(self, request: Request) -> Response:
        async with request.form() as form:
            given = fields_of(form)
            self._tally.received(request, person=given.get("safety_identifier"), prompt=given.get("prompt"))
            check_key(request, paid=True)
            check_parameters(given, edit=True)
            pictures, _ = await pictures_of(form)
        return await self._answer(Job(given, faults_in(given["prompt"]), len(pictures), "image_edit"))

    async def _answer(self, job: Job) -> Response:
        early = await before_answer(job.faults)
        if early is not None:
            return early
        if job.given.get("stream") and "json" not in job.faults:
            return StreamingResponse(self._events(job), media_type="text/event-stream")
        await asyncio.sleep(self._manner.delay)
        pictures = [await self._picture(job, 1.0) for _ in range(job.given.get("n") or 1)]
        body = {"created": int(time.time()), "data": [_item(job, picture) for picture in pictures], **_echo(job)}
        return JSONResponse(body if "nousage" in job.faults else {**body, "usage": usage(job, whole=True)})

    async def _events(self, job: Job) -> AsyncIterator[str]:
        partials = job.given.get("partial_images") or 0
        pace = float(job.faults.get("pace") or self._manner.delay)
        if "stallfirst" in job.faults:
            await asyncio.sleep(LONG)
        for number in range(partials):
            await asyncio.sleep(pace)
            picture = await self._picture(job, (number + 1) / (partials + 1))
            yield _event(f"{job.kind}.partial_image", {**_encoded(job, picture), "partial_image_index": number})
            if number == 0:
                async for trouble in _trouble(job):
                    yield trouble
        await asyncio.sleep(pace)
        if "half" not in job.faults and "errorevent" not in job.faults and "blockedlate" not in job.faults:
            picture = await self._picture(job, 1.0)
            yield _event(f"{job.kind}.completed", {**_encoded(job, picture), "usage": usage(job, whole=False)})

    async def _picture(self, job: Job, stage: float) -> bytes:
        width, height = job.size
        if "notpicture" in job.faults:
            return b"this is not a picture"
        if "flagged" in job.faults:
            return flagged(width, height)
        alpha, kind = job.given.get("background") == "transparent", job.given.get("output_format") or "png"
        grain = self._manner.grain or "heavy" in job.faults
        if self._manner.half:
            width, height = width // 2, height // 2
        drawn = await asyncio.to_thread(draw, job.given["prompt"], width, height, stage, kind=kind, alpha=alpha, grain=grain)
        return drawn[: len(drawn) // 2] if "truncated" in job.faults else drawn


def usage(job: Job, *, whole: bool) -> dict[str, Any]:
    """The figures that the bill is made of. Only a whole answer splits its output."""
    text = math.ceil(len(job.given["prompt"]) / 4)
    image_in = job.references * REFERENCE_TOKENS
    out = _tokens(job) + (job.given.get("partial_images") or 0) * PARTIAL_TOKENS
    figures: dict[str, Any] = {
        "input_tokens": text + image_in,
        "input_tokens_details": {"text_tokens": text, "image_tokens": image_in},
        "output_tokens": out,
        "total_tokens": text + image_in + out,
    }
    return {**figures, "output_tokens_details": {"image_tokens": out, "text_tokens": 0}} if whole else figures


async def _trouble(job: Job) -> AsyncIterator[str]:
    """What happens after the first forming picture."""
    if "stall" in job.faults:
        await asyncio.sleep(LONG)
    if "garbageevent" in job.faults:
        yield "event: image_generation.partial_image\ndata: {broken\n\n"
    if "errorevent" in job.faults:
        yield _event("error", {"error": {"type": "server_error", "code": None, "message": "The server had an error.", "param": None}})
    if "blockedlate" in job.faults:
        yield _event("error", {"error": {"type": "image_generation_user_error", "code": "moderation_blocked", "message": SAFETY, "param": None}})


def _tokens(job: Job) -> int:
    """OpenAI's calculator and, for the older models, its table."""
    width, height = job.size
    model, quality = job.given["model"], job.given.get("quality") or "high"
    family = next((name for name in sorted(PATCHES, reverse=True) if model.startswith(name)), "")
    if not family:
        return OLDER[quality][(width > height) - (width < height)]
    longer = PATCHES[family].get(quality, 96)
    shorter = math.floor(longer * min(width, height) / max(width, height) + 0.5)
    return math.ceil(longer * shorter * (2_000_000 + width * height) / 4_000_000)


def _item(job: Job, picture: bytes) -> dict[str, Any]:
    return {"url": job.faults["url"]} if "url" in job.faults else {"b64_json": base64.b64encode(picture).decode()}


def _encoded(job: Job, picture: bytes) -> dict[str, Any]:
    return {"b64_json": base64.b64encode(picture).decode(), "created_at": int(time.time()), **_echo(job)}


def _echo(job: Job) -> dict[str, Any]:
    given, (width, height) = job.given, job.size
    return {
        "background": given.get("background") or "opaque",
        "output_format": given.get("output_format") or "png",
        "quality": given.get("quality") or "high",
        "size": f"{width}x{height}",
    }


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps({'type': name, **data})}\n\n"


async def _json(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.body())
    except ValueError as error:
        raise Refusal(400, "We could not parse the JSON body of your request.") from error
    if not isinstance(body, dict):
        raise Refusal(400, "The body has to be an object.")
    return body
