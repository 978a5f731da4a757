"""OpenAI's other routes: moderation, chat, models."""

from __future__ import annotations

import asyncio
import base64
import time
from typing import Any, get_type_hints

from openai.types import Moderation
from openai.types.chat import completion_create_params
from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tests.fakes.openai.faults import LONG, before_answer, faults_in
from tests.fakes.openai.keys import check_key
from tests.fakes.openai.pictures import is_flagged
from tests.fakes.openai.refusals import Refusal, invalid, missing, unknown
from tests.fakes.openai.rules import MODELS, TEXT_MODELS

FLAGGED_WORDS = {"nude": "sexual", "gore": "violence/graphic", "slur": "hate", "bully": "harassment/threatening", "cutting": "self-harm/intent"}
CATEGORIES = [field.alias or name for name, field in Moderation.model_fields["categories"].annotation.model_fields.items()]  # type: ignore[union-attr]
LIGHT = "seen from below, in the light of a late afternoon"
MODERATION_MODELS = ("omni-moderation-latest", "omni-moderation-2024-09-26")


async def moderate(request: Request) -> Response:
    """`moderations`: words in a text, one colour in a picture."""
    check_key(request, paid=False)
    given = await request.json()
    for name in given.keys() - {"model", "input"}:
        raise unknown(name)
    if given.get("model") not in MODERATION_MODELS:
        raise Refusal(404, "The model does not exist.", code="model_not_found")
    asked = given.get("input")
    if not asked:
        raise missing("input")
    if isinstance(asked, str):
        await _disturbed(faults_in(asked).get("moderation", ""))
    parts = [asked] if isinstance(asked, str) else asked
    return JSONResponse({"id": "modr-fake", "model": given["model"], "results": [_result(part) for part in parts]})


async def chat(request: Request) -> Response:
    """`chat/completions`: says what a text model might say to what it was asked."""
    check_key(request, paid=True)
    given = await request.json()
    _check_chat(given)
    system, asked = given["messages"][0]["content"], given["messages"][-1]["content"]
    early = await before_answer(faults_in(asked) if isinstance(asked, str) else {})
    if early is not None:
        return early
    words = _seen(asked, system) if not isinstance(asked, str) else _wished(asked) if "picture feed" in system else f"{asked}, {LIGHT}"
    choice = {"index": 0, "message": {"role": "assistant", "content": words, "refusal": None}, "finish_reason": "stop", "logprobs": None}
    figures = {"prompt_tokens": 50, "completion_tokens": 20, "total_tokens": 70}
    return JSONResponse(
        {"id": "chatcmpl-fake", "object": "chat.completion", "created": int(time.time()), "model": given["model"], "choices": [choice], "usage": figures},
    )


async def model(request: Request) -> Response:
    """`models/{model}`."""
    check_key(request, paid=False)
    name = request.path_params["model"]
    if name not in MODELS + TEXT_MODELS:
        raise Refusal(404, f"The model '{name}' does not exist or you do not have access to it.", code="model_not_found", param="model")
    return JSONResponse(_entry(name))


async def models(request: Request) -> Response:
    """`models`."""
    check_key(request, paid=False)
    return JSONResponse({"object": "list", "data": [_entry(name) for name in MODELS + TEXT_MODELS]})


async def _disturbed(fault: str) -> None:
    """`fault:moderation:503` and `fault:moderation:mute`."""
    if fault == "mute":
        await asyncio.sleep(LONG)
    elif fault:
        raise Refusal(int(fault), "The moderation is not well.", kind="server_error")


def _check_chat(given: dict[str, Any]) -> None:
    hints = get_type_hints(completion_create_params.CompletionCreateParamsNonStreaming)
    for name, value in given.items():
        if name not in hints:
            raise unknown(name)
        if name != "messages":
            try:
                TypeAdapter(hints[name]).validate_python(value, strict=True)
            except ValidationError as error:
                raise invalid(name, error.errors()[0]["msg"]) from error
    if given.get("model") not in TEXT_MODELS:
        raise Refusal(404, "The model does not exist.", code="model_not_found")
    if "max_tokens" in given:
        raise Refusal(400, "Use 'max_completion_tokens' instead.", param="max_tokens", code="unsupported_parameter")
    if not given.get("messages"):
        raise missing("messages")


def _wished(asked: str) -> str:
    """In the words of the grammar of feed recipes, unless it is to be odd."""
    return "Certainly! Here is <b>your</b> feed" if "odd" in asked else f"more {asked.split()[-1].strip('.!')}, new pictures: 9"


def _seen(parts: list[dict[str, Any]], system: str) -> str:
    address = next(part["image_url"]["url"] for part in parts if part["type"] == "image_url")
    if not address.startswith("data:image/"):
        raise invalid("messages", "the picture has to be a data address")
    tint = "magenta" if is_flagged(base64.b64decode(address.partition(",")[2])) else "many colours"
    return f"**Bands** of {tint}. See <a href='https://evil.example'>https://evil.example/x</a> for more. ({system.rsplit(' ', 1)[-1]})"


def _result(part: Any) -> dict[str, Any]:
    found: set[str] = set()
    if isinstance(part, str):
        found = {category for word, category in FLAGGED_WORDS.items() if word in part.lower()}
    elif part["type"] == "image_url" and is_flagged(base64.b64decode(part["image_url"]["url"].partition(",")[2])):
        found = {"sexual"}
    return {
        "flagged": bool(found),
        "categories": {name: name in found for name in CATEGORIES},
        "category_scores": {name: 0.97 if name in found else 0.001 for name in CATEGORIES},
        "category_applied_input_types": {name: ["text"] for name in CATEGORIES},
    }


def _entry(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": 1_770_000_000, "owned_by": "system"}
