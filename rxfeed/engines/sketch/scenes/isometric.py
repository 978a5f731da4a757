"""A small world on a floating block, seen from above: parallel projection, two to one."""

from __future__ import annotations

import numpy as np

from rxfeed.engines.sketch.palette import mix, shade
from rxfeed.engines.sketch.plan import Wish
from rxfeed.engines.sketch.scene import Light, Scene, Sky
from rxfeed.engines.sketch.scenes import arrange
from rxfeed.engines.sketch.scenes.pitch import Pitch, share
from rxfeed.engines.sketch.shapes import Colour, Part, oval
from rxfeed.engines.sketch.things.catalogue import THINGS
from rxfeed.engines.sketch.words import COLOURS

_N = 11
_WATERY = ("sea", "lake", "harbour", "island", "waves", "river", "underwater")


class Block:
    """Where a cell of the map lies on the picture."""

    def __init__(self, pitch: Pitch) -> None:
        self.step = pitch.unit * 0.90 / _N / 2
        self.x, self.y = pitch.aspect / 2, 0.56 - _N * self.step / 2 + 0.02
        self.rise = self.step * 0.82

    def at(self, i: float, k: float, level: float = 0.0) -> tuple[float, float]:
        return self.x + (i - k) * self.step, self.y + (i + k) * self.step / 2 - level * self.rise

    def prism(self, i: float, k: float, w: float, d: float, low: float, high: float, colour: Colour) -> list[Part]:
        """A box: its top, its left face in half shade, its right face in shade."""
        a, b, c, e = self.at(i, k, high), self.at(i + w, k, high), self.at(i + w, k + d, high), self.at(i, k + d, high)
        c0, b0, e0 = self.at(i + w, k + d, low), self.at(i + w, k, low), self.at(i, k + d, low)
        return [Part(np.array([e, c, c0, e0]), shade(colour, -0.08)), Part(np.array([c, b, b0, c0]), shade(colour, -0.16)), Part(np.array([a, b, c, e]), shade(colour, 0.03))]

    def roof(self, i: float, k: float, w: float, d: float, low: float, high: float, colour: Colour) -> list[Part]:
        a, b, c, e = self.at(i, k, low), self.at(i + w, k, low), self.at(i + w, k + d, low), self.at(i, k + d, low)
        left, right = self.at(i, k + d / 2, high), self.at(i + w, k + d / 2, high)
        return [Part(np.array([a, b, right, left]), shade(colour, 0.05)), Part(np.array([e, c, right, left]), shade(colour, -0.05)), Part(np.array([b, c, right]), shade(colour, -0.17))]


def world(pitch: Pitch, scene: Scene) -> None:
    """The map from the places named, what grows and stands on it, then the things asked for."""
    p, plan = pitch.palette, pitch.plan
    ground = mix(p.low, p.middle, 0.35) if not p.dark else mix(p.top, p.middle, 0.5)
    scene.sky = Sky((shade(ground, 0.03), ground, shade(ground, -0.04)), 1.0, "ground", _lamp(pitch), 0.4, 130 if p.time == "night" or plan.has("stars") else 0, rainbow=plan.has("rainbow"))
    block = Block(pitch)
    heights, kinds = _map(pitch)
    scene.add("shadow", 0.1, Part(oval(block.x, block.y + _N * block.step + 0.115, _N * block.step * 0.8, _N * block.step * 0.26), shade(ground, -0.22), alpha=0.5))
    things = [w for w in plan.things if w.kind in THINGS]
    seats = _seats(pitch, things, kinds)
    for total in range(2 * _N - 1):
        for i in range(max(0, total - _N + 1), min(_N, total + 1)):
            k = total - i
            _cell(pitch, scene, block, i, k, float(heights[i, k]), str(kinds[i, k]), (i, k) in {s[1] for s in seats} or any(abs(i - s[1][0]) + abs(k - s[1][1]) <= 2 and (i + k) > sum(s[1]) for s in seats))
        for wish, cell, size in seats:
            if sum(cell) == total - 1:
                _stand(pitch, scene, block, wish, cell, size, float(heights[cell]), str(kinds[cell]))
    for wish, x, size, far in arrange.seats(pitch, [w for w in things if THINGS[w.kind].home == "air"], pitch.aspect * 0.12, pitch.aspect * 0.88, 0.72):
        scene.add("thing", 0.9, *pitch.stand(wish, x, 0.10 + size + 0.10 * far, size, ground, 1.0, pitch.chance(0.5)))


def _lamp(pitch: Pitch) -> Light | None:
    p, plan = pitch.palette, pitch.plan
    moon = plan.has("moon") or p.time == "night"
    if not moon and not plan.has("sun") and pitch.chance(0.5) or ("moon" if moon else "sun") in plan.without:
        return None
    wish = plan.wish("moon" if moon else "sun")
    r = pitch.unit * 0.085 * (wish.size if wish else 1.0)
    return Light("moon" if moon else "sun", pitch.aspect * (0.2 if pitch.chance(0.5) else 0.8), 0.17, r, p.light if moon or not p.light[0] > 0.9 else (0.88, 0.15, 85))


def _map(pitch: Pitch) -> tuple[np.ndarray, np.ndarray]:
    """Height and material of each cell."""
    plan, rng = pitch.plan, pitch.rng
    i, k = np.mgrid[0:_N, 0:_N]
    turn = rng.uniform(-0.5, 0.5)
    slope = (i * np.cos(turn) + k * np.sin(turn) - k * 0.2) / _N
    heights = np.full((_N, _N), 2.0)
    kinds = np.full((_N, _N), "grass", dtype=object)
    floats = bool(pitch.wished("water", "span", "deep", "shore"))
    if any(plan.has(w) for w in _WATERY) or floats:
        heights = _flooded(pitch, kinds, slope)
    if plan.has("desert"):
        kinds[kinds == "grass"] = "sand"
        heights = heights + np.round(1.2 * np.sin(i * 0.8 + rng.uniform(0, 6)) * np.cos(k * 0.6)) * 0.4
    if plan.has("mountains") or plan.has("hills") or plan.has("snowfield"):
        heights = _raised(pitch, kinds, heights)
    _grow(pitch, kinds)
    if plan.has("river"):
        kinds[np.abs(k - 5 - 1.6 * np.sin(i * 0.7)) < 1.1] = "water"
        heights = np.where(kinds == "water", 1.6, heights)
    if plan.has("road"):
        kinds[np.abs(k - 6 - 1.3 * np.sin(i * 0.6)) < 0.8] = "street"
    kinds[(kinds == "grass") & (rng.random((_N, _N)) < 0.12)] = "wood"
    return heights, kinds


def _flooded(pitch: Pitch, kinds: np.ndarray, slope: np.ndarray) -> np.ndarray:
    """Heights with water on one side, or all around an island, and sand along it."""
    rng, (i, k) = pitch.rng, np.mgrid[0:_N, 0:_N]
    level = slope + rng.uniform(-0.07, 0.07, (_N, _N))
    wet = np.hypot(i - 5, k - 5) > 3.3 + rng.uniform(-0.5, 0.5) if pitch.plan.has("island") else level > 0.26
    kinds[wet] = "water"
    edge = ~wet & (np.roll(wet, 1, 0) | np.roll(wet, -1, 0) | np.roll(wet, 1, 1) | np.roll(wet, -1, 1))
    kinds[edge] = "sand"
    return np.where(wet, 1.2, np.where(edge, 1.7, 2.2))


def _raised(pitch: Pitch, kinds: np.ndarray, heights: np.ndarray) -> np.ndarray:
    """Heights with three mountains or hills at the back."""
    plan, rng, (i, k) = pitch.plan, pitch.rng, np.mgrid[0:_N, 0:_N]
    for _ in range(3):
        ci, ck = rng.uniform(0, 4.5), rng.uniform(0, 4.5)
        top = rng.uniform(6, 9.5) if plan.has("mountains") else rng.uniform(2, 3.5)
        rise = np.clip(top * (1 - np.hypot(i - ci, k - ck) / 4.2), 0, None)
        rise = rise + rng.uniform(0, 0.9, rise.shape) * (rise > 0.6)
        heights = np.maximum(heights, 2 + rise * (kinds != "water"))
    if plan.has("mountains"):
        kinds[(heights > 3.4) & (kinds != "water")] = "rock"
        kinds[heights > 6.4] = "snow"
    return heights


def _grow(pitch: Pitch, kinds: np.ndarray) -> None:
    """What grows or is built where there is grass."""
    plan, rng, (i, k) = pitch.plan, pitch.rng, np.mgrid[0:_N, 0:_N]
    if plan.has("forest"):
        kinds[(kinds == "grass") & (rng.random((_N, _N)) < 0.62)] = "wood"
    elif plan.has("city"):
        kinds[(kinds == "grass") & (i % 3 != 2) & (k % 3 != 2)] = "tower"
        kinds[(kinds == "grass")] = "street"
    elif plan.has("village") or plan.has("harbour"):
        kinds[(kinds == "grass") & (rng.random((_N, _N)) < 0.42)] = "cottage"
    elif plan.has("garden") or any(THINGS[w.kind].home == "front" for w in plan.things if w.kind in THINGS):
        kinds[(kinds == "grass") & (rng.random((_N, _N)) < 0.6)] = "bloom"


def _cell(pitch: Pitch, scene: Scene, block: Block, i: int, k: int, height: float, kind: str, keep_clear: bool) -> None:
    p, rng = pitch.palette, pitch.rng
    base: Colour = {"grass": (0.66, 0.13, 135), "wood": (0.62, 0.12, 140), "bloom": (0.62, 0.13, 138), "cottage": (0.66, 0.12, 132), "sand": (0.86, 0.08, 82), "water": (0.66, 0.11, 222), "rock": (0.62, 0.03, 275), "snow": (0.96, 0.015, 240), "tower": (0.72, 0.02, 260), "street": (0.60, 0.02, 270)}[kind]
    if p.snow and kind in ("grass", "wood", "cottage", "bloom"):
        base = (0.95, 0.015, 240)
    for name in ("hills", "lake", "sea", "mountains", "meadow"):
        wish = pitch.plan.wish(name)
        if wish and wish.colour and {"hills": "grass", "meadow": "grass", "mountains": "rock"}.get(name, "water") == kind:
            base = COLOURS[wish.colour]
    tone = shade(p.local(base, 0.95), float(rng.uniform(-0.014, 0.014)))
    front = i == _N - 1 or k == _N - 1
    low = min(height - 1.5, 1.2)
    if front:
        soil = p.local((0.50, 0.07, 50), 0.95)
        scene.add("block", 0.8, *block.prism(i, k, 1, 1, -2.2, height - 0.7, soil))
        low = height - 0.7
    scene.add("block", 0.8, *block.prism(i, k, 1, 1, low, height, tone))
    if keep_clear:
        return
    if kind == "water" and rng.random() < 0.22:
        x, y = block.at(i + 0.5, k + 0.5, height)
        scene.add("block", 0.8, Part(oval(x, y, block.step * 0.4, block.step * 0.035, steps=12), shade(tone, 0.12)))
    elif kind == "wood":
        _tree(pitch, scene, block, i + 0.5, k + 0.5, height)
    elif kind == "tower":
        _tower(pitch, scene, block, i, k, height)
    elif kind == "cottage":
        _cottage(pitch, scene, block, i, k, height)
    elif kind == "bloom":
        for _ in range(5):
            x, y = block.at(i + rng.uniform(0.1, 0.9), k + rng.uniform(0.1, 0.9), height)
            tone = p.tinted((0.74, 0.18, float(rng.choice([15, 60, 95, 330, 300]))), 0.3)
            scene.add("block", 0.8, Part(np.array([(x - 0.0015, y), (x + 0.0015, y), (x + 0.0015, y - block.step * 0.3), (x - 0.0015, y - block.step * 0.3)]), p.local((0.5, 0.12, 140))), Part(oval(x, y - block.step * 0.34, block.step * 0.13, steps=14), tone))


def _tree(pitch: Pitch, scene: Scene, block: Block, i: float, k: float, height: float) -> None:
    p = pitch.palette
    leaf = p.local(shade(p.foliage, pitch.uniform(-0.05, 0.05)), 0.95)
    x, y = block.at(i, k, height)
    s = block.step * pitch.uniform(0.85, 1.2)
    parts = [Part(oval(x, y, s * 0.5, s * 0.2, steps=16), shade(p.ground(1.0), 0.04), alpha=1.0), Part(np.array([(x - s * 0.1, y), (x - s * 0.1, y - s * 0.6), (x + s * 0.1, y - s * 0.6), (x + s * 0.1, y)]), p.local((0.42, 0.07, 50)))]
    for n in range(3):
        w, low, top = s * (0.62 - 0.15 * n), y - s * (0.45 + 0.48 * n), y - s * (1.35 + 0.48 * n)
        parts += [Part(np.array([(x - w, low), (x, top), (x, low + w * 0.42)]), shade(leaf, 0.05)), Part(np.array([(x + w, low), (x, top), (x, low + w * 0.42)]), shade(leaf, -0.08))]
    scene.add("block", 0.85, *parts[1:])


def _tower(pitch: Pitch, scene: Scene, block: Block, i: int, k: int, height: float) -> None:
    p, rng = pitch.palette, pitch.rng
    tall = height + float(rng.choice([2.2, 3.2, 4.5, 6.5], p=[0.3, 0.3, 0.25, 0.15])) * (1.2 if i + k < _N else 0.75)
    tone = p.local((pitch.uniform(0.6, 0.85), 0.07, float(rng.choice([30, 60, 200, 250, 290]))), 0.95, 0.2)
    parts = block.prism(i + 0.1, k + 0.1, 0.8, 0.8, height, tall, tone)
    glow = p.tinted((0.92, 0.12, 88), 0.6) if p.ambient > 0.3 else shade(tone, -0.25)
    for level in np.arange(height + 0.4, tall - 0.3, 0.75):
        for t in (0.22, 0.48, 0.74):
            if rng.random() < 0.75:
                a, b = block.at(i + 0.1 + t * 0.8 - 0.07, k + 0.9, level), block.at(i + 0.1 + t * 0.8 + 0.07, k + 0.9, level)
                parts.append(Part(np.array([a, b, (b[0], b[1] - block.rise * 0.42), (a[0], a[1] - block.rise * 0.42)]), glow))
                c, d = block.at(i + 0.9, k + 0.1 + t * 0.8 - 0.07, level), block.at(i + 0.9, k + 0.1 + t * 0.8 + 0.07, level)
                parts.append(Part(np.array([c, d, (d[0], d[1] - block.rise * 0.42), (c[0], c[1] - block.rise * 0.42)]), shade(glow, -0.06)))
    scene.add("block", 0.85, *parts)


def _cottage(pitch: Pitch, scene: Scene, block: Block, i: int, k: int, height: float) -> None:
    p = pitch.palette
    wall = p.local((0.92, 0.04, 85), 0.95, 0.2)
    roof = p.local((0.58, 0.17, float(pitch.rng.choice([25, 35, 45, 230]))), 0.95, 0.2)
    parts = [*block.prism(i + 0.1, k + 0.12, 0.8, 0.74, height, height + 0.85, wall), *block.roof(i + 0.02, k + 0.02, 0.96, 0.94, height + 0.8, height + 1.65, roof)]
    glow = p.tinted((0.92, 0.12, 88), 0.6) if p.ambient > 0.3 else (0.45, 0.04, 250)
    a, b = block.at(i + 0.3, k + 0.86, height + 0.25), block.at(i + 0.5, k + 0.86, height + 0.25)
    parts.insert(3, Part(np.array([a, b, (b[0], b[1] - block.rise * 0.4), (a[0], a[1] - block.rise * 0.4)]), glow))
    scene.add("block", 0.85, *parts)


def _seats(pitch: Pitch, things: list[Wish], kinds: np.ndarray) -> list[tuple[Wish, tuple[int, int], float]]:
    """A cell for each thing: what floats on water, the rest on land, the first near the middle and large."""
    rng = pitch.rng
    found: list[tuple[Wish, tuple[int, int], float]] = []
    taken: set[tuple[int, int]] = set()
    crowded = any(pitch.plan.has(place) for place in ("village", "city", "harbour", "island"))
    for rank, wish in enumerate(w for w in things if THINGS[w.kind].home != "air"):
        wet = THINGS[wish.kind].home in ("water", "span", "deep")
        cells = [(int(i), int(k)) for i, k in np.argwhere((kinds == "water") == wet) if 2 <= i + k <= 2 * _N - 5]
        count = min(8, wish.count or THINGS[wish.kind].many)
        for _ in range(count):
            free = [c for c in cells if all(abs(c[0] - t[0]) + abs(c[1] - t[1]) > (3 if count < 4 else 2) for t in taken)] or [c for c in cells if c not in taken]
            if not free:
                break
            centre = min(free, key=lambda c: abs(c[0] - 6.5) + abs(c[1] - 6.5) + rng.uniform(0, 4.5))
            taken.add(centre)
            found.append((wish, centre, THINGS[wish.kind].size * pitch.unit * wish.size * share(count) * (0.86, 0.66, 0.56, 0.5)[min(rank, 3)] * (0.62 if crowded else 1.0)))
    return found


def _stand(pitch: Pitch, scene: Scene, block: Block, wish: Wish, cell: tuple[int, int], size: float, height: float, kind: str) -> None:
    x, y = block.at(cell[0] + 0.5, cell[1] + 0.5, height)
    wide = min(size * THINGS[wish.kind].wide, pitch.aspect * 0.7)
    size = wide / THINGS[wish.kind].wide
    scene.add("shadow", 0.9, Part(oval(x + wide * 0.12, y, wide * 0.48, wide * 0.13), shade(pitch.palette.near, 0.0), alpha=0.4))
    scene.add("thing", 0.9, *pitch.stand(wish, x, y + size * 0.02, size, pitch.palette.local((0.66, 0.11, 222) if kind == "water" else (0.66, 0.13, 135), 0.95), 1.0, pitch.chance(0.5)))
