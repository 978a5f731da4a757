"""Which part of a picture may change. Pure: pixels in, pixels out.

Whoever paints sends a PNG of the picture's size in which the part that may change is painted: opaque on a transparent ground, or light on a dark one. An
engine wants the opposite, alpha 0 where it may change, and so it is kept.
"""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image, ImageOps

from rxfeed.domain.errors import Invalid
from rxfeed.domain.pictures_opening import Opened, open_picture

HALF = 128
"""Paint that covers less than this of 255 is the soft edge of a brush, and not painted."""
LONGEST_EDGE = 2048
"""Pixels that an engine is shown; more costs only time. As PNG that is 17 MB at most, and engines take 50."""


def painted(upload: Opened) -> Opened:
    """What was painted, as engines want it. Raises `Invalid` for another format than PNG, and where nothing or everything is painted."""
    if upload.media_type != "image/png":
        raise Invalid("What is painted has to come as a PNG.", field="mask")
    part = _part(upload.pixels)
    tones = part.histogram()
    if not tones[255]:
        raise Invalid("Nothing is painted yet. Paint the part that may change.", field="mask")
    if not tones[0]:
        raise Invalid("All of it is painted. Leave something as it is, or take the whole picture further.", field="mask")
    return replace(upload, pixels=_as_mask(part), lossy=False)


def shown(picture: bytes, mask: bytes | None) -> tuple[bytes, bytes | None]:
    """A picture and its mask as an engine is shown them: upright, of one size, and no larger than it looks at."""
    with Image.open(io.BytesIO(picture), formats=("PNG", "JPEG", "WEBP", "AVIF")) as header:
        fits = max(header.size) <= LONGEST_EDGE and header.format in ("PNG", "JPEG", "WEBP")
    if fits and mask is None:
        return picture, None
    opened = open_picture(picture, len(picture)).pixels
    opened.thumbnail((LONGEST_EDGE, LONGEST_EDGE), Image.Resampling.LANCZOS)
    if mask is None:
        return _png(opened), None
    alpha = open_picture(mask, len(mask)).pixels.convert("RGBA").getchannel("A")
    return _png(opened), _png(_as_mask(ImageOps.invert(alpha.resize(opened.size, Image.Resampling.NEAREST))))


def _part(pixels: Image.Image) -> Image.Image:
    """255 where it is painted, else 0."""
    alpha = pixels.getchannel("A") if pixels.mode == "RGBA" else None
    tone = alpha if alpha is not None and any(alpha.histogram()[:HALF]) else pixels.convert("L")
    return tone.point([0] * HALF + [255] * (256 - HALF))


def _as_mask(part: Image.Image) -> Image.Image:
    """Black, and transparent where it may change."""
    black = Image.new("L", part.size, 0)
    return Image.merge("RGBA", (black, black, black, ImageOps.invert(part)))


def _png(pixels: Image.Image) -> bytes:
    out = io.BytesIO()
    pixels.save(out, "PNG", compress_level=4)
    return out.getvalue()
