"""What OpenAI takes: the SDK's own parameter types, and the rules of the documentation that those types leave open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, get_type_hints

from openai.types import image_edit_params, image_generate_params
from pydantic import TypeAdapter, ValidationError

from tests.fakes.openai.refusals import Refusal, invalid, missing, unknown

MODELS = ("gpt-image-2", "gpt-image-2-2026-04-21", "gpt-image-2.5-flare", "gpt-image-2.5-sunburst", "gpt-image-2.6-flare", "gpt-image-1.5", "gpt-image-1-mini")
TEXT_MODELS = ("gpt-5.4-nano", "gpt-5.4-mini")
STANDARD_SIZES = ("1024x1024", "1536x1024", "1024x1536", "auto")
FILES = frozenset({"image", "mask", "markup"})
LONGEST_PROMPT = 32_000
LEAST_PIXELS, MOST_PIXELS, LONGEST_EDGE = 655_360, 8_294_400, 3_840


def check_parameters(given: Mapping[str, Any], *, edit: bool) -> None:
    """Raise a `Refusal` for the first thing that the real API would refuse."""
    hints = _hints(edit)
    for name, value in given.items():
        if name not in hints:
            raise unknown(name)
        _check_type(name, value, hints[name])
    _check_prompt(given)
    _check_model(given)
    _check_size(given)
    _check_combinations(given)


@cache
def _hints(edit: bool) -> dict[str, Any]:
    base = image_edit_params.ImageEditParamsBase if edit else image_generate_params.ImageGenerateParamsBase
    streaming = image_edit_params.ImageEditParamsStreaming if edit else image_generate_params.ImageGenerateParamsStreaming
    hints = {**get_type_hints(base), "stream": get_type_hints(streaming)["stream"] | bool | None}
    return {name: hint for name, hint in hints.items() if name not in FILES}


def _check_type(name: str, value: Any, hint: Any) -> None:
    try:
        TypeAdapter(hint).validate_python(value, strict=True)
    except ValidationError as error:
        raise invalid(name, error.errors()[0]["msg"]) from error


def _check_prompt(given: Mapping[str, Any]) -> None:
    if not given.get("prompt"):
        raise missing("prompt")
    if len(given["prompt"]) > LONGEST_PROMPT:
        raise Refusal(400, "Invalid 'prompt': string too long.", param="prompt", code="string_above_max_length")


def _check_model(given: Mapping[str, Any]) -> None:
    model = given.get("model")
    if not model:
        raise missing("model")
    if model not in MODELS:
        raise Refusal(404, f"The model '{model}' does not exist or you do not have access to it.", code="model_not_found")
    quality = given.get("quality") or "auto"
    if quality in ("standard", "hd") or (quality in ("xhigh", "max") and not model.startswith("gpt-image-2.5")):
        raise invalid("quality", f"{quality!r} is not supported by {model}")
    if given.get("background") == "transparent" and model.startswith("gpt-image-2") and not model.startswith(("gpt-image-2.5", "gpt-image-2.6")):
        raise invalid("background", f"transparent is not supported by {model}")
    if "input_fidelity" in given and model.startswith("gpt-image-2"):
        raise invalid("input_fidelity", f"not supported by {model}")


def _check_size(given: Mapping[str, Any]) -> None:
    size, model = given.get("size") or "auto", given["model"]
    if size in STANDARD_SIZES:
        return
    found = re.fullmatch(r"([1-9]\d{1,4})x([1-9]\d{1,4})", size)
    if found is None or not model.startswith("gpt-image-2"):
        raise invalid("size", f"{size!r} is not supported by {model}")
    width, height = int(found[1]), int(found[2])
    if width % 16 or height % 16:
        raise invalid("size", "both edges have to be multiples of 16")
    if max(width, height) > LONGEST_EDGE or max(width, height) > 3 * min(width, height):
        raise invalid("size", "an edge is longer than 3840 or than three times the other")
    if not LEAST_PIXELS <= width * height <= MOST_PIXELS:
        raise invalid("size", "too few or too many pixels")


def _check_combinations(given: Mapping[str, Any]) -> None:
    n, partials = given.get("n"), given.get("partial_images")
    kind = given.get("output_format") or "png"
    if n is not None and not 1 <= n <= 10:
        raise invalid("n", "it has to be from 1 to 10")
    if partials is not None and not 0 <= partials <= 3:
        raise invalid("partial_images", "it has to be from 0 to 3")
    if partials and not given.get("stream"):
        raise invalid("partial_images", "it is only for streams")
    if kind in ("gif", "svg"):
        raise invalid("output_format", f"{kind} needs access to a preview")
    if given.get("output_compression") is not None and (kind == "png" or not 0 <= given["output_compression"] <= 100):
        raise invalid("output_compression", "it is from 0 to 100 and only for jpeg and webp")
    if given.get("background") == "transparent" and kind == "jpeg":
        raise invalid("background", "transparent needs png or webp")
    for name in ("response_format", "style", "svg", "frame_count", "frame_duration_ms"):
        if given.get(name) is not None:
            raise unknown(name)
