"""Style chips and templates: words that go into a prompt and out again. Pure."""

from __future__ import annotations

import re

from rxfeed.ui.words import mark

STYLES: dict[str, tuple[str, str]] = {
    "photograph": (mark("Photograph"), "photograph"),
    "paper": (mark("Paper cut"), "paper cut"),
    "watercolour": (mark("Watercolour"), "watercolour"),
    "riso": (mark("Riso print"), "riso print"),
    "ink": (mark("Ink"), "ink drawing"),
    "pixel": (mark("Pixel art"), "pixel art"),
    "isometric": (mark("Isometric"), "isometric"),
}
"""By id: the chip's name, and the words it adds."""

TEMPLATES = (
    "A quiet harbour at {first light|noon|dusk}, layered paper hills",
    "A {lighthouse|cabin|windmill} on a small island, {calm sea|storm}, watercolour",
    "Portrait of a {gardener|sailor|clockmaker}, three-quarter view, riso print",
    "{Red|Blue|Golden} mountains under a {full moon|rising sun}, ink drawing",
    "A city street after rain, {pixel art|isometric|paper cut}, neon reflections",
    "Still life with {lemons|pears|old books} on a table by the window, soft light",
)
"""Prompts to begin with. Their alternatives make each picture another one."""


def worn(prompt: str) -> list[str]:
    """Ids of the styles whose words stand in the prompt, whatever its alternatives say."""
    return [name for name, (_, words) in STYLES.items() if _standing(words).search(_plain(prompt))]


def toggled(prompt: str, style: str) -> str:
    """With the style's words at the end, or without them wherever they stand. An unknown style changes nothing."""
    if style not in STYLES:
        return prompt
    words = STYLES[style][1]
    if style not in worn(prompt):
        base = prompt.rstrip().rstrip(",")
        return f"{base}, {words}" if base else words[0].upper() + words[1:]
    for found in reversed(list(_standing(words).finditer(_plain(prompt)))):
        prompt = prompt[: found.start()] + prompt[found.end() :]
    return re.sub(r"^[\s,]+|\s+$", "", prompt)


def _standing(words: str) -> re.Pattern[str]:
    return re.compile(rf",?\s*(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)


def _plain(prompt: str) -> str:
    """The prompt with its alternatives made blank, letter by letter, so that places stay the same."""
    return re.sub(r"\{[^{}]*\}", lambda group: "\1" * len(group[0]), prompt)
