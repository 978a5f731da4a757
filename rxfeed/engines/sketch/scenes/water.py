"""Sea, lake, harbour, island, river."""

from __future__ import annotations

import numpy as np

from rxfeed.engines.sketch.palette import mix, shade
from rxfeed.engines.sketch.plan import Wish
from rxfeed.engines.sketch.scene import Layer, Scene, Water
from rxfeed.engines.sketch.scenes import arrange, flying, landscape, light, terrain
from rxfeed.engines.sketch.scenes.pitch import Pitch, thing_of
from rxfeed.engines.sketch.shapes import Colour, Part, mirrored, oval, place, ridge, under, wave
from rxfeed.engines.sketch.things import buildings, plants
from rxfeed.engines.sketch.things.catalogue import THINGS, tones
from rxfeed.engines.sketch.words import COLOURS

_BUILT = {"house", "church", "castle", "windmill", "lighthouse", "tree", "pine", "palm", "tent"}


def shore(pitch: Pitch, scene: Scene) -> None:
    """A surface of water between far land and near: boats on it, buildings at its side, animals on our bank."""
    plan, p = pitch.plan, pitch.palette
    horizon = pitch.uniform(0.46, 0.56) if not pitch.wished("air") else pitch.uniform(0.56, 0.64)
    floats, spans = pitch.wished("water", "deep"), pitch.wished("span")
    built = [w for w in pitch.wished("land", "shore") if w.kind in _BUILT]
    near = [w for w in pitch.wished("land", "front", "centre", "table") if w.kind not in _BUILT]
    chosen = light.choose(pitch, horizon)
    scene.sky = pitch.sky(horizon, chosen)
    gap = chosen.x if chosen else pitch.aspect * pitch.uniform(0.4, 0.6)
    _far_shore(pitch, scene, horizon, gap)
    side = -1 if gap > pitch.aspect / 2 else 1
    if plan.has("harbour"):
        _quay(pitch, scene, horizon, side)
    if plan.has("island"):
        _island(pitch, scene, horizon, gap, built)
        built = []
    if built:
        _spit(pitch, scene, horizon, built, side)
    waterline = horizon + (0.0 if not built else 0.001)
    scene.layers.append(Water(waterline, surface(pitch), shade(mix(surface(pitch), p.near, 0.45), -0.06), 0.9 if "calm" in plan.moods or plan.has("lake") else 0.3 if set(plan.weather) & {"wind", "storm"} or plan.has("waves") else pitch.uniform(0.5, 0.85)))
    _glitter(pitch, scene, horizon)
    flying.fly(pitch, scene, pitch.wished("air"), 0.05, horizon * 0.95)
    if spans:
        _bridge(pitch, scene, horizon, spans[0])
    if plan.has("harbour") and not floats:
        floats = [Wish("boat", 3, 0.8, "", True)]
    _afloat(pitch, scene, horizon, floats, gap, bool(near))
    if near or (pitch.chance(0.5) and not floats) or plan.has("river"):
        _bank(pitch, scene, near, gap)


def surface(pitch: Pitch) -> Colour:
    """The colour of open water here."""
    plan, p = pitch.plan, pitch.palette
    wish = next((w for k in ("sea", "lake", "waves", "river", "harbour") if (w := plan.wish(k))), None)
    own = COLOURS[wish.colour] if wish and wish.colour else (0.60, 0.10, 222)
    return mix(p.local(own, 0.8, 0.6 if wish and wish.colour else 0.0), p.middle, (0.25 + 0.5 * min(p.ambient, 0.7)) if not (wish and wish.colour) else 0.1)


def _far_shore(pitch: Pitch, scene: Scene, horizon: float, gap: float) -> None:
    plan, p = pitch.plan, pitch.palette
    if plan.has("mountains"):
        terrain.mountains(pitch, scene, horizon + 0.01, gap, high=pitch.uniform(0.30, 0.38))
    elif plan.has("city"):
        for i, depth in enumerate((0.15, 0.38, 0.56)):
            terrain.skyline(pitch, scene, horizon + 0.02, depth, (0.42, 0.36, 0.24)[i], 0.6, (0.0, 0.4, 0.55)[i] * (1 if p.ambient > 0.3 else 0.7))
    elif plan.has("forest") or plan.has("lake"):
        lines = terrain.hills(pitch, scene, horizon - 0.07, horizon - 0.005, 2, start=0.2)
        terrain.woods(pitch, scene, (lines[1][0], np.full_like(lines[1][1], horizon + 0.004)), 0.45, 0.16 if plan.has("forest") else 0.09, int(34 * pitch.aspect), firs=True)
    elif plan.has("hills") or plan.has("village") or pitch.wished("span") or pitch.chance(0.45):
        lines = terrain.hills(pitch, scene, horizon - 0.11, horizon - 0.012, 3, landscape.meadow(pitch) if p.ambient < 0.5 else None, start=0.1)
        if plan.has("village"):
            terrain.village(pitch, scene, (lines[2][0], np.full_like(lines[2][1], horizon - 0.005)), 0.5, 0.12, 7, pitch.aspect * 0.15, pitch.aspect * 0.85)


def _quay(pitch: Pitch, scene: Scene, horizon: float, side: int) -> None:
    """A row of gabled houses along the water on one side."""
    p = pitch.palette
    x = pitch.aspect * (0.5 + side * 0.5)
    parts: list[Part] = []
    base = horizon + 0.008
    for i in range(5):
        w = pitch.uniform(0.085, 0.12)
        x0 = x - side * w if side > 0 else x
        h = pitch.uniform(0.16, 0.27)
        wall = shade(p.local((pitch.uniform(0.72, 0.9), 0.11, float(pitch.rng.choice([25, 50, 85, 200, 240]))), 0.75, 0.2), 0.0)
        roof = p.local((0.46, 0.11, 35), 0.75)
        parts.append(Part(np.array([(x0, base), (x0, base - h), (x0 + w / 2, base - h - w * 0.75), (x0 + w, base - h), (x0 + w, base)]), wall, shade(wall, -0.05)))
        parts.append(Part(np.array([(x0 - 0.004, base - h + 0.006), (x0 + w / 2, base - h - w * 0.82), (x0 + w + 0.004, base - h + 0.006), (x0 + w, base - h - 0.008), (x0 + w / 2, base - h - w * 0.66), (x0, base - h - 0.008)]), roof))
        glow = p.tinted((0.90, 0.13, 85) if p.ambient > 0.3 else (0.42, 0.05, 250), 0.6)
        for wy in np.arange(base - h + 0.02, base - 0.03, 0.05):
            parts += [Part(np.array([(x0 + w * u, wy), (x0 + w * (u + 0.16), wy), (x0 + w * (u + 0.16), wy + 0.028), (x0 + w * u, wy + 0.028)]), glow, glow=0.6 if p.ambient > 0.3 else 0.0) for u in (0.16, 0.42, 0.68)]
        x -= side * w
    scene.add("thing", 0.6, *parts)
    end = x - side * 0.05
    stone = p.local((0.5, 0.03, 60), 0.7)
    scene.add("thing", 0.62, Part(np.array([(pitch.aspect * (0.5 + side * 0.5), base - 0.006), (end, base - 0.006), (end, base + 0.022), (pitch.aspect * (0.5 + side * 0.5), base + 0.022)]), stone))


def _island(pitch: Pitch, scene: Scene, horizon: float, gap: float, built: list[Wish]) -> None:
    p = pitch.palette
    x = pitch.aspect * (0.34 if gap > pitch.aspect / 2 else 0.66)
    w = pitch.unit * pitch.uniform(0.26, 0.34)
    t = np.linspace(-1, 1, 60)
    rocky = pitch.chance(0.4)
    h = pitch.unit * (0.15 if rocky else 0.06) * (1 - t**2) ** 0.7 * (1 + 0.22 * wave(pitch.rng, t * 4 + 9, rocky))
    rim = p.local((0.86, 0.07, 85), 0.75)
    land = p.local(landscape.meadow(pitch) if not rocky else (0.5, 0.05, 60), 0.7)
    scene.add("ground", 0.6, Part(under(x + t * w * 1.12, horizon + 0.012 - h * 0.3, horizon + 0.013), rim))
    scene.add("ground", 0.62, Part(under(x + t * w, horizon + 0.004 - h, horizon + 0.006), shade(land, 0.04), shade(land, -0.08)))
    if built:
        for wish, at, size, _far in arrange.seats(pitch, built, x - w * 0.8, x + w * 0.8, 0.8):
            foot = horizon - float(np.interp((at - x) / w, t, h)) + 0.02
            scene.add("thing", 0.7, *pitch.stand(wish, at, foot, min(size, (foot - 0.05) / 1.15), p.low, 0.85))
    behind = p.low
    for n, k in enumerate(() if built else (-0.45, 0.1, 0.5) if not rocky else (-0.3,)):
        at = x + k * w
        foot = horizon - float(np.interp(k, t, h)) + 0.012
        scene.add("thing", 0.7, *place(plants.palm(pitch.dice()), tones(THINGS["palm"], p, behind, None, 0.8), at, foot, pitch.unit * (0.30, 0.36, 0.25)[n]))


def _spit(pitch: Pitch, scene: Scene, horizon: float, built: list[Wish], side: int) -> None:
    """A tongue of land from one side, with the buildings on it."""
    p = pitch.palette
    lone = all(w.kind == "lighthouse" for w in built)
    reach = pitch.aspect * (0.52 if len(built) == 1 and (built[0].count or 3) == 1 else 0.78)
    base = horizon + 0.006
    t = np.linspace(0, 1, 60)
    high = (0.13 if lone or pitch.plan.has("mountains") and pitch.chance(0.5) else 0.055) * pitch.unit
    y = base - high * np.sqrt(np.clip(1 - t**2.2, 0, 1)) * (1 + 0.12 * wave(pitch.rng, t * 7 + 5, lone))
    edge = pitch.aspect * (0.5 + side * 0.56)
    x = edge - side * t * reach * 1.06
    colour = p.local((0.42, 0.04, 50) if lone else landscape.meadow(pitch), 0.8)
    outline = np.concatenate([np.stack([x, y], axis=1), [[x[-1], base + 0.004], [edge, base + 0.004]]])
    scene.add("ground", 0.66, Part(outline, shade(colour, 0.03), shade(colour, -0.09)))
    low, top = sorted((edge - side * 0.10 * pitch.aspect, edge - side * reach * 0.86))
    order = np.argsort(x)
    line = (x[order], y[order])
    seated = arrange.seats(pitch, built, low, top, 0.95)
    arrange.stand_all(pitch, scene, seated, line, p.low, 0.74, back=0.01, sink=0.014)
    if any(w.kind == "lighthouse" for w in built) and p.ambient > 0.3:
        for wish, at, size, _f in seated:
            if wish.kind == "lighthouse":
                foot = float(np.interp(at, *line))
                _beam(pitch, scene, at, foot - size * 0.81)


def _beam(pitch: Pitch, scene: Scene, x: float, y: float) -> None:
    tone = pitch.palette.tinted((0.95, 0.08, 95), 0.5)
    for s in (-1, 1):
        scene.layers.append(Layer((Part(np.array([(x, y - 0.004), (x + s * 1.2, y - 0.16), (x + s * 1.2, y + 0.02), (x, y + 0.004)]), tone, alpha=0.34),), 0.7, "light"))


def _glitter(pitch: Pitch, scene: Scene, horizon: float) -> None:
    """The path of light below sun or moon, and streaks of wind."""
    p, light_, rng = pitch.palette, scene.sky.light, pitch.rng
    parts = []
    if light_ is not None:
        for y in horizon + 0.012 + (1.0 - horizon) * np.linspace(0, 1, 44) ** 1.5:
            near = (y - horizon) / (1 - horizon)
            for _ in range(2):
                w = light_.r * rng.uniform(0.15, 0.75) * (0.5 + 0.9 * near)
                x = light_.x + rng.normal(0, light_.r * (0.22 + 0.5 * near))
                parts.append(Part(oval(x, y, w, 0.0016 + 0.005 * near, steps=12), light_.colour, alpha=0.75 - 0.3 * near))
    tint = shade(p.low, 0.03)
    for _ in range(int(34 * pitch.aspect)):
        near = float(rng.uniform(0, 1)) ** 1.3
        parts.append(Part(oval(float(rng.uniform(0, pitch.aspect)), horizon + 0.02 + near * (0.98 - horizon), 0.03 + 0.10 * near * float(rng.uniform(0.4, 1)), 0.001 + 0.003 * near, steps=12), tint, alpha=0.32))
    scene.layers.append(Layer(tuple(parts), 0.5, "light"))


def _afloat(pitch: Pitch, scene: Scene, horizon: float, floats: list[Wish], gap: float, banked: bool) -> None:
    p = pitch.palette
    lowest = 0.80 if banked else 0.90
    for wish, x, size, far in arrange.seats(pitch, floats, pitch.aspect * 0.08, pitch.aspect * 0.92, 1.05, avoid=None if pitch.chance(0.5) else gap):
        alone = len(floats) == 1 and (wish.count or 3) == 1
        y = horizon + (lowest - horizon) * ((0.62 if alone else 0.9 - 0.62 * far) if lowest > horizon else 0.5)
        y = max(y, horizon + 0.05)
        size *= 1 - 0.3 * far
        sunk = 0.05 * size if wish.kind == "whale" else 0.0
        parts = pitch.stand(wish, x, y + sunk, size, mix(p.low, p.middle, 0.5), 0.9 - 0.3 * far, flip=pitch.chance(0.5))
        waterline = y - (0.05 if sunk else 0.02) * size
        parts = [Part(np.minimum(q.points, (np.inf, waterline)), q.colour, line=q.line, glow=q.glow) for q in parts]
        shown = [mirrored(q, waterline, 0.62) for q in parts]
        scene.add("reflection", 0.7, *(Part(q.points, mix(q.colour, surface(pitch), 0.35), line=q.line, alpha=0.42) for q in shown))
        scene.add("thing", 0.9 - 0.25 * far, *parts)
        _wake(pitch, scene, x, waterline, size * thing_of(wish).wide)


def _wake(pitch: Pitch, scene: Scene, x: float, y: float, wide: float) -> None:
    """Foam and ripples where something floats."""
    p = pitch.palette
    foam = mix(p.light, surface(pitch), 0.2)
    scene.add("front", 0.9, *(Part(oval(x + pitch.uniform(-0.5, 0.5) * wide, y + pitch.uniform(-0.004, 0.022) * wide, wide * pitch.uniform(0.05, 0.2), 0.0026, steps=12), foam, alpha=0.7) for _ in range(9)))


def _bridge(pitch: Pitch, scene: Scene, horizon: float, wish: Wish) -> None:
    p = pitch.palette
    size = max(0.20, pitch.aspect / 3.6) * min(wish.size, 1.25)
    y = min(0.80, horizon + 0.10 + size * 0.24)
    parts = place(buildings.bridge(pitch.dice()), tones(THINGS["bridge"], p, p.low, COLOURS.get(wish.colour), 0.9), pitch.aspect / 2, y, size)
    scene.add("reflection", 0.7, *(Part(q.points, mix(q.colour, surface(pitch), 0.3), line=q.line, alpha=0.4) for q in (mirrored(part, y, 0.6) for part in parts)))
    scene.add("thing", 0.82, *parts)


def _bank(pitch: Pitch, scene: Scene, near: list[Wish], gap: float) -> None:
    p = pitch.palette
    x, h = ridge(pitch.rng, pitch.aspect, rough=0.4, octaves=3, scale=0.8)
    base = 0.84 if near else 0.93
    y = base - h * 0.03 - (x / pitch.aspect - 0.5) * 0.06 * (1 if gap < pitch.aspect / 2 else -1)
    sandy = pitch.plan.has("sea") or pitch.plan.has("island")
    colour = p.local(landscape.SNOW if p.snow else landscape.SAND if sandy else landscape.meadow(pitch), 0.97)
    scene.add("ground", 0.95, Part(under(x, y, 1.05), shade(colour, 0.02), shade(colour, -0.08)))
    if near:
        arrange.stand_all(pitch, scene, arrange.seats(pitch, near, pitch.aspect * 0.07, pitch.aspect * 0.93, 0.95, avoid=gap), (x, y), surface(pitch), 0.96)
    terrain.tufts(pitch, scene, (x, y), 0.99, 0.07, 24)
