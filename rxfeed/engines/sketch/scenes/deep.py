"""The world under water."""

from __future__ import annotations

import numpy as np

from rxfeed.engines.sketch.palette import mix, shade
from rxfeed.engines.sketch.plan import Wish
from rxfeed.engines.sketch.scene import Layer, Scene, Sky
from rxfeed.engines.sketch.scenes import arrange
from rxfeed.engines.sketch.scenes.pitch import Pitch
from rxfeed.engines.sketch.shapes import Colour, Part, Points, oval, place, ribbon, ridge, under
from rxfeed.engines.sketch.things import beasts
from rxfeed.engines.sketch.things.catalogue import THINGS, tones


def underwater(pitch: Pitch, scene: Scene) -> None:
    """Light from above, weed and coral below, fish between."""
    p, plan = pitch.palette, pitch.plan
    blue = (0.62, 0.11, 215) if p.key is None else (0.62, 0.12, p.key)
    stops = (p.tinted((0.84, 0.09, 200)), p.tinted(blue), p.tinted((0.30, 0.08, 245))) if p.time != "night" else (p.tinted((0.5, 0.1, 220)), p.tinted((0.32, 0.09, 245)), p.tinted((0.16, 0.05, 265)))
    scene.sky = Sky(stops, 1.0, "deep", clouds=0.3)
    rays = []
    for _ in range(6):
        x, w, lean = pitch.uniform(0, pitch.aspect), pitch.uniform(0.04, 0.12), pitch.uniform(0.05, 0.3)
        rays.append(Part(np.array([(x, -0.05), (x + w, -0.05), (x + w * 2.2 + lean, 0.95), (x + lean - w, 0.95)]), (0.96, 0.04, blue[2] - 20), alpha=0.13))
    scene.layers.append(Layer(tuple(rays), 0.1, "light"))
    for i in range(3):
        along, h = ridge(pitch.rng, pitch.aspect, rough=0.5, octaves=4, scale=1.4)
        tone = mix(stops[1], stops[2], 0.35 + 0.35 * i)
        scene.add("ground", 0.25 + 0.3 * i, Part(under(along, 0.80 + 0.075 * i - h * 0.06, 1.05), tone, shade(tone, -0.05)))
        _weeds(pitch, scene, (along, 0.83 + 0.075 * i - h * 0.06), 0.3 + 0.3 * i, (0.16, 0.26, 0.36)[i], tone)
    wishes = [w for w in plan.things if w.kind in THINGS] or [Wish("fish", 0, 1.0, "", True)]
    _school(pitch, scene, stops[1])
    for wish, x, size, far in arrange.seats(pitch, wishes, pitch.aspect * 0.08, pitch.aspect * 0.92, 1.15):
        y = 0.14 + size + max(0.0, 0.60 - size) * (pitch.uniform(0.1, 0.9) if len(wishes) > 1 or (wish.count or 5) > 1 else 0.5)
        scene.add("thing", 0.9 - 0.2 * far, *pitch.stand(wish, x, y, size * (1 - 0.2 * far), stops[1], 0.95 - 0.2 * far, pitch.chance(0.4)))
    bubbles = [oval(pitch.uniform(0, pitch.aspect), pitch.uniform(0.05, 0.85), pitch.uniform(0.004, 0.014)) for _ in range(22)]
    scene.add("front", 0.95, *(Part(np.concatenate([b, b[:1]]), (0.95, 0.03, 210), line=0.0022) for b in bubbles))


def _school(pitch: Pitch, scene: Scene, water: Colour) -> None:
    """Small fish far off, all one way."""
    x, y, flip = pitch.aspect * pitch.uniform(0.2, 0.8), pitch.uniform(0.22, 0.55), pitch.chance(0.5)
    paint = tones(THINGS["fish"], pitch.palette, water, shade(mix(water, pitch.palette.near, 0.3), 0.0), 0.6)
    plain = {role: mix(colour, water, 0.55) for role, colour in paint.items()}
    for _ in range(14):
        scene.add("front", 0.4, *place(beasts.fish(pitch.dice())[3:4], plain, x + pitch.uniform(-0.2, 0.2), y + pitch.uniform(-0.1, 0.1), pitch.uniform(0.025, 0.05), flip))


def _weeds(pitch: Pitch, scene: Scene, line: tuple[Points, Points], depth: float, tall: float, tone: Colour) -> None:
    p = pitch.palette
    parts = []
    for x in pitch.rng.uniform(0, pitch.aspect, int(8 * pitch.aspect) + 2):
        foot, h = float(np.interp(x, *line)), tall * pitch.uniform(0.4, 1.0)
        t = np.linspace(0, 1, 20)
        sway = np.sin(t * 5 + pitch.uniform(0, 6)) * 0.10 * h * t
        hue = float(pitch.rng.choice([150, 20, 330, 60]))
        colour = mix(p.tinted((0.55, 0.15, hue), 0.3), tone, 0.75 - 0.6 * depth)
        parts.append(Part(ribbon(np.stack([x + sway, foot - t * h], axis=1), h * 0.11 * (1 - t) ** 0.6 + 0.002), colour))
    scene.add("front", depth, *parts)
