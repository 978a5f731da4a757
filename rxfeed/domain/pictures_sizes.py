"""The sizes of a picture: three WebP files, a placeholder of some bytes, and the clean copy of an upload. Pure: pixels in, bytes out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

from PIL import Image, ImageOps

from rxfeed.domain.pictures_opening import Opened

WIDTHS = (96, 640, 1280)
"""Pixels across, at most: a small picture is never made larger."""
TALLEST = 4
"""Times as high as wide, at most; a taller picture gets narrower sizes instead."""
QUALITY = 80
PLACEHOLDER_SIDE = 16


def rendition_size(width: int, height: int, limit: int) -> tuple[int, int]:
    """Pixels of the size called `limit` for a picture of that width and height."""
    scale = min(1.0, limit / width, limit * TALLEST / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def renditions(pixels: Image.Image) -> dict[int, bytes]:
    """A WebP for each width."""
    return {limit: packed(smaller) for limit, smaller in sizes(pixels)}


def sizes(pixels: Image.Image) -> Iterator[tuple[int, Image.Image]]:
    """Pixels for each width, the widest first: each is made from the one before, which costs a tenth of starting anew."""
    width, height = pixels.size
    for limit in sorted(WIDTHS, reverse=True):
        pixels = _resized(pixels, rendition_size(width, height, limit))
        yield limit, pixels


def packed(pixels: Image.Image) -> bytes:
    """As the WebP that is sent."""
    return _webp(pixels, QUALITY)


def placeholder(pixels: Image.Image) -> bytes:
    """A WebP of at most 16 pixels a side, some 120 bytes."""
    scale = PLACEHOLDER_SIDE / max(pixels.size)
    width, height = (max(1, round(side * min(1.0, scale))) for side in pixels.size)
    return _webp(_resized(pixels, (width, height)), 50)


def clean_copy(opened: Opened) -> tuple[bytes, str]:
    """An upload's pixels in a file of their own, with its media type: PNG where the file was exact or has transparency, else a fine JPEG."""
    out = io.BytesIO()
    if opened.lossy and opened.pixels.mode == "RGB":
        opened.pixels.save(out, "JPEG", quality=95, subsampling=0)
        return out.getvalue(), "image/jpeg"
    opened.pixels.save(out, "PNG", compress_level=4)
    return out.getvalue(), "image/png"


def square(opened: Opened, side: int) -> Opened:
    """The middle of a picture as a square of at most that many pixels a side."""
    side = min(side, *opened.pixels.size)
    return replace(opened, pixels=ImageOps.fit(opened.pixels, (side, side), Image.Resampling.LANCZOS))


def _resized(pixels: Image.Image, size: tuple[int, int]) -> Image.Image:
    return pixels if pixels.size == size else pixels.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _webp(pixels: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    pixels.save(out, "WEBP", quality=quality, method=2)  # half the time of 4 for 4 % more bytes
    return out.getvalue()
