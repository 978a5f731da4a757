"""Small pictures, quickly."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from rxfeed.engines.sketch.draw import Job, draw


def pixels(prompt: str, seed: int = 1, side: int = 96, quality: str = "standard") -> np.ndarray:
    """The picture as (side, side, 3)."""
    return np.asarray(opened(draw(Job(prompt, side, side, quality, seed))).convert("RGB"))


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
