"""From an order to the words of one server: only what it understands is ever sent."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rxfeed.domain.ports_engines import Order, Size
from rxfeed.engines.openai_config import OpenAIConfig
from rxfeed.engines.openai_pictures import as_png, media_type_of, white_mask

QUALITIES: Mapping[str, str] = {"draft": "low", "standard": "medium", "fine": "high"}
_EXTRA_ARGS = re.compile(r"</?\s*sd_cpp_extra_args\s*>", re.IGNORECASE)
_BEYOND_THE_SDK = frozenset({"seed"})


@dataclass(frozen=True, slots=True)
class Request:
    """One call of the SDK: its arguments, and which of the two routes."""

    arguments: Mapping[str, Any]
    edit: bool


def request_for(config: OpenAIConfig, order: Order) -> Request:
    """The call for an order. Reads and converts pictures, so it belongs in a thread."""
    edit = bool(order.references)
    allowed = config.allowed(edit=edit)
    named = {name: value for name, value in _wanted(config, order).items() if value is not None and name in allowed}
    beyond = {name: named.pop(name) for name in _BEYOND_THE_SDK & named.keys()}
    files = _files(config, order) if edit else {}
    headers = {"X-Client-Request-Id": order.call_id}
    return Request({**named, **files, "extra_body": beyond or None, "extra_headers": headers}, edit)


def sizes_for(config: OpenAIConfig) -> Mapping[str, Size]:
    """Pixels by shape."""
    known = config.sizes or config.server.sizes
    if known:
        return known
    standard = {"1:1": Size(1024, 1024), "3:2": Size(1536, 1024), "2:3": Size(1024, 1536)}
    return {**standard, "16:9": Size(1536, 864), "9:16": Size(864, 1536)} if config.facts.any_size else standard


def quality_word(quality: str) -> str:
    """What the Images API calls a quality of ours."""
    return QUALITIES.get(quality, "medium")


def stands_for(person: str) -> str | None:
    """64 letters that stand for a person towards the server, whatever was handed in; nothing for nobody."""
    return hashlib.sha256(f"rxfeed:{person}".encode()).hexdigest() if person else None


def _wanted(config: OpenAIConfig, order: Order) -> dict[str, Any]:
    return {
        "model": config.model,
        "prompt": _prompt(config, order),
        "n": 1,
        "size": f"{order.size.width}x{order.size.height}",
        "quality": quality_word(order.quality),
        "output_format": "png",
        "background": "transparent" if order.transparent else None,
        "response_format": "b64_json",
        "stream": True if config.streams else None,
        "partial_images": config.partials if config.streams else None,
        "safety_identifier": stands_for(order.person),
        "user": stands_for(order.person),
        "seed": order.seed if config.seed == "parameter" else None,
    }


def _prompt(config: OpenAIConfig, order: Order) -> str:
    """stable-diffusion.cpp takes commands out of a tag in the prompt: the person's own tags go, ours tells the seed."""
    if config.seed != "prompt":
        return order.prompt
    prompt = _EXTRA_ARGS.sub(" ", order.prompt)
    if order.seed is None:
        return prompt
    return f"{prompt}<sd_cpp_extra_args>{json.dumps({'seed': order.seed})}</sd_cpp_extra_args>"


def _files(config: OpenAIConfig, order: Order) -> dict[str, Any]:
    masked = order.mask is not None and bool(config.server.mask)
    pictures = list(order.references)
    if masked:
        pictures[0] = as_png(pictures[0])
    files: dict[str, Any] = {"image": [_file(f"reference-{number}", picture) for number, picture in enumerate(pictures, 1)]}
    if masked and order.mask is not None:
        files["mask"] = _file("mask", white_mask(order.mask) if config.server.mask == "white" else order.mask)
    return files


def _file(name: str, picture: bytes) -> tuple[str, bytes, str]:
    media_type = media_type_of(picture)
    return f"{name}.{media_type.removeprefix('image/')}", picture, media_type
