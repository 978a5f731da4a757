"""Out in space."""

from __future__ import annotations

import numpy as np

from rxfeed.engines.sketch.palette import mix, shade
from rxfeed.engines.sketch.scene import Scene, Sky
from rxfeed.engines.sketch.scenes import arrange
from rxfeed.engines.sketch.scenes.pitch import Pitch
from rxfeed.engines.sketch.shapes import Colour, Part, oval, ribbon
from rxfeed.engines.sketch.things.catalogue import THINGS


def space(pitch: Pitch, scene: Scene) -> None:
    """Stars and mist, a ringed planet, whatever flies there."""
    p = pitch.palette
    scene.sky = Sky((p.tinted((0.14, 0.06, 280)), p.tinted((0.24, 0.12, 295)), p.tinted((0.17, 0.07, 255))), 1.0, "air", None, 0.5, 520, False, True)
    planets = [(pitch.aspect * pitch.uniform(0.66, 0.8), pitch.uniform(0.22, 0.34), pitch.unit * pitch.uniform(0.13, 0.2)), (pitch.aspect * pitch.uniform(0.12, 0.3), pitch.uniform(0.62, 0.84), pitch.unit * pitch.uniform(0.05, 0.08))]
    big = pitch.plan.wish("planet")
    if pitch.chance(0.5):
        planets = [(pitch.aspect - x, y, r) for x, y, r in planets]
    things = [w for w in pitch.plan.things if w.kind in THINGS]
    if not things:
        planets[0] = (pitch.aspect * pitch.uniform(0.42, 0.58), pitch.uniform(0.40, 0.52), pitch.unit * 0.25)
    for n, (x, y, r) in enumerate(planets):
        colour = p.tinted((0.68, 0.15, float(pitch.rng.choice([30, 55, 80, 200, 330]))), 0.2)
        _planet(pitch, scene, x, y, r * (big.size if big and n == 0 else 1.0), colour, n == 0)
    for wish, x, size, _far in arrange.seats(pitch, things, pitch.aspect * 0.12, pitch.aspect * 0.88, 1.05, avoid=planets[0][0]):
        scene.add("thing", 0.9, *pitch.stand(wish, x, 0.5 + size / 2 + pitch.uniform(-0.04, 0.1), size, scene.sky.stops[1], 1.0))


def _planet(pitch: Pitch, scene: Scene, x: float, y: float, r: float, colour: Colour, ringed: bool) -> None:
    scene.add("thing", 0.4, Part(oval(x, y, r, steps=80), colour))
    bands = []
    for k in np.linspace(-0.75, 0.75, 6):
        w = np.sqrt(1 - k * k) * r * 0.985
        xs = np.linspace(-w, w, 30)
        bow = k * r + 0.10 * r * (1 - (xs / w) ** 2)
        thick = r * pitch.uniform(0.04, 0.16) * np.sqrt(np.clip(1 - (xs / w) ** 2, 0, 1))
        bands.append(Part(np.concatenate([np.stack([x + xs, y + bow - thick / 2], axis=1), np.stack([x + xs, y + bow + thick / 2], axis=1)[::-1]]), shade(colour, pitch.uniform(-0.08, 0.09), 1.0, pitch.uniform(-18, 18))))
    a = np.linspace(-1.2, 1.95, 40)
    night = np.concatenate([np.stack([x + np.cos(a) * r, y + np.sin(a) * r], axis=1), np.stack([x - 0.1 * r + np.cos(a[::-1]) * r * 0.82, y - 0.08 * r + np.sin(a[::-1]) * r * 0.86], axis=1)])
    scene.add("front", 0.4, *bands, Part(night, shade(colour, -0.30, 0.8), alpha=0.6))
    if ringed:
        t = np.linspace(-0.35, np.pi + 0.35, 60)
        for k, tone in ((1.75, 0.10), (1.52, -0.05)):
            ring = np.stack([np.cos(t) * r * k, np.sin(t) * r * k * 0.26], axis=1)
            turn = np.array([[np.cos(0.3), -np.sin(0.3)], [np.sin(0.3), np.cos(0.3)]])
            scene.add("front", 0.42, Part(ribbon(ring @ turn + (x, y), r * (0.13 if tone > 0 else 0.08) * np.sin(np.linspace(0.25, np.pi - 0.25, 60)) ** 0.4), mix(shade(colour, tone + 0.12), pitch.palette.light, 0.3), alpha=0.9))


