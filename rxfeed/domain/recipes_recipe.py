"""What a recipe is, and how a stranger's values become usable ones."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

MAX_PROMPT = 20_000
"""Characters; the composer has its own, smaller limit and says so."""
MAX_SIDE = 65_535
MAX_SEED = (1 << 63) - 1
MODEL_FILE = re.compile(r"\.(safetensors|ckpt|pt|pth|gguf|sft|bin)$", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Recipe:
    """The words and numbers a picture was made with. Empty, 0 or None where the file does not tell."""

    prompt: str
    negative: str
    seed: int | None
    width: int
    height: int
    """Pixels that were asked for, before any enlarging."""
    model: str
    source: str
    """`A1111`, `ComfyUI` or `InvokeAI`."""


def recipe(source: str, *, prompt: object, negative: object = "", seed: object = None, width: object = 0, height: object = 0, model: object = "") -> Recipe:
    """From whatever a file held."""
    return Recipe(words(prompt), words(negative), seed_of(seed), side(width), side(height), model_name(model), source)


def words(value: object) -> str:
    """Text without control characters, of bearable length."""
    text = value[: 2 * MAX_PROMPT] if isinstance(value, str) else ""
    return CONTROL.sub("", text.replace("\r\n", "\n")).strip()[:MAX_PROMPT]


def seed_of(value: object) -> int | None:
    """A seed that fits 63 bits, also from text or from a number with a point."""
    number = _integer(value)
    return number if number is not None and 0 <= number <= MAX_SEED else None


def side(value: object) -> int:
    """Pixels, 0 for what can't be."""
    number = _integer(value)
    return number if number is not None and 1 <= number <= MAX_SIDE else 0


def model_name(value: object) -> str:
    """The model's own name, without folder and file ending."""
    name = words(value)[-300:].replace("\\", "/").rsplit("/", 1)[-1]
    return MODEL_FILE.sub("", name)[:100]


def parse_object(text: str) -> dict[str, object]:
    """A JSON object, or an empty one for anything else."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _integer(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    if isinstance(value, str) and value.strip().isdecimal() and len(value) <= 30:
        return int(value)
    return None
