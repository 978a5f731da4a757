"""Outlines: the vector half of a picture.

Scene units: the picture is 1 high and `aspect` wide, y runs down. Thing units: a thing stands on y = 0 and is about 1 high (y from -1 to 0), centred on x = 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

Colour = tuple[float, float, float]
"""OKLCH: lightness 0 to 1, chroma 0 to about 0.3, hue in degrees."""
Points = np.ndarray
"""Shape (n, 2), float64."""


@dataclass(frozen=True, slots=True)
class Part:
    """One outline in one colour. `foot` is the colour at its lower end, `line` a stroke width (0: filled), `glow` how much it shines, `alpha` how much it covers."""

    points: Points
    colour: Colour
    foot: Colour | None = None
    line: float = 0.0
    glow: float = 0.0
    alpha: float = 1.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A part of a thing whose colour is still a role: `body`, `shade`, `light`, `dark`, `accent`, `glow`, `white`, `ink`."""

    points: Points
    tone: str
    line: float = 0.0


@lru_cache(maxsize=512)
def outline(text: str, steps: int = 7) -> Points:
    """A closed curve from "x,y x,y! ..." on a 100 x 100 grid with y down and the ground at 100; `!` marks a corner. Answer in thing units."""
    corners = [word.endswith("!") for word in text.split()]
    raw = np.array([[float(v) for v in word.rstrip("!").split(",")] for word in text.split()])
    points = smooth(raw, corners, steps)
    return np.stack([(points[:, 0] - 50) / 100, (points[:, 1] - 100) / 100], axis=1)


def smooth(raw: Points, corners: Sequence[bool] | None = None, steps: int = 7, closed: bool = True) -> Points:
    """Catmull-Rom through `raw`; the curve breaks at corners."""
    sharp = np.asarray(corners if corners is not None else [False] * len(raw))[:, None]
    after, before = np.roll(raw, -1, axis=0), np.roll(raw, 1, axis=0)
    if not closed:
        before[0], after[-1] = raw[0], raw[-1]
    beyond = np.roll(after, -1, axis=0)
    if not closed:
        beyond[-2:] = raw[-1]
    before = np.where(sharp, raw, before)
    beyond = np.where(np.roll(sharp, -1, axis=0), after, beyond)
    t = (np.arange(steps) / steps)[None, :, None]
    p0, p1, p2, p3 = (p[:, None, :] for p in (before, raw, after, beyond))
    curve: Points = 0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (3 * p1 - p0 - 3 * p2 + p3) * t**3)
    return curve.reshape(-1, 2) if closed else np.concatenate([curve[:-1].reshape(-1, 2), raw[-1:]])


def box(x0: float, y0: float, x1: float, y1: float) -> Points:
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=float)


def poly(*points: tuple[float, float]) -> Points:
    return np.array(points, dtype=float)


def oval(x: float, y: float, rx: float, ry: float | None = None, turn: float = 0.0, steps: int = 40) -> Points:
    """An ellipse; `turn` in radians."""
    a = np.linspace(0, 2 * np.pi, steps, endpoint=False)
    ry = rx if ry is None else ry
    px, py = np.cos(a) * rx, np.sin(a) * ry
    return np.stack([x + px * np.cos(turn) - py * np.sin(turn), y + px * np.sin(turn) + py * np.cos(turn)], axis=1)


def arc(x: float, y: float, r: float, start: float, end: float, steps: int = 24, ry: float | None = None) -> Points:
    """An open arc, angles in radians, clockwise on the screen."""
    a = np.linspace(start, end, steps)
    return np.stack([x + np.cos(a) * r, y + np.sin(a) * (r if ry is None else ry)], axis=1)


def blob(rng: np.random.Generator, x: float, y: float, rx: float, ry: float, rough: float = 0.2, knots: int = 9) -> Points:
    """A rounded, uneven closed shape."""
    a = np.linspace(0, 2 * np.pi, knots, endpoint=False) + rng.uniform(0, 6.28)
    r = 1 + rng.uniform(-rough, rough, knots)
    return smooth(np.stack([x + np.cos(a) * rx * r, y + np.sin(a) * ry * r], axis=1), steps=6)


def ribbon(spine: Points, widths: Sequence[float] | Points) -> Points:
    """A band along `spine`, `widths` (full width) at each of its points."""
    d = np.gradient(spine, axis=0)
    normal = np.stack([-d[:, 1], d[:, 0]], axis=1) / np.maximum(np.hypot(d[:, 0], d[:, 1]), 1e-9)[:, None]
    half = np.asarray(widths, dtype=float)[:, None] / 2
    return np.concatenate([spine + normal * half, (spine - normal * half)[::-1]])


@lru_cache(maxsize=1024)
def bend(*points: tuple[float, float], steps: int = 8) -> Points:
    """An open smooth curve through the points; shared, never to be written to."""
    return smooth(np.array(points, dtype=float), steps=steps, closed=False)


def ridge(rng: np.random.Generator, width: float, *, rough: float, octaves: int = 5, scale: float = 1.5, steps: int = 240, sharp: bool = False) -> tuple[Points, Points]:
    """x and heights in -1 to 1 of a skyline as wide as `width`; sharp ones have peaks, others roll."""
    x = np.linspace(-0.05, width + 0.05, steps)
    heights, strength, frequency = np.zeros(steps), 1.0, scale
    for _ in range(octaves):
        heights += strength * wave(rng, x * frequency, sharp)
        strength *= rough
        frequency *= 2.1
    return x, heights / np.max(np.abs(heights))


def wave(rng: np.random.Generator, x: Points, sharp: bool = False) -> Points:
    """Smooth 1-D noise over x, about -1 to 1; the sharp kind is creased like a mountain."""
    first = int(np.floor(x.min()))
    values = rng.uniform(-1, 1, int(np.ceil(x.max())) - first + 3)
    cell = np.floor(x).astype(int)
    t = x - cell
    ease = t if sharp else t * t * (3 - 2 * t)
    height: Points = values[cell - first] * (1 - ease) + values[cell - first + 1] * ease
    return height


def under(x: Points, y: Points, floor: float) -> Points:
    """The closed shape between a skyline and `floor`."""
    return np.concatenate([np.stack([x, y], axis=1), [[x[-1], floor], [x[0], floor]]])


def place(strokes: Iterable[Stroke], tones: dict[str, Colour], x: float, y: float, size: float, flip: bool = False, glow: float = 0.0) -> list[Part]:
    """The parts of a thing that stands at (x, y) of the scene and is `size` high."""
    sign = np.array([-size if flip else size, size])
    return [Part(s.points * sign + (x, y), tones[s.tone], line=s.line * size, glow=glow if s.tone == "glow" else 0.0) for s in strokes]


def mirrored(part: Part, waterline: float, squash: float = 0.8) -> Part:
    """The part as still water shows it."""
    points = part.points.copy()
    points[:, 1] = waterline + (waterline - points[:, 1]) * squash
    return replace(part, points=points)


def bounds(parts: Iterable[Part]) -> tuple[float, float, float, float]:
    """Left, top, right, bottom with the strokes' widths."""
    found = [(p.points.min(axis=0) - p.line, p.points.max(axis=0) + p.line) for p in parts]
    low, high = np.min([f[0] for f in found], axis=0), np.max([f[1] for f in found], axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])
