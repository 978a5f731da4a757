"""Grain: tiles of noise, made once and cut from, so that texture costs little."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PIL import Image

TILE = 512


@lru_cache(maxsize=24)
def tile(kind: str, seed: int = 0) -> np.ndarray:
    """Shape (512, 512) float32, mean 0, most values in -1 to 1, seamless. Kinds: white, fine, paper, cloud, fibre, rough."""
    rng = np.random.default_rng(hash_of(kind) + seed * 7919)
    white = rng.standard_normal((TILE, TILE)).astype(np.float32)
    if kind == "white":
        return white * 0.5
    spectrum = np.fft.rfft2(white)
    fy = np.fft.fftfreq(TILE)[:, None] * TILE
    fx = np.fft.rfftfreq(TILE)[None, :] * TILE
    f = np.hypot(fx, fy) + 1e-3
    shape = {
        "fine": np.exp(-((f / 120) ** 2)),
        "paper": np.exp(-((f / 70) ** 2)) + 4.0 / (1 + (f / 14) ** 2),
        "cloud": f**-1.75 * (f > 0.5),
        "rough": f**-1.0 * (f > 2),
        "fibre": np.exp(-((np.hypot(fx / 8, fy / 130)) ** 2)) + np.exp(-((np.hypot(fx / 110, fy / 10)) ** 2)),
    }[kind]
    field = np.fft.irfft2(spectrum * shape, s=(TILE, TILE)).astype(np.float32)
    field -= field.mean()
    even: np.ndarray = field / (field.std() * 2)
    return even


def hash_of(text: str) -> int:
    """A small number of a word, the same in every process."""
    return sum((i + 1) * ord(c) for i, c in enumerate(text))


def cut(kind: str, width: int, height: int, seed: int = 0, zoom: float = 1.0, top: int = 0, rows: int | None = None) -> np.ndarray:
    """A (height, width) piece of noise, enlarged by `zoom`; `top` and `rows` cut a strip of it that joins its neighbours."""
    source = tile(kind, seed % 3)
    count = height if rows is None else rows
    oy, ox = seed * 131 % TILE, seed * 197 % TILE
    if zoom == 1.0:
        ys, xs = (np.arange(top, top + count) + oy) % TILE, (np.arange(width) + ox) % TILE
        return source[np.ix_(ys, xs)]
    need_w, need_h = int(np.ceil(width / zoom)) + 1, int(np.ceil(height / zoom)) + 1
    piece = source[np.ix_((np.arange(need_h) + oy) % TILE, (np.arange(need_w) + ox) % TILE)]
    grown = np.asarray(Image.fromarray(piece).resize((int(need_w * zoom), int(need_h * zoom)), Image.Resampling.BICUBIC))
    return grown[top:top + count, :width]
