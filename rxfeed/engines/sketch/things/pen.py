"""Short hand for outlines, so that a drawing reads as a list of its shapes."""

from __future__ import annotations

import numpy as np

from rxfeed.engines.sketch.shapes import Stroke, box, outline, oval, poly


def o(tone: str, text: str) -> Stroke:
    """A filled outline on the 100 x 100 grid."""
    return Stroke(outline(text), tone)


def line(tone: str, *points: tuple[float, float], width: float) -> Stroke:
    """An open stroke in thing units."""
    return Stroke(np.array(points, dtype=float), tone, width)


def rect(tone: str, x0: float, y0: float, x1: float, y1: float) -> Stroke:
    """On the 100 x 100 grid."""
    return Stroke(box(x0 / 100 - 0.5, y0 / 100 - 1, x1 / 100 - 0.5, y1 / 100 - 1), tone)


def flat(tone: str, *points: tuple[float, float]) -> Stroke:
    """A straight-edged shape on the 100 x 100 grid."""
    return Stroke((poly(*points) - (50, 100)) / 100, tone)


def dot(tone: str, x: float, y: float, r: float, ry: float | None = None) -> Stroke:
    """On the 100 x 100 grid."""
    return Stroke(oval(x / 100 - 0.5, y / 100 - 1, r / 100, None if ry is None else ry / 100), tone)


def eye(x: float, y: float, r: float) -> list[Stroke]:
    """A dark eye with a spark, on the 100 x 100 grid."""
    return [dot("ink", x, y, r), dot("white", x + r * 0.3, y - r * 0.35, r * 0.32)]


def mirror(strokes: list[Stroke]) -> list[Stroke]:
    """The same on the other side of x = 0."""
    return [Stroke(s.points * (-1, 1), s.tone, s.line) for s in strokes]


def moved(strokes: list[Stroke], x: float, y: float, size: float = 1.0, turn: float = 0.0) -> list[Stroke]:
    """Turned about the origin, scaled, shifted; thing units, radians."""
    spin = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]) * size
    return [Stroke(s.points @ spin + (x, y), s.tone, s.line * size) for s in strokes]
