"""Plants."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from rxfeed.engines.sketch.shapes import Stroke, bend, blob, oval, ribbon
from rxfeed.engines.sketch.things.pen import dot, line, moved, o

Strokes = list[Stroke]


def tree(rng: np.random.Generator) -> Strokes:
    """A broad-leaved tree in four masses of leaves, lit from the left."""
    trunk = np.concatenate([bend((-0.06, 0.0), (-0.035, -0.2), (-0.03, -0.5)), bend((0.03, -0.5), (0.03, -0.2), (0.07, 0.0))])
    branches = [Stroke(ribbon(bend((0, -0.32), (s * 0.08, -0.46), (s * 0.2, -0.58)), np.linspace(0.04, 0.015, 17)), "dark") for s in (-1, 1)]
    crowns = [(-0.20, -0.56, 0.20), (0.21, -0.54, 0.19), (0.0, -0.62, 0.25), (-0.12, -0.78, 0.19), (0.13, -0.77, 0.18), (0.0, -0.88, 0.13)]
    leaves = [Stroke(blob(rng, x, y, r, r * 0.86, 0.10), "shade") for x, y, r in crowns]
    lit = [Stroke(blob(rng, x - 0.035, y - 0.03, r * 0.82, r * 0.68, 0.12), "body") for x, y, r in crowns]
    bright = [Stroke(blob(rng, x - 0.07, y - 0.07, r * 0.42, r * 0.3, 0.2), "light") for x, y, r in crowns[2:]]
    return [Stroke(trunk, "dark"), *branches, *leaves, *lit, *bright]


def bush(rng: np.random.Generator) -> Strokes:
    """A tree far away: one mass on a short trunk."""
    return [Stroke(np.array([[-0.04, 0], [-0.03, -0.4], [0.03, -0.4], [0.04, 0]]), "dark"), Stroke(blob(rng, 0, -0.62, 0.32, 0.38, 0.14), "body"), Stroke(blob(rng, -0.08, -0.72, 0.18, 0.2, 0.2), "light")]


def pine(rng: np.random.Generator) -> Strokes:
    rows = 5
    strokes = [Stroke(np.array([[-0.028, 0], [-0.02, -0.3], [0.02, -0.3], [0.028, 0]]), "dark")]
    for i in range(rows):
        top, bottom = -0.46 - i * 0.135, -0.10 - i * 0.175
        w = 0.29 * (1 - i / rows) ** 0.85 + 0.05
        tip = -1.0 if i == rows - 1 else top
        jag = rng.uniform(-0.012, 0.012, 4)
        strokes.append(Stroke(np.array([[0, tip], [w * 0.52, (tip + bottom) / 2 + jag[0]], [w, bottom + jag[1]], [w * 0.5, bottom - 0.03], [0, bottom + 0.02], [-w * 0.5, bottom - 0.03], [-w, bottom + jag[2]], [-w * 0.52, (tip + bottom) / 2 + jag[3]]]), "body" if i % 2 else "shade"))
        strokes.append(Stroke(np.array([[0, tip], [-w * 0.52, (tip + bottom) / 2 + jag[3]], [-w, bottom + jag[2]], [-w * 0.55, bottom - 0.04], [-w * 0.2, (tip + bottom) / 2]]), "light"))
    return strokes


def fir(rng: np.random.Generator) -> Strokes:
    """A conifer far away, in one outline."""
    n = 7
    y = np.linspace(-1.0, -0.08, n)
    w = np.linspace(0.03, 0.24, n) * rng.uniform(0.85, 1.15, n)
    right = [p for i in range(1, n) for p in ((w[i], y[i]), (w[i] * 0.5, y[i] - 0.015))]
    left = [(-px, py) for px, py in right[::-1]]
    return [Stroke(np.array([(0, -1.02), *right, (0.03, -0.06), (0.03, 0), (-0.03, 0), (-0.03, -0.06), *left]), "body")]


def palm(rng: np.random.Generator) -> Strokes:
    lean = rng.uniform(0.06, 0.16) * rng.choice([-1, 1])
    spine = bend((0.0, 0.0), (lean * 0.35, -0.35), (lean, -0.74))
    fronds = []
    for i, a in enumerate(np.linspace(-3.5, 0.36, 8)):
        reach = 0.40 + 0.06 * (i % 2)
        tip = (lean + np.cos(a) * reach, -0.74 + np.sin(a) * reach * 0.75 + 0.16)
        mid = (lean + np.cos(a) * reach * 0.55, -0.76 + np.sin(a) * reach * 0.62)
        curve = bend((lean, -0.74), mid, tip)
        fronds.append(Stroke(ribbon(curve, np.interp(np.linspace(0, 1, len(curve)), [0, 0.35, 1], [0.02, 0.10, 0.0])), ("body", "shade", "light")[i % 3]))
        fronds.append(Stroke(curve, "shade", 0.008))
    rings = [line("dark", (p[0] - 0.025, p[1]), (p[0] + 0.025, p[1] - 0.01), width=0.008) for p in spine[2::2]]
    return [Stroke(ribbon(spine, np.linspace(0.075, 0.045, len(spine))), "bark"), *rings, *fronds, *(Stroke(oval(lean + dx, -0.715, 0.028), "dark") for dx in (-0.03, 0.025))]


def cactus(rng: np.random.Generator) -> Strokes:
    def limb(*points: tuple[float, float], w: float) -> Strokes:
        spine = bend(*points)
        return [Stroke(ribbon(spine, [w] * len(spine)), "body"), Stroke(oval(*points[-1], w / 2), "body"), Stroke(oval(*points[0], w / 2), "body"), Stroke(ribbon(spine + (w * 0.26, 0), [w * 0.2] * len(spine)), "shade"), Stroke(spine - (w * 0.2, 0), "light", 0.010)]
    return [
        *limb((-0.02, -0.34), (-0.20, -0.36), (-0.25, -0.46), (-0.25, -0.66), w=0.11), *limb((0.02, -0.44), (0.20, -0.46), (0.25, -0.56), (0.25, -0.80), w=0.11), *limb((0, 0.0), (0, -0.5), (0, -0.92), w=0.17),
        *(dot("accent", x, y, 3) for x, y in ((50, -1), (25, 27), (75, 13))), *(dot("glow", x, y, 1.2) for x, y in ((50, -1), (25, 27), (75, 13))),
    ]


def flower(rng: np.random.Generator) -> Strokes:
    """One of three blossoms on a stalk."""
    sway = rng.uniform(-0.10, 0.10)
    spine = bend((0, 0), (sway * 0.3, -0.4), (sway, -0.74))
    leaves = [o("leaf", "50,86 34,74 20,72! 32,88 48,94"), o("leaf", "50,76 66,62 82,62! 70,78 52,84")]
    head = (daisy, poppy, cosmos)[int(rng.integers(3))](rng)
    return [Stroke(spine, "leaf", 0.022), *leaves, *moved(head, sway, -0.76)]


def daisy(rng: np.random.Generator) -> Strokes:
    petals = [Stroke(oval(np.cos(a) * 0.145, np.sin(a) * 0.145, 0.105, 0.042, a), "light" if i % 2 else "body") for i, a in enumerate(np.linspace(0, 2 * np.pi, 15)[:-1])]
    return [*petals, Stroke(oval(0, 0, 0.072), "glow"), Stroke(oval(0.012, 0.016, 0.045), "accent")]


def poppy(rng: np.random.Generator) -> Strokes:
    return [Stroke(blob(rng, x, y, 0.155, 0.135, 0.08), tone) for x, y, tone in ((-0.10, -0.05, "shade"), (0.10, -0.05, "shade"), (0.0, -0.10, "body"), (0.0, 0.06, "light"))] + [Stroke(oval(0, 0, 0.055), "ink"), *(Stroke(oval(np.cos(a) * 0.075, np.sin(a) * 0.075, 0.010), "ink") for a in np.linspace(0, 6.283, 12))]


def cosmos(rng: np.random.Generator) -> Strokes:
    petals = [moved([Stroke(np.concatenate([bend((0, 0), (0.07, -0.09), (0.095, -0.21)), bend((0.05, -0.235), (0.0, -0.205), (-0.05, -0.235)), bend((-0.095, -0.21), (-0.07, -0.09), (0, 0))]), "body" if i % 2 else "light")], 0, 0, 1.0, a)[0] for i, a in enumerate(np.linspace(0, 2 * np.pi, 7)[:-1])]
    veins = [line("shade", (0, 0), (np.sin(a) * 0.15, -np.cos(a) * 0.15), width=0.008) for a in np.linspace(0, 2 * np.pi, 7)[:-1]]
    return [*petals, *veins, Stroke(oval(0, 0, 0.055), "glow"), Stroke(oval(0, 0, 0.03), "accent")]


def tulip(rng: np.random.Generator) -> Strokes:
    sway = rng.uniform(-0.06, 0.06)
    return [
        Stroke(bend((0, 0), (sway * 0.4, -0.35), (sway, -0.66)), "leaf", 0.026), o("leaf", "49,98 36,78 33,48! 44,66 51,90"), o("leaf", "51,98 62,80 68,54! 58,70 50,90"),
        *moved([o("shade", "34,62 33,80 40,94 50,99 60,94 67,80 66,62! 58,72"), o("shade", "34,62! 42,72 50,78 66,62! 60,94 50,99 40,94"), o("body", "50,60! 60,76 60,92 50,99 40,92 40,76"), o("light", "50,60! 45,76 45,90 42,90 41,76")], sway, -0.62, 1.05),
    ]


def sunflower(rng: np.random.Generator) -> Strokes:
    petals = [moved([Stroke(np.concatenate([bend((-0.03, -0.12), (-0.05, -0.20), (0, -0.30)), bend((0, -0.30), (0.05, -0.20), (0.03, -0.12))]), tone)], 0, 0, 1.0, a)[0] for shift, tone in ((0.16, "shade"), (0.0, "body")) for a in np.linspace(0, 2 * np.pi, 20)[:-1] + shift]
    seeds = [Stroke(oval(np.cos(i * 2.4) * 0.011 * i**0.62 * 1.9, np.sin(i * 2.4) * 0.011 * i**0.62 * 1.9, 0.008), "bark") for i in range(1, 40)]
    return [Stroke(bend((0, 0), (0.03, -0.35), (0, -0.62)), "leaf", 0.035), o("leaf", "51,70 30,58 14,62! 26,76 48,80"), o("leaf", "52,60 72,46 88,48! 76,64 54,70"), *moved([*petals, Stroke(oval(0, 0, 0.145), "dark"), *seeds], 0, -0.70)]


def mushroom(rng: np.random.Generator) -> Strokes:
    spots = [dot("white", x, y, r, r * 0.8) for x, y, r in ((50, 16, 6.5), (30, 26, 5), (70, 27, 5.5), (16, 42, 4), (44, 36, 4.5), (62, 44, 4), (84, 42, 4))]
    return [
        o("light", "42,46 40,80 34,97 38,101! 62,101! 66,97 60,80 58,46"), o("shade", "53,46 54,80 56,101! 62,101! 66,97 60,80 58,46"), o("light", "38,56 50,60 62,56 66,66 50,63 34,66"),
        o("body", "0,50 8,26 26,8 50,2 74,8 92,26 100,50 88,54 50,50 12,54"), o("shade", "0,50 12,52 50,46 88,52 100,50 90,57 50,55 10,57"), *spots,
    ]


def leaf(rng: np.random.Generator) -> Strokes:
    veins = [line("light", (0, y), (s * 0.23 * np.sin((-y) * np.pi) + s * 0.02, y - 0.12), width=0.010) for y in (-0.2, -0.34, -0.48, -0.62, -0.76) for s in (-1, 1)]
    return [o("body", "50,-2! 66,14 80,40 76,66 62,84 50,90! 38,84 24,66 20,40 34,14"), o("shade", "50,-2! 66,14 80,40 76,66 62,84 50,90!"), *veins, Stroke(bend((0.02, 0.0), (0.0, -0.3), (0.0, -1.0)), "light", 0.016)]


def grass(rng: np.random.Generator) -> Strokes:
    """A tuft."""
    blades = []
    for _ in range(7):
        x, lean, tall = rng.uniform(-0.3, 0.3), rng.uniform(-0.35, 0.35), rng.uniform(0.5, 1.0)
        curve = bend((x, 0.02), (x + lean * 0.3, -tall * 0.6), (x + lean, -tall), steps=5)
        blades.append(Stroke(ribbon(curve, np.linspace(0.07, 0.0, len(curve))), "body"))
    return blades


@lru_cache(maxsize=16)
def tuft(number: int) -> tuple[Stroke, ...]:
    """One of a few tufts of grass, drawn once."""
    return tuple(grass(np.random.default_rng(number)))


def rosette(rng: np.random.Generator) -> Strokes:
    """A blossom seen from the front, centred on the origin, about 1 across."""
    head = (daisy, poppy, cosmos)[int(rng.integers(3))](rng)
    return moved(head, 0, 0, 2.1, float(rng.uniform(0, 6.28)))
