"""The SDK, imported late and off the event loop: it takes 20 MB and half a second, which a server without a key keeps."""

from __future__ import annotations

import asyncio
import importlib
import sys

_USED = ("openai", "openai.resources.images", "openai.resources.moderations", "openai.resources.models", "openai.resources.chat.completions")


async def sdk_ready() -> None:
    """Afterwards `import openai` costs nothing."""
    if not all(module in sys.modules for module in _USED):
        await asyncio.to_thread(_import)


def _import() -> None:
    for module in _USED:
        importlib.import_module(module)
