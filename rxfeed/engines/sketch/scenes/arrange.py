"""Where the things of a picture stand."""

from __future__ import annotations

import numpy as np

from rxfeed.engines.sketch.plan import Wish
from rxfeed.engines.sketch.scene import Scene
from rxfeed.engines.sketch.scenes.pitch import Pitch, number, share, thing_of
from rxfeed.engines.sketch.shapes import Colour, Part, Points, oval

Seat = tuple[Wish, float, float, float]
"""A wish, the x of its foot, its height, how far back it stands (0 front, 1 back)."""


def seats(pitch: Pitch, wishes: list[Wish], x0: float, x1: float, scale: float = 1.0, avoid: float | None = None) -> list[Seat]:
    """A place for each thing between x0 and x1 so that they hardly hide one another; the first named is the largest."""
    units: list[tuple[Wish, float]] = []
    for rank, wish in enumerate(wishes):
        count = min(12, number(wish))
        size = thing_of(wish).size * pitch.unit * share(count) * wish.size * (1.0, 0.82, 0.72, 0.64)[min(rank, 3)] * scale
        units += [(wish, size * (1 if count == 1 else pitch.uniform(0.82, 1.12))) for _ in range(count)]
    if not units:
        return []
    spread = x1 - x0
    widths = np.array([size * thing_of(w).wide for w, size in units])
    fit = min(1.0, spread * (1.0 if len(units) == 1 else 1.12) / max(0.01, widths.sum()))
    order = pitch.rng.permutation(len(units)) if len(units) > 1 else np.array([0])
    slack = max(0.0, spread - widths.sum() * fit)
    gaps = pitch.rng.dirichlet(np.full(len(units) + 1, 3.0)) * slack
    if len(units) == 1:
        lean = pitch.uniform(0.38, 0.62) if avoid is None else (0.36 if avoid > (x0 + x1) / 2 else 0.64) + pitch.uniform(-0.05, 0.05)
        gaps = np.array([slack * lean, slack * (1 - lean)])
    found, x = [], x0
    for n, k in enumerate(order):
        wish, size = units[k]
        w = widths[k] * fit
        x += gaps[n]
        found.append((wish, x + w / 2, size * max(fit, 0.35), 0.0 if len(units) == 1 else pitch.uniform(0, 1)))
        x += w
    return sorted(found, key=lambda s: -s[3])


def stand_all(pitch: Pitch, scene: Scene, found: list[Seat], line: tuple[Points, Points] | float, behind: Colour, depth: float, *, back: float = 0.05, sink: float = 0.012) -> None:
    """Draw what has been seated on a ground line, farther ones higher and smaller, each with its cast shadow."""
    light = scene.sky.light
    for wish, x, size, far in found:
        y = (line if isinstance(line, float) else float(np.interp(x, *line))) + sink + back * (0.5 - far)
        size = min(size, (y - 0.05) / (1 - 0.22 * far))
        flip = x > pitch.aspect / 2 if len(found) == 1 else pitch.chance(0.5)
        scene.add("shadow", depth, _shadow(pitch, x, y, size * (1 - 0.22 * far) * thing_of(wish).wide, light.x if light else pitch.aspect * 0.3))
        scene.add("thing", depth - 0.12 * far, *pitch.stand(wish, x, y, size * (1 - 0.22 * far), behind, depth - 0.1 * far, flip))


def _shadow(pitch: Pitch, x: float, y: float, wide: float, sun: float) -> Part:
    away = 0.16 if x > sun else -0.16
    dark = pitch.palette.ground(1.0)
    return Part(oval(x + away * wide, y + 0.004, wide * 0.56, wide * 0.055), (dark[0] * 0.55, dark[1] * 0.8, dark[2]), alpha=0.5)
