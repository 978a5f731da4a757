"""Looking at pictures that a server sent, and making pictures fit for sending. Slow (milliseconds a megapixel): call it in a thread."""

from __future__ import annotations

import base64
import binascii
import io
from dataclasses import dataclass

from PIL import Image, ImageOps

FORMATS = ("PNG", "JPEG", "WEBP")
MAX_EDGE = 8192
"""Pixels; more than any model draws."""
MAX_PIXELS = 40_000_000
GLANCE_EDGE = 768
"""Pixels of the longer edge that a model gets when it only has to look."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be shown. Sizes in pixels."""

    data: bytes
    media_type: str
    width: int
    height: int


class NotAPicture(ValueError):
    """The bytes are not a picture, or not a whole one."""


def decode(encoded: str) -> bytes:
    """Bytes from base64, with or without a `data:` address in front. Raises `NotAPicture`."""
    text = encoded.partition(",")[2] if encoded.startswith("data:") else encoded
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotAPicture("not base64") from error


def glance(data: bytes) -> Picture:
    """Read the head of a picture only. Raises `NotAPicture`."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            return _described(data, image)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotAPicture("not a picture") from error


def examine(data: bytes) -> Picture:
    """Read a picture to its last row. Raises `NotAPicture`."""
    picture = glance(data)
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            image.load()
    except (OSError, SyntaxError, ValueError) as error:
        raise NotAPicture("half a picture") from error
    return picture


def media_type_of(data: bytes) -> str:
    """By the first bytes; the caller has checked the rest."""
    if data.startswith(b"\xff\xd8"):
        return "image/jpeg"
    return "image/webp" if data[8:12] == b"WEBP" else "image/png"


def small_jpeg_address(data: bytes) -> str:
    """A `data:` address of a small JPEG, for a model that only looks. Raises `NotAPicture`."""
    glance(data)
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            image.draft("RGB", (GLANCE_EDGE, GLANCE_EDGE))
            image.thumbnail((GLANCE_EDGE, GLANCE_EDGE))
            target = io.BytesIO()
            _on_white(ImageOps.exif_transpose(image)).save(target, "JPEG", quality=85)
    except (OSError, SyntaxError, ValueError) as error:
        raise NotAPicture("half a picture") from error
    return "data:image/jpeg;base64," + base64.b64encode(target.getvalue()).decode()


def as_png(data: bytes) -> bytes:
    """The same pixels as PNG: a mask only fits a picture of its own format."""
    if media_type_of(data) == "image/png":
        return data
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        return _png(image.convert("RGBA" if "A" in image.getbands() else "RGB"))


def white_mask(mask: bytes) -> bytes:
    """White where the mask is transparent, black elsewhere, for servers that don't read alpha."""
    with Image.open(io.BytesIO(mask), formats=FORMATS) as image:
        return _png(ImageOps.invert(image.convert("RGBA").getchannel("A")))


def _described(data: bytes, image: Image.Image) -> Picture:
    width, height = image.size
    if max(width, height) > MAX_EDGE or width * height > MAX_PIXELS:
        raise NotAPicture("far too large")
    return Picture(data, Image.MIME[str(image.format)], width, height)


def _on_white(image: Image.Image) -> Image.Image:
    pixels = image.convert("RGBA")
    ground = Image.new("RGB", pixels.size, "white")
    ground.paste(pixels, mask=pixels.getchannel("A"))
    return ground


def _png(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()
