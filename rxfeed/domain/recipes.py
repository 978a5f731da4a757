"""How a picture was made elsewhere: the prompt and parameters that image programs write into their files.

Read from the bytes alone, without decoding a pixel. What comes out was written by strangers: it is text for a form, nothing is done with it.
"""

from __future__ import annotations

from collections.abc import Mapping

from rxfeed.domain.recipes_a1111 import read_parameters
from rxfeed.domain.recipes_comfy import read_graph, read_workflow
from rxfeed.domain.recipes_invoke import read_dream, read_metadata, read_old_metadata
from rxfeed.domain.recipes_recipe import Recipe
from rxfeed.domain.recipes_texts import texts

__all__ = ["Recipe", "read", "tells"]

READERS = {
    "invokeai_metadata": read_metadata,
    "sd-metadata": read_old_metadata,
    "dream": read_dream,
    "parameters": read_parameters,
    "prompt": read_graph,
    "workflow": read_workflow,
    "usercomment": read_parameters,
}
"""By the name of the text in the file, in lower case; what tells most comes first."""


def read(data: bytes) -> Recipe | None:
    """The recipe inside a PNG, JPEG or WebP by A1111 (and its many heirs), ComfyUI or InvokeAI; None where there is none. Never raises."""
    return _first(texts(data, READERS))


def tells(data: bytes) -> bool:
    """Whether an image program has written into the file how it was made, be it readable or not. Never raises."""
    return bool(texts(data, READERS))


def _first(found: Mapping[str, str]) -> Recipe | None:
    for name, reader in READERS.items():
        recipe = reader(found[name]) if name in found else None
        if recipe is not None and recipe.prompt:
            return recipe
    return None
