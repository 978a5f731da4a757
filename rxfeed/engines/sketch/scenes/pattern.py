"""Pictures of shapes: abstract compositions and grids."""

from __future__ import annotations

import numpy as np

from rxfeed.engines.sketch.palette import apart, mix, shade
from rxfeed.engines.sketch.scene import Scene, Sky
from rxfeed.engines.sketch.scenes.pitch import Pitch
from rxfeed.engines.sketch.shapes import Colour, Part, arc, blob, box, oval, ribbon, wave
from rxfeed.engines.sketch.things.catalogue import THINGS


def inks(pitch: Pitch) -> list[Colour]:
    """Six colours that go together, dark to light, from the palette."""
    p = pitch.palette
    return [p.near, p.far, p.accent, p.middle, shade(p.low, -0.02), mix(p.light, p.low, 0.3)]


def abstract(pitch: Pitch, scene: Scene) -> None:
    """One of five: orbits, balanced stones, ribbons, arches and discs, cut shapes."""
    p = pitch.palette
    ground = mix(p.low, p.light, 0.45) if not p.dark else p.top
    scene.sky = Sky((shade(ground, 0.02), ground, shade(ground, -0.03)), 1.0, "ground", None, 0.35)
    (_orbits, _stones, _ribbons, _arches, _cuttings)[int(pitch.rng.integers(5))](pitch, scene, ground)


def _orbits(pitch: Pitch, scene: Scene, ground: Colour) -> None:
    """Discs, rings, bars and wedges held in balance about a leaning axis."""
    colours, u, a = inks(pitch), pitch.unit, pitch.aspect
    strong = [apart(c, ground, 0.2) for c in colours]
    x, y, r = a * pitch.uniform(0.40, 0.60), pitch.uniform(0.38, 0.52), u * pitch.uniform(0.26, 0.32)
    for k, (scale, n) in enumerate(((1.22, 4), (1.0, 1), (0.66, 2), (0.30, 0))):
        scene.add("thing", 0.2 + 0.05 * k, Part(oval(x + 0.05 * k * u, y - 0.03 * k * u, r * scale, steps=90), colours[n] if k == 0 else strong[n]))
    lean = pitch.uniform(-0.9, -0.3) * (1 if pitch.chance(0.5) else -1)
    axis = np.array([np.cos(lean), np.sin(lean)])
    for n in range(5):
        middle = np.array([x, y]) + axis * pitch.uniform(-0.3, 0.3) + np.array([-axis[1], axis[0]]) * (0.10 * n - 0.2) * 1.6
        half = pitch.uniform(0.16, 0.5) * axis
        scene.add("thing", 0.5 + 0.05 * n, Part(ribbon(np.array([middle - half, middle, middle + half]), [pitch.uniform(0.008, 0.045)] * 3), strong[int(pitch.rng.integers(4))]))
    for n in range(3):
        cx, cy, s = a * pitch.uniform(0.12, 0.88), pitch.uniform(0.12, 0.9), u * pitch.uniform(0.06, 0.13)
        turn = pitch.uniform(0, 6.28)
        wedge = np.concatenate([arc(cx, cy, s * 1.5, turn, turn + pitch.uniform(0.8, 2.6), 30), [[cx, cy]]])
        scene.add("thing", 0.75, Part(wedge, strong[int(pitch.rng.integers(len(strong)))]))
        scene.add("thing", 0.8, Part(arc(cx, cy, s * 1.9, turn + 2, turn + 5, 40), strong[0], line=0.006), Part(arc(cx, cy, s * 2.2, turn + 2.2, turn + 4.6, 40), strong[0], line=0.003))
    side = a * (0.1 if pitch.chance(0.5) else 0.68)
    cell = u * 0.042
    top = pitch.uniform(0.66, 0.78)
    checks = [Part(box(side + i * cell, top + k * cell, side + (i + 1) * cell, top + (k + 1) * cell), strong[0] if (i + k) % 2 else colours[4]) for i in range(5) for k in range(4)]
    scene.add("thing", 0.85, *checks)
    for _ in range(12):
        scene.add("thing", 0.9, Part(oval(a * pitch.uniform(0.06, 0.94), pitch.uniform(0.06, 0.94), u * pitch.uniform(0.006, 0.022)), strong[int(pitch.rng.integers(4))]))


def _stones(pitch: Pitch, scene: Scene, ground: Colour) -> None:
    colours = inks(pitch)
    scene.add("ground", 0.2, Part(oval(pitch.aspect * pitch.uniform(0.35, 0.65), pitch.uniform(0.3, 0.42), pitch.unit * 0.30, steps=90), pitch.palette.accent))
    y = 0.93
    x = pitch.aspect * 0.5
    for i in range(6):
        w, h = pitch.unit * (0.33 - 0.04 * i) * pitch.uniform(0.75, 1.1), 0.085 * pitch.uniform(0.7, 1.15)
        y -= h
        tone = apart(colours[i % len(colours)], ground, 0.10)
        stone = blob(pitch.rng, x, y, w, h, 0.10, 8)
        scene.add("thing", 0.5 + 0.08 * i, Part(stone, shade(tone, 0.05), shade(tone, -0.06)))
        scene.add("line", 0.5 + 0.08 * i, *(Part(arc(x + pitch.uniform(-0.3, 0.3) * w, y + h * 0.3, w * k, 3.7, 5.3, ry=h * k), shade(tone, 0.08), line=0.003) for k in (0.5, 0.7)))
        x += pitch.uniform(-0.05, 0.05)
        y -= h * 0.82


def _ribbons(pitch: Pitch, scene: Scene, ground: Colour) -> None:
    colours = inks(pitch)
    slope, swing = pitch.uniform(-0.35, 0.35), pitch.uniform(1.2, 2.6)
    count = 15
    x = np.linspace(-0.1, pitch.aspect + 0.1, 120)
    base = wave(pitch.rng, x * swing) * 0.16
    for i in range(count):
        t = i / (count - 1)
        y = -0.08 + 1.16 * t + base * (0.4 + np.sin(t * np.pi)) + wave(pitch.rng, x * swing * 1.4) * 0.03 + (x - pitch.aspect / 2) * slope
        w = (0.075 + 0.05 * wave(pitch.rng, x * 2.2)) * pitch.uniform(0.6, 1.3)
        tone = shade(colours[int(pitch.rng.integers(len(colours)))], pitch.uniform(-0.05, 0.05))
        scene.add("ground", 0.2 + 0.7 * t, Part(ribbon(np.stack([x, y], axis=1), np.abs(w) + 0.012), tone))
    scene.add("thing", 0.95, Part(oval(pitch.aspect * pitch.uniform(0.25, 0.75), pitch.uniform(0.25, 0.6), pitch.unit * pitch.uniform(0.09, 0.15), steps=80), apart(pitch.palette.light, colours[3])))


def _arches(pitch: Pitch, scene: Scene, ground: Colour) -> None:
    colours = inks(pitch)
    for n in range(3):
        x, y = pitch.aspect * (0.24 + 0.26 * n), pitch.uniform(0.72, 1.0)
        turned = bool(n % 2) and pitch.chance(0.6)
        r = pitch.unit * pitch.uniform(0.24, 0.40)
        for k in range(5):
            rr = r * (1 - k * 0.19)
            a = arc(x, y if not turned else 1 - y, rr, np.pi, 2 * np.pi, 50)
            shape = a if not turned else arc(x, 1 - y, rr, 0, np.pi, 50)
            legs = np.array([(shape[-1, 0], y + 0.4 if not turned else 1 - y - 0.4), (shape[0, 0], y + 0.4 if not turned else 1 - y - 0.4)])
            scene.add("thing", 0.3 + 0.2 * n + 0.03 * k, Part(np.concatenate([shape, legs]), colours[(k + n * 2) % len(colours)]))
    scene.add("thing", 0.9, Part(oval(pitch.aspect * pitch.uniform(0.3, 0.7), pitch.uniform(0.16, 0.3), pitch.unit * pitch.uniform(0.08, 0.13), steps=80), pitch.palette.accent))


def _cuttings(pitch: Pitch, scene: Scene, ground: Colour) -> None:
    """Leafy cut-outs on blocks of colour."""
    colours = inks(pitch)
    cols, rows = max(2, round(pitch.aspect * 3)), max(2, round(3 / max(0.8, min(1.2, pitch.aspect)) * 0.9))
    w, h = pitch.aspect / cols, 1 / rows
    for i in range(cols):
        for k in range(rows):
            back = colours[int(pitch.rng.integers(len(colours)))]
            scene.add("ground", 0.3, Part(box(i * w - 0.002, k * h - 0.002, (i + 1) * w + 0.002, (k + 1) * h + 0.002), back))
            scene.add("thing", 0.8, Part(_frond(pitch, (i + 0.5) * w, (k + 0.5) * h, min(w, h) * 0.44), apart(colours[int(pitch.rng.integers(len(colours)))], back, 0.24)))


def _frond(pitch: Pitch, x: float, y: float, r: float) -> np.ndarray:
    lobes = int(pitch.rng.integers(4, 9))
    a = np.linspace(0, 2 * np.pi, 240)
    depth = pitch.uniform(0.25, 0.55)
    radius = r * (1 - depth + depth * np.abs(np.cos(a * lobes / 2 + pitch.uniform(0, 3))) ** 0.6) * (0.8 + 0.2 * np.cos(a - pitch.uniform(0, 6)))
    return np.stack([x + np.cos(a) * radius, y + np.sin(a) * radius], axis=1)


def grid(pitch: Pitch, scene: Scene) -> None:
    """Tiles: quarter circles, stripes and dots; or the wished things, one to a tile."""
    p = pitch.palette
    colours = inks(pitch)
    ground = colours[5]
    scene.sky = Sky((ground, ground, shade(ground, -0.02)), 1.0, "ground", None, 0.2)
    wishes = [w for w in pitch.plan.things if w.kind in THINGS]
    across = 3 if wishes else int(pitch.rng.integers(4, 7))
    cell = pitch.unit * 0.92 / across
    cols, rows = int((pitch.aspect * 0.96) / cell), int(0.96 / cell)
    x0, y0 = (pitch.aspect - cols * cell) / 2, (1 - rows * cell) / 2
    for i in range(cols):
        for k in range(rows):
            x, y = x0 + i * cell, y0 + k * cell
            back = colours[int(pitch.rng.integers(len(colours)))]
            scene.add("ground", 0.4, Part(box(x + cell * 0.015, y + cell * 0.015, x + cell * 0.985, y + cell * 0.985), back))
            if wishes:
                wish = wishes[(i + k) % len(wishes)]
                high = cell * 0.74 / max(1.0, THINGS[wish.kind].wide)
                scene.add("thing", 0.8, *pitch.stand(wish, x + cell / 2, y + cell / 2 + high / 2, high, back, 1.0, bool((i + k) % 2)))
            else:
                scene.add("thing", 0.8, *_tile(pitch, x, y, cell, apart(colours[int(pitch.rng.integers(len(colours)))], back, 0.2), apart(p.accent, back, 0.16)))


def _tile(pitch: Pitch, x: float, y: float, s: float, one: Colour, two: Colour) -> list[Part]:
    g, w = s * 0.015, s * 0.97
    x, y = x + g, y + g
    corner = [(x, y, 0.0), (x + w, y, np.pi / 2), (x + w, y + w, np.pi), (x, y + w, -np.pi / 2)][int(pitch.rng.integers(4))]
    def wedge(k: float) -> np.ndarray:
        return np.concatenate([arc(corner[0], corner[1], w * k, corner[2], corner[2] + np.pi / 2, 24), [[corner[0], corner[1]]]])
    match int(pitch.rng.integers(6)):
        case 0:
            return [Part(wedge(1.0), one), Part(wedge(0.5), two)]
        case 1:
            return [Part(wedge(0.98), one), Part(wedge(0.74), two), Part(wedge(0.5), one), Part(wedge(0.25), two)]
        case 2:
            return [Part(oval(x + w / 2, y + w / 2, w * 0.42, steps=60), one), Part(oval(x + w / 2, y + w / 2, w * 0.2), two)]
        case 3:
            return [Part(box(x, y + w * k, x + w, y + w * (k + 0.1)), one) for k in (0.05, 0.25, 0.45, 0.65, 0.85)]
        case 4:
            return [Part(np.concatenate([arc(x + w / 2, y + w * h, w / 2, np.pi, 2 * np.pi, 30)]), c) for h, c in ((0.5, one), (1.0, two))]
        case _:
            return [Part(np.array([(x, y), (x + w, y), (x, y + w)]), one), Part(oval(x + w * 0.7, y + w * 0.7, w * 0.16), two)]
