"""Which painter a style word means."""

from __future__ import annotations

from rxfeed.engines.sketch.styles.base import Painter
from rxfeed.engines.sketch.styles.ink import Ink
from rxfeed.engines.sketch.styles.model import Model
from rxfeed.engines.sketch.styles.paper import Paper
from rxfeed.engines.sketch.styles.photo import Photo
from rxfeed.engines.sketch.styles.pixel import Pixel
from rxfeed.engines.sketch.styles.riso import Riso
from rxfeed.engines.sketch.styles.watercolour import Watercolour

STYLES: dict[str, type[Painter]] = {"paper": Paper, "watercolour": Watercolour, "riso": Riso, "ink": Ink, "pixel": Pixel, "isometric": Model, "photo": Photo}


def painter(style: str) -> type[Painter]:
    return STYLES.get(style, Paper)
