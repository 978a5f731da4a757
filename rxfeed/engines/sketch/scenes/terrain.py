"""Land: ridges, mountains, dunes, rows of trees, skylines."""

from __future__ import annotations

import numpy as np

from rxfeed.engines.sketch.palette import mix, shade
from rxfeed.engines.sketch.scene import Layer, Scene
from rxfeed.engines.sketch.scenes.pitch import Pitch
from rxfeed.engines.sketch.shapes import Colour, Part, Points, bend, blob, box, place, ridge, under, wave
from rxfeed.engines.sketch.things import buildings, plants
from rxfeed.engines.sketch.things.catalogue import THINGS, tones
from rxfeed.engines.sketch.words import COLOURS


def mountains(pitch: Pitch, scene: Scene, horizon: float, gap: float, count: int = 3, high: float = 0.36) -> None:
    """Ranges of peaks that open towards x = `gap`; each peak has a lit and a shadowed side, the tall ones snow."""
    rng, p = pitch.rng, pitch.palette
    sun = scene.sky.light.x if scene.sky.light else gap
    for i in range(count):
        depth = 0.10 + 0.40 * i / max(1, count - 1)
        tall = high * (1.0, 0.74, 0.46)[min(i, 2)]
        spots = np.linspace(-0.04, pitch.aspect + 0.04, max(4, round((4 + i) * max(pitch.aspect, 0.7)))) + rng.uniform(-0.05, 0.05, max(4, round((4 + i) * max(pitch.aspect, 0.7))))
        open_ = np.clip(np.abs(spots - gap) / (0.42 * pitch.aspect), 0.0, 1) ** 0.9
        heights = tall * (0.30 + 0.70 * open_) * rng.uniform(0.78, 1.08, len(spots))
        colour = mix(p.local(_rock(pitch), depth), p.ground(depth), 0.5)
        for k in np.argsort(-heights):
            _peak(pitch, scene, float(spots[k]), horizon + 0.015, float(heights[k]), colour, depth, sun, snow=heights[k] > 0.19 or p.snow)


def _rock(pitch: Pitch) -> Colour:
    wish = pitch.plan.wish("mountains")
    return COLOURS[wish.colour] if wish and wish.colour else (0.52, 0.06, 268)


def _peak(pitch: Pitch, scene: Scene, x: float, base: float, high: float, colour: Colour, depth: float, sun: float, snow: bool) -> None:
    rng, p = pitch.rng, pitch.palette
    wide = high * rng.uniform(0.95, 1.35)
    t = np.linspace(0, 1, 11)
    def flank(side: int) -> Points:
        wob = rng.uniform(-1, 1, 11) * 0.035 * high * np.sin(t * np.pi)
        return np.stack([x + side * wide * t**0.92 + wob, base - high * (1 - t) + wob * 0.7], axis=1)
    left, right = flank(-1), flank(1)
    away = 1 if x > sun else -1
    spine = np.stack([x + away * 0.10 * wide * t + np.where(np.arange(11) % 2, 1, -1) * 0.05 * wide * (t > 0) * (0.4 + t), base - high * (1 - t)], axis=1)
    lit, dim = shade(colour, 0.03), shade(colour, -0.075)
    dark_side = right if away > 0 else left
    parts = [Part(np.concatenate([left[::-1], right[1:], [[right[-1, 0], base + 0.1], [left[-1, 0], base + 0.1]]]), lit, mix(lit, p.low, 0.30)),
             Part(np.concatenate([dark_side, [[dark_side[-1, 0], base + 0.1], [spine[-1, 0], base + 0.1]], spine[::-1]]), dim, mix(dim, p.low, 0.26))]
    if snow:
        parts += _snow(pitch, left, right, spine, away, colour, depth)
    scene.add("ground", depth, *parts)


def _snow(pitch: Pitch, left: Points, right: Points, spine: Points, away: int, colour: Colour, depth: float) -> list[Part]:
    """A white cap with a ragged hem, greyer on the shadowed side."""
    rng, p = pitch.rng, pitch.palette
    n = 6 if p.snow else int(rng.integers(3, 5))
    a, b = left[n], right[n]
    teeth = [(a[0] + (b[0] - a[0]) * u, a[1] + (b[1] - a[1]) * u + (0.10 if k % 2 else -0.035) * (b[0] - a[0]) * rng.uniform(0.6, 1.2)) for k, u in enumerate(np.linspace(0.1, 0.9, 8))]
    middle = min(range(8), key=lambda k: abs(teeth[k][0] - spine[n][0]))
    white = mix(p.tinted((0.97, 0.015, 240)), colour, 0.10 + 0.22 * depth + 0.22 * p.ambient)
    dim = mix(white, colour, 0.42)
    dark = [*right[: n + 1], *teeth[:middle:-1], *spine[n::-1]] if away > 0 else [*left[: n + 1], *teeth[: middle + 1], *spine[n::-1]]
    return [Part(np.array([*left[n::-1], *right[1: n + 1], *teeth[::-1]]), white), Part(np.array(dark), dim)]


def hills(pitch: Pitch, scene: Scene, top: float, bottom: float, count: int, colour: Colour | None = None, *, rough: float = 0.42, start: float = 0.12) -> list[tuple[Points, Points]]:
    """Rolling ridges from `top` (far) to `bottom` (near); their skylines, so that others can stand on them."""
    p, lines = pitch.palette, []
    for i in range(count):
        t = i / max(1, count - 1)
        depth = start + (0.95 - start) * t
        x, h = ridge(pitch.rng, pitch.aspect, rough=rough, octaves=4, scale=0.9 + 1.0 * (1 - t))
        y = top + (bottom - top) * t**1.15 - h * (0.075 - 0.035 * t) * (1.15 if t < 0.5 else 1)
        tone = p.ground(depth) if colour is None else mix(p.local(colour, depth), p.ground(depth), 0.3)
        tone = shade(tone, 0.02 * (-1) ** i)
        scene.add("ground", depth, Part(under(x, y, 1.05), shade(tone, 0.03), mix(shade(tone, -0.06 if t > 0.7 else 0.02), p.low, 0.22 * (1 - t))))
        lines.append((x, y))
    return lines


def dunes(pitch: Pitch, scene: Scene, top: float, colour: Colour) -> list[tuple[Points, Points]]:
    """Sand: each crest throws its lee side into shadow."""
    p, lines = pitch.palette, []
    sun = scene.sky.light.x if scene.sky.light else 0.0
    for i in range(5):
        t = i / 4
        depth = 0.2 + 0.75 * t
        x = np.linspace(-0.05, pitch.aspect + 0.05, 160)
        h = np.abs(wave(pitch.rng, x * (2.2 - 1.1 * t))) ** 0.8
        y = top + (0.80 - top) * t**1.1 - h * (0.06 + 0.05 * t)
        tone = mix(p.local(colour, depth, 0.5), p.ground(depth), 0.14)
        scene.add("ground", depth, Part(under(x, y, 1.05), shade(tone, 0.05), shade(tone, -0.03)))
        peak = int(np.argmin(y[12:-12])) + 12
        away = 1 if x[peak] > sun else -1
        s = np.linspace(0, 1, 24)
        crest_x = x[peak] + away * s * 0.05 + 0.10 * np.sin(s * 3.0) * away
        crest = np.stack([crest_x, y[peak] + s * 0.34 * (0.5 + t)], axis=1)
        side = [(x[k], y[k] + 0.001) for k in (range(peak, len(x)) if away > 0 else range(peak, -1, -1))]
        scene.add("ground", depth, Part(np.array([*side, (side[-1][0], 1.05), (crest[-1][0], 1.05), *crest[::-1]]), shade(tone, -0.09), shade(tone, -0.04)))
        lines.append((x, y))
    return lines


def woods(pitch: Pitch, scene: Scene, line: tuple[Points, Points], depth: float, size: float, count: int, *, firs: bool | None = None, kinds: tuple[str, ...] = ()) -> None:
    """Trees along a skyline, the nearer ones drawn in detail."""
    p = pitch.palette
    fir = pitch.chance(0.5) if firs is None else firs
    behind = p.ground(max(0.0, depth - 0.25))
    parts: list[Part] = []
    for x in np.sort(pitch.rng.uniform(-0.03, pitch.aspect + 0.03, count)):
        tall = size * pitch.uniform(0.7, 1.25)
        y = float(np.interp(x, *line)) + 0.012
        thing = THINGS["pine" if fir else "tree"]
        shape = (plants.pine if size > 0.2 else plants.fir) if fir else (plants.tree if size > 0.2 else plants.bush)
        paint = tones(thing, p, behind, None, depth)
        parts += place(shape(pitch.dice()), paint, float(x), y, tall, glow=0.0)
    scene.add("thing" if size > 0.2 else "front", depth, *parts)


def skyline(pitch: Pitch, scene: Scene, base: float, depth: float, tall: float, crowd: float, lit: float) -> None:
    """A row of houses and towers with windows, on the ground line `base`."""
    p, rng = pitch.palette, pitch.rng
    parts: list[Part] = []
    x = -0.04
    glow = (0.90, 0.13, 85) if p.ambient > 0.3 else p.tinted(shade(p.middle, 0.05), 0.3)
    while x < pitch.aspect + 0.04:
        w = float(rng.uniform(0.05, 0.12)) * (0.7 + 0.6 * depth)
        h = tall * float(rng.uniform(0.35, 1.0)) * (1.0 if rng.random() < crowd else 0.5)
        tone = shade(p.local((0.62, 0.06, float(rng.uniform(20, 300))), depth, 0.1), float(rng.uniform(-0.05, 0.05)))
        parts += _tower(rng, x, base, w, h, tone, p.tinted(glow, 0.6), lit, depth)
        x += w * float(rng.uniform(0.78, 1.02))
    scene.add("thing" if depth > 0.3 else "front", depth, *parts)


def _tower(rng: np.random.Generator, x: float, base: float, w: float, h: float, tone: Colour, glow: Colour, lit: float, depth: float) -> list[Part]:
    top = base - h
    kind = int(rng.integers(5))
    parts = [Part(box(x, top, x + w, base + 0.3), tone, shade(tone, 0.04))]
    if kind == 0:
        parts.insert(0, Part(np.array([(x, top), (x + w / 2, top - w * 0.8), (x + w, top)]), shade(tone, -0.05)))
    elif kind == 1:
        parts.insert(0, Part(box(x + w * 0.2, top - h * 0.10, x + w * 0.8, top + 0.01), tone))
        parts.insert(0, Part(np.array([(x + w / 2, top - h * 0.26), (x + w / 2, top - h * 0.08)]), shade(tone, -0.03), line=0.004))
    elif kind == 2:
        parts.insert(0, Part(np.array([(x, top), (x, top - w * 0.35), (x + w, top)]), tone))
    elif kind == 3:
        parts.insert(0, Part(bend((x, top + 0.01), (x + w * 0.12, top - w * 0.35), (x + w / 2, top - w * 0.48), (x + w * 0.88, top - w * 0.35), (x + w, top + 0.01)), tone))
    parts.append(Part(box(x + w * 0.72, top, x + w, base + 0.3), shade(tone, -0.055)))
    if depth < 0.3:
        return parts
    step, size = 0.020 + 0.010 * depth, 0.009 + 0.006 * depth
    for wy in np.arange(top + step * 0.7, base - step * 0.5, step * 1.25):
        parts += [Part(box(wx, wy, wx + size, wy + size * 1.4), shade(glow, float(rng.uniform(-0.1, 0.03))), glow=0.5) for wx in np.arange(x + step * 0.4, x + w - size, step) if rng.random() < lit]
    return parts


def village(pitch: Pitch, scene: Scene, line: tuple[Points, Points], depth: float, size: float, count: int, x0: float, x1: float) -> None:
    """Small houses, and a church among them, along a ground line."""
    p = pitch.palette
    behind = p.ground(max(0.0, depth - 0.2))
    parts: list[Part] = []
    for i, x in enumerate(np.linspace(x0, x1, count)):
        y = float(np.interp(x, *line)) + 0.014 + 0.012 * (i % 2)
        thing = THINGS["church" if i == count // 2 else "house"]
        wall = (0.9, 0.05, float(pitch.rng.choice([30, 60, 85, 100])))
        draw = buildings.church if i == count // 2 else (buildings.house if i % 3 else buildings.cabin)
        parts += place(draw(pitch.dice()), tones(thing, p, behind, None if i % 2 else wall, depth), float(x), y, size * pitch.uniform(0.85, 1.2) * (1.5 if i == count // 2 else 1), flip=pitch.chance(0.5), glow=1.0)
    scene.add("thing", depth, *parts)


def tufts(pitch: Pitch, scene: Scene, line: tuple[Points, Points] | float, depth: float, size: float, count: int, colour: Colour | None = None) -> None:
    """Grass before our feet, with a few flecks of flowers."""
    p = pitch.palette
    tone = colour or shade(p.ground(1.0), 0.05)
    parts: list[Part] = []
    for x in pitch.rng.uniform(-0.02, pitch.aspect + 0.02, count):
        y = line if isinstance(line, float) else float(np.interp(x, *line)) + pitch.uniform(0.01, 0.10)
        parts += place(plants.tuft(int(pitch.rng.integers(16))), {"body": shade(tone, pitch.uniform(-0.03, 0.05))}, float(x), y, size * pitch.uniform(0.6, 1.2))
    scene.add("front", depth, *parts)


def road(pitch: Pitch, scene: Scene, horizon: float, x: float, colour: Colour, *, width: float = 0.34, depth: float = 0.97) -> None:
    """A winding band from our feet to the horizon."""
    t = np.linspace(0, 1, 60)
    y = 1.03 - (1.03 - horizon) * t**0.62
    sway = pitch.uniform(0.10, 0.2) * (1 if pitch.chance(0.5) else -1)
    centre = x + sway * np.sin(t * 6.2) * (1 - t) ** 0.7
    w = width * (1 - t) ** 1.7 + 0.006
    scene.add("ground", depth, Part(np.concatenate([np.stack([centre - w / 2, y], axis=1), np.stack([centre + w / 2, y], axis=1)[::-1]]), colour, shade(colour, 0.05)))


def fog(pitch: Pitch, scene: Scene, y: float, depth: float, thick: float = 0.14) -> None:
    """A bank of mist."""
    colour = mix(pitch.palette.low, pitch.palette.light, 0.4)
    parts = [Part(blob(pitch.rng, pitch.uniform(0, pitch.aspect), y + pitch.uniform(-0.03, 0.03), pitch.uniform(0.4, 0.9), thick * pitch.uniform(0.3, 0.6), 0.12), colour, alpha=0.5) for _ in range(4)]
    scene.layers.append(Layer(tuple(parts), depth, "fog"))
