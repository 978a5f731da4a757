"""Great waves."""

from __future__ import annotations

import numpy as np

from rxfeed.engines.sketch.palette import mix, shade
from rxfeed.engines.sketch.scene import Scene
from rxfeed.engines.sketch.scenes import arrange, flying, light
from rxfeed.engines.sketch.scenes.pitch import Pitch
from rxfeed.engines.sketch.scenes.water import surface
from rxfeed.engines.sketch.shapes import Colour, Part, bend, oval, ribbon


def big_waves(pitch: Pitch, scene: Scene) -> None:
    """Rows of rolling waves with curling crests, boats between them."""
    p = pitch.palette
    horizon = pitch.uniform(0.34, 0.44)
    chosen = light.choose(pitch, horizon)
    scene.sky = pitch.sky(horizon, chosen)
    floats = arrange.seats(pitch, pitch.wished("water"), pitch.aspect * 0.1, pitch.aspect * 0.9, 0.95)
    flying.fly(pitch, scene, pitch.wished("air"), 0.03, horizon)
    rows = 7
    blue = surface(pitch)
    white = mix(p.light, p.low, 0.15)
    for i in range(rows):
        t = i / (rows - 1)
        depth = 0.2 + 0.8 * t
        tone = mix(shade(mix(blue, p.low, 0.5), 0.08), shade(blue, -0.24), t)
        _roller(pitch, scene, horizon + (0.98 - horizon) * t**1.05, 0.045 + 0.10 * t, 0.30 + 0.34 * t, shade(tone, 0.02 * (-1) ** i), white, depth)
        if i == 3:
            for wish, x, size, _far in floats:
                y = horizon + (0.98 - horizon) * 0.60
                scene.add("thing", 0.85, *pitch.stand(wish, x, y, size * 1.05, p.low, 0.9, pitch.chance(0.5)))


def _roller(pitch: Pitch, scene: Scene, y: float, high: float, long: float, colour: Colour, white: Colour, depth: float) -> None:
    """One row: each wave leans and breaks into a curl of foam."""
    x0 = -long * pitch.uniform(0.2, 1.0)
    crest, foam = [], []
    while x0 < pitch.aspect + long:
        w, h = long * pitch.uniform(0.8, 1.2), high * pitch.uniform(0.8, 1.25)
        pts = bend((x0, y), (x0 + w * 0.35, y - h * 0.42), (x0 + w * 0.62, y - h * 1.0), (x0 + w * 0.80, y - h * 1.02), (x0 + w * 0.90, y - h * 0.72), (x0 + w * 0.84, y - h * 0.60), (x0 + w * 0.78, y - h * 0.68), (x0 + w * 0.76, y - h * 0.40), (x0 + w * 0.86, y - h * 0.10), (x0 + w, y), steps=6)
        crest.append(pts)
        lip = pts[14:46]
        foam.append(Part(ribbon(lip, 0.16 * h * np.sin(np.linspace(0.3, np.pi, len(lip)))), white))
        foam += [Part(oval(x0 + w * pitch.uniform(0.74, 0.98), y - h * pitch.uniform(0.55, 1.2), h * pitch.uniform(0.015, 0.05)), white) for _ in range(6)]
        for k in (0.25, 0.45):
            inner = bend((x0 + w * 0.12, y + h * k * 0.6), (x0 + w * 0.40, y - h * 0.42 + h * k), (x0 + w * 0.66, y - h * 0.86 + h * k), steps=6)
            foam.append(Part(ribbon(inner, 0.05 * h * np.sin(np.linspace(0, np.pi, len(inner)))), mix(white, colour, 0.5)))
        x0 += w
    line = np.concatenate(crest)
    scene.add("ground", depth, Part(np.concatenate([line, [[line[-1, 0], 1.05], [line[0, 0], 1.05]]]), shade(colour, 0.03), shade(colour, -0.05)))
    scene.add("front", depth, *foam)
