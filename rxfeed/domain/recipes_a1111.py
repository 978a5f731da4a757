"""The `parameters` text of AUTOMATIC1111's web UI, which Forge, SD.Next, Civitai and many others write too.

    a lighthouse at dusk
    Negative prompt: people
    Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 965400086, Size: 512x768, Model hash: 6ce0161689, Model: v1-5-pruned, Version: v1.6.0
"""

from __future__ import annotations

import re

from rxfeed.domain.recipes_recipe import Recipe, recipe

NEGATIVE = "Negative prompt:"
PAIR = re.compile(r'(\w[\w /-]{0,40}):\s*("(?:\\.|[^\\"]){0,2000}"|[^,]*)(?:,|$)')
MAX_LINE = 10_000
"""Characters of the line of parameters that are looked at."""


def read_parameters(text: str) -> Recipe | None:
    """None for what has been written by another program under the same name."""
    if text.lstrip().startswith("{"):
        return None
    lines = text.strip().split("\n")
    last = lines.pop() if lines[-1].lstrip().startswith("Steps:") else ""
    prompt, _, negative = "\n".join(lines).partition(NEGATIVE)
    named = dict(PAIR.findall(last[:MAX_LINE]))
    width, _, height = named.get("Size", "").partition("x")
    return recipe("A1111", prompt=prompt, negative=negative, seed=named.get("Seed"), width=width, height=height, model=named.get("Model", "").strip('"'))
