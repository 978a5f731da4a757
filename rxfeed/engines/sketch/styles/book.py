"""Which painter a style word means."""

from __future__ import annotations

from rxfeed.engines.sketch.styles.base import Painter
from rxfeed.engines.sketch.styles.paper import Paper

STYLES: dict[str, type[Painter]] = {"paper": Paper}


def painter(style: str) -> type[Painter]:
    return STYLES.get(style, Paper)
