"""Style chips and templates: words that go into a prompt and out again. Pure."""

from __future__ import annotations

import re
from functools import cache

from rxfeed.ui.words import LANGUAGES, mark, translate

STYLES: dict[str, tuple[str, str]] = {
    "photograph": (mark("Photograph"), mark("photograph")),
    "paper": (mark("Paper cut"), mark("paper cut")),
    "watercolour": (mark("Watercolour"), mark("watercolour")),
    "riso": (mark("Riso print"), mark("riso print")),
    "ink": (mark("Ink"), mark("ink drawing")),
    "pixel": (mark("Pixel art"), mark("pixel art")),
    "isometric": (mark("Isometric"), mark("isometric")),
}
"""By id: the chip's name, and the words it adds. Both are said in the reader's language."""

TEMPLATES = (
    mark("A quiet harbour at {first light|noon|dusk}, layered paper hills"),
    mark("A {lighthouse|cabin|windmill} on a small island, {calm sea|storm}, watercolour"),
    mark("Portrait of a {gardener|sailor|clockmaker}, three-quarter view, riso print"),
    mark("{Red|Blue|Golden} mountains under a {full moon|rising sun}, ink drawing"),
    mark("A city street after rain, {pixel art|isometric|paper cut}, neon reflections"),
    mark("Still life with {lemons|pears|old books} on a table by the window, soft light"),
)
"""Prompts to begin with. Their alternatives make each picture another one."""


def worn(prompt: str) -> list[str]:
    """Ids of the styles whose words stand in the prompt, whatever its alternatives say."""
    return [style for style in STYLES if _standing(style).search(_plain(prompt))]


def toggled(prompt: str, style: str, language: str = "en") -> str:
    """With the style's words at the end, or without them wherever they stand. An unknown style changes nothing."""
    if style not in STYLES:
        return prompt
    words = translate(STYLES[style][1], language=language)
    if style not in worn(prompt):
        base = prompt.rstrip().rstrip(",")
        return f"{base}, {words}" if base else words[0].upper() + words[1:]
    for found in reversed(list(_standing(style).finditer(_plain(prompt)))):
        prompt = prompt[: found.start()] + prompt[found.end() :]
    return re.sub(r"^[\s,]+|\s+$", "", prompt)


@cache
def _standing(style: str) -> re.Pattern[str]:
    """Its words in any language."""
    words = "|".join({re.escape(translate(STYLES[style][1], language=language)) for language in LANGUAGES})
    return re.compile(rf",?\s*(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _plain(prompt: str) -> str:
    """The prompt with its alternatives made blank, letter by letter, so that places stay the same."""
    return re.sub(r"\{[^{}]*\}", lambda group: "\1" * len(group[0]), prompt)
