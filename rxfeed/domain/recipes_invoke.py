"""What InvokeAI writes: `invokeai_metadata` (since 3.0), `sd-metadata` (2.x) and the command line `Dream` (1.x)."""

from __future__ import annotations

import re

from rxfeed.domain.recipes_recipe import Recipe, parse_object, recipe

NEGATIVE = re.compile(r"\[([^\[\]]{0,5000})\]")
DREAM = re.compile(r'\s*"((?:\\.|[^"\\]){0,20000})"(.{0,2000})', re.DOTALL)
OPTION = re.compile(r"-([A-Za-z])\s?(\d{1,20})(?=\s|$)")


def read_metadata(text: str) -> Recipe | None:
    """Since 3.0: one flat object."""
    given = parse_object(text)
    model = given.get("model")
    name = next((model[key] for key in ("name", "model_name") if key in model), "") if isinstance(model, dict) else model
    return recipe(
        "InvokeAI",
        prompt=given.get("positive_prompt"),
        negative=given.get("negative_prompt"),
        seed=given.get("seed"),
        width=given.get("width"),
        height=given.get("height"),
        model=name,
    )


def read_old_metadata(text: str) -> Recipe | None:
    """2.x: the prompt as text or as weighted pieces, what is not wanted in square brackets."""
    given = parse_object(text)
    image = given.get("image")
    if not isinstance(image, dict):
        return None
    positive, negative = _parted(_joined(image.get("prompt")))
    return recipe(
        "InvokeAI",
        prompt=positive,
        negative=negative,
        seed=image.get("seed"),
        width=image.get("width"),
        height=image.get("height"),
        model=given.get("model_weights"),
    )


def read_dream(text: str) -> Recipe | None:
    """1.x: `"a prompt [not this]" -s 50 -S 1234 -W 512 -H 512`."""
    match = DREAM.match(text)
    if match is None:
        return None
    positive, negative = _parted(match[1].replace('\\"', '"'))
    options = dict(OPTION.findall(match[2]))
    return recipe("InvokeAI", prompt=positive, negative=negative, seed=options.get("S"), width=options.get("W"), height=options.get("H"))


def _joined(prompt: object) -> str:
    pieces = prompt if isinstance(prompt, list) else [prompt]
    said = [piece.get("prompt") if isinstance(piece, dict) else piece for piece in pieces[:100]]
    return ", ".join(piece for piece in said if isinstance(piece, str))


def _parted(prompt: str) -> tuple[str, str]:
    """What is wanted, and what is not."""
    return NEGATIVE.sub("", prompt), ", ".join(NEGATIVE.findall(prompt))
