"""Pictures that differ by prompt and weigh what real ones weigh: bands of colour under a grain that no PNG can press."""

from __future__ import annotations

import hashlib
import io
from functools import lru_cache

import numpy as np
from PIL import Image

FLAGGED = (255, 0, 255)
"""What the fake's own moderation takes for a picture that may not be shown."""
GRAIN = 14
"""Levels of noise: some 2 MB of PNG for a square of 1024 pixels."""
COARSE = 8
"""Bands are reckoned on every eighth pixel: the fake has to be quick."""


@lru_cache(maxsize=64)
def draw(prompt: str, width: int, height: int, stage: float = 1.0, *, kind: str = "png", alpha: bool = False, grain: bool = True) -> bytes:
    """A picture's bytes. `stage` goes from 0 to 1: the later, the more bands."""
    seed = int.from_bytes(hashlib.sha256(prompt.encode()).digest()[:8], "big")
    random = np.random.default_rng(seed)
    down, across = np.mgrid[0 : height // COARSE, 0 : width // COARSE].astype(np.float32)
    coarse = np.zeros((*down.shape, 3), np.float32)
    for _ in range(1 + round(3 * stage)):
        angle, wave, shift = random.uniform(0, np.pi), random.uniform(2, 9), random.uniform(0, 6)
        band = np.sin((across * np.cos(angle) + down * np.sin(angle)) * wave * COARSE / width + shift) * 0.5 + 0.5
        coarse += band[..., None] * random.uniform(30, 120, 3)
    image = Image.fromarray(np.clip(coarse, 0, 255 - GRAIN).astype(np.uint8)).resize((width, height), Image.Resampling.NEAREST)
    if grain:
        image = Image.fromarray(np.asarray(image) + random.integers(0, GRAIN, (height, width, 3), dtype=np.uint8))
    if alpha:
        image.putalpha(Image.linear_gradient("L").resize((width, height)))
    return encoded(image, kind)


def flagged(width: int, height: int) -> bytes:
    """A picture that the fake's moderation flags."""
    return encoded(Image.new("RGB", (width, height), FLAGGED), "png")


def is_flagged(data: bytes) -> bool:
    """Whether nearly all of a picture has the flagged colour, JPEG or not."""
    with Image.open(io.BytesIO(data)) as image:
        mean = np.asarray(image.convert("RGB").resize((8, 8)), np.float32).mean(axis=(0, 1))
    return bool(np.abs(mean - np.array(FLAGGED)).max() < 12)


def encoded(image: Image.Image, kind: str) -> bytes:
    target = io.BytesIO()
    image.save(target, kind.upper(), **({"compress_level": 1} if kind == "png" else {}))
    return target.getvalue()
