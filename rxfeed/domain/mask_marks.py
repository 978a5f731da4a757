"""A mask as it is painted: marks one after the other, each over those before. Pure.

Places and breadths are shares of the picture's width (so 0.5 down is half as far as the picture is wide), whatever size it was painted in.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageOps

STROKE, RECTANGLE, INVERT = "stroke", "rectangle", "invert"
MOST_MARKS, MOST_POINTS = 400, 40_000
"""Points of all marks together."""
OPEN, SHUT = 255, 0
DARK = 96
"""Mean grey below which darkening a picture would not be seen."""

Place = tuple[float, float]
Drawing = Image.Image


@dataclass(frozen=True, slots=True)
class Mark:
    """A stroke of a round brush through its points, a rectangle between two corners, or all of it turned round."""

    kind: str
    paints: bool = True
    """Else it takes away what is painted."""
    points: tuple[Place, ...] = ()
    breadth: float = 0


def drawn(marks: Sequence[Mark], width: int, height: int) -> Image.Image:
    """In grey: 255 where the picture may change, 0 where it stays."""
    image = Image.new("L", (width, height), SHUT)
    for mark in marks:
        if mark.kind == INVERT:
            image = ImageOps.invert(image)
        elif mark.kind == RECTANGLE:
            _rectangle(image, mark)
        else:
            _stroke(image, mark)
    return image


def share(image: Image.Image) -> float:
    """How much of it may change, 0 to 1."""
    return sum(image.histogram()[128:]) / (image.width * image.height)


def png(image: Image.Image) -> bytes:
    """As a file."""
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def is_dark(data_uri: str) -> bool:
    """Whether a picture with that placeholder is, all in all. Without one it isn't."""
    _, _, data = data_uri.partition("base64,")
    if not data:
        return False
    grey = Image.open(io.BytesIO(base64.b64decode(data))).convert("L")
    return sum(value * count for value, count in enumerate(grey.histogram())) < DARK * grey.width * grey.height


def _rectangle(image: Image.Image, mark: Mark) -> None:
    (left, top), (right, bottom) = ((x * image.width, y * image.width) for x, y in mark.points)
    left, top = round(left), round(top)
    corners = (left, top, max(left, round(right) - 1), max(top, round(bottom) - 1))  # however thin, a pixel: Pillow draws no less
    ImageDraw.Draw(image).rectangle(corners, fill=OPEN if mark.paints else SHUT)


def _stroke(image: Image.Image, mark: Mark) -> None:
    pen, fill, half = ImageDraw.Draw(image), OPEN if mark.paints else SHUT, max(mark.breadth * image.width / 2, 0.5)
    places = [(x * image.width, y * image.width) for x, y in mark.points]
    pen.line(places, fill=fill, width=round(2 * half))
    for x, y in places:
        pen.ellipse((x - half, y - half, x + half, y + half), fill=fill)
