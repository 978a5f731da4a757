"""What carries us over water, land and air."""

from __future__ import annotations

import numpy as np

from rxfeed.engines.sketch.shapes import Stroke, bend, oval, ribbon
from rxfeed.engines.sketch.things.pen import dot, flat, line, o, rect

Strokes = list[Stroke]


def boat(rng: np.random.Generator) -> Strokes:
    """A sailing boat under main and jib."""
    return [
        line("dark", (0.02, -0.18), (0.02, -1.0), width=0.022),
        o("white", "54,2! 66,30 86,78! 70,80 54,80!"), o("veil", "54,2! 66,30 86,78! 74,79.5 64,50"), o("light", "49,10! 36,42 14,76! 32,80 49,80!"), o("veil", "49,10! 44,44 40,80 49,80!"),
        flat("accent", (53, -1), (66, 2.5), (53, 6)), line("dark", (0.02, -0.19), (0.38, -0.20), width=0.018),
        o("body", "4,82! 50,86 96,81! 88,96 80,101! 22,101! 12,95"), o("light", "4,82! 50,86 96,81! 95,85 50,90 6,86"), o("shade", "8,90 50,96 92,90 84,99 80,101! 22,101! 12,95"),
    ]


def rowboat(rng: np.random.Generator) -> Strokes:
    return [
        line("dark", (-0.08, -0.30), (-0.62, 0.0), width=0.02), o("dark", "46,28 54,28 56,36 50,40 44,36"), o("accent", "42,42 58,42 62,70 60,82 40,82 38,70"), dot("light", 50, 33, 6), o("dark", "42,32 50,24 58,32 50,29"),
        Stroke(ribbon(bend((0.02, -0.50), (0.0, -0.36), (-0.10, -0.30)), [0.06] * 17), "accent"),
        o("body", "-12,70! 20,80 50,83 80,80 112,68! 98,92 84,101! 18,101! 4,92"), o("light", "-12,70! 20,80 50,83 80,80 112,68! 110,73 80,85 50,88 20,85 -9,75"), o("shade", "-2,84 50,96 102,84 96,94 84,101! 18,101! 4,92"),
    ]


def balloon(rng: np.random.Generator) -> Strokes:
    def gore(a: float, b: float) -> np.ndarray:
        t = np.linspace(0, 1, 30)
        y, w = -1 + t * 0.76, _girth(t)
        return np.concatenate([np.stack([a * w, y], axis=1), np.stack([b * w, y], axis=1)[::-1]])
    tones = ("shade", "accent", "body", "light", "body", "accent", "shade")
    edges = np.sin(np.linspace(-np.pi / 2, np.pi / 2, len(tones) + 1))
    return [
        *(line("dark", (x * 0.075, -0.25), (x * 0.05, -0.10), width=0.008) for x in (-1.2, -0.4, 0.4, 1.2)), *(Stroke(gore(a, b), tone) for tone, a, b in zip(tones, edges[:-1], edges[1:], strict=True)),
        Stroke(oval(0, -0.245, 0.085, 0.02), "dark"), dot("glow", 50, 79, 1.8, 3), o("dark", "43.5,89! 56.5,89! 55.5,100! 44.5,100!"), rect("light", 43, 88, 57, 90.4),
    ]


def _girth(t: np.ndarray) -> np.ndarray:
    """Half width of a balloon from crown to mouth."""
    return 0.37 * np.sqrt(np.clip(1 - ((t - 0.42) / 0.42) ** 2, 0, 1)) * (t < 0.42) + (t >= 0.42) * (0.08 + 0.29 * np.cos(np.clip((t - 0.42) / 0.58, 0, 1) * np.pi / 2) ** 1.15)


def rocket(rng: np.random.Generator) -> Strokes:
    return [
        o("accent", "40,76 34,88 42,104 50,122! 58,104 66,88 60,76"), o("glow", "44,76 42,88 50,108! 58,88 56,76"),
        o("accent", "34,48 18,66 16,84! 36,72"), o("accent", "66,48 82,66 84,84! 64,72"),
        o("body", "50,-6! 62,12 68,36 66,60 62,76! 38,76! 34,60 32,36 38,12"), o("shade", "50,-6! 62,12 68,36 66,60 62,76! 55,76! 58,50 57,20"), o("accent", "50,-6! 57,2 62,12 63.5,17! 36.5,17! 38,12 43,2"),
        dot("dark", 50, 34, 9), dot("glow", 50, 34, 6.6), dot("white", 48, 32, 2), rect("dark", 39, 76, 61, 80), o("accent", "48,54 52,54 53,82 50,88 47,82"), rect("dark", 35, 61, 65, 62.5),
    ]


def plane(rng: np.random.Generator) -> Strokes:
    return [
        o("shade", "46,56 66,28 76,24! 74,34 62,58"), o("accent", "84,52 96,26! 106,26! 100,54"),
        o("body", "-8,62 2,54 16,50 50,48 86,50 106,54! 96,62 60,70 16,71 -2,68"), o("light", "-8,62 2,54 16,50 50,48 40,53 12,56"), o("shade", "-4,67 20,68 60,67 98,60 60,70 16,71"), o("ink", "4,55 13,53 14,58 2,60"),
        *(dot("ink", x, 57.5, 1.5) for x in range(24, 84, 7)), o("dark", "36,62 60,62 40,92 26,96! 34,76"), o("shade", "88,58 100,57 108,66! 98,66"), o("dark", "28,72 40,72 41,78 29,78"),
    ]


def bicycle(rng: np.random.Generator) -> Strokes:
    r, left, right = 0.255, (-0.39, -0.265), (0.43, -0.265)
    def wheel(c: tuple[float, float]) -> Strokes:
        spokes = [line("light", c, (c[0] + np.cos(a) * r, c[1] + np.sin(a) * r), width=0.005) for a in np.linspace(0, 6.283, 15)[:-1]]
        ring = oval(c[0], c[1], r)
        return [*spokes, Stroke(np.concatenate([ring, ring[:2]]), "ink", 0.032), dot("ink", c[0] * 100 + 50, c[1] * 100 + 100, 2.4)]
    seat, crank, head, bars = (-0.17, -0.68), (-0.02, -0.265), (0.28, -0.68), (0.26, -0.80)
    tube = 0.030
    return [
        *wheel(left), *wheel(right), line("body", left, crank, width=tube), line("body", left, (-0.15, -0.62), width=tube * 0.8), line("body", crank, seat, width=tube), line("body", crank, (0.285, -0.62), width=tube),
        line("body", (-0.15, -0.62), (0.28, -0.65), width=tube), line("body", bars, head, right, width=tube), line("ink", (0.16, -0.84), (0.26, -0.82), (0.36, -0.78), (0.34, -0.72), width=0.024),
        o("ink", "22,27 32,25 44,29 40,32 30,31"), line("ink", (-0.17, -0.70), (-0.18, -0.74), width=0.02), dot("accent", 48, 73.5, 5), dot("ink", 48, 73.5, 2), line("ink", (-0.02, -0.265), (0.05, -0.16), width=0.016), rect("ink", 52, 83, 60, 85.5),
        o("accent", "74,24! 96,24! 93,40! 77,40!"), *(dot(t, x, y, 4) for t, x, y in (("glow", 79, 22), ("white", 86, 19), ("glow", 92, 22))),
    ]


def car(rng: np.random.Generator) -> Strokes:
    return [
        o("body", "-14,92! -16,74 -6,68 14,64 30,44 48,40 76,41 92,62 110,66 116,76 114,92!"), flat("glow", (26, 62), (36, 47), (52, 45.5), (52, 62)), flat("glow", (57, 62), (57, 45.5), (74, 46.5), (84, 62)),
        o("shade", "-15,82 20,80 80,80 115,82 114,92! -14,92!"), line("shade", (0.045, -0.58), (0.045, -0.12), width=0.01), rect("ink", 60, 68, 67, 70), dot("glow", -11, 75, 3, 4), dot("accent", 112, 75, 2.6, 4),
        *(s for x in (12, 88) for s in (dot("ink", x, 89, 12), dot("light", x, 89, 6), dot("ink", x, 89, 2.4))), rect("dark", -17, 86, -8, 90), rect("dark", 108, 86, 117, 90),
    ]


def train(rng: np.random.Generator) -> Strokes:
    smoke = [dot("veil", x, y, r) for x, y, r in ((-3, 10, 8), (10, -2, 11), (28, -12, 14), (52, -20, 17), (82, -26, 19))]
    wagons = [s for i in range(3) for s in (rect("accent" if i % 2 else "light", 92 + i * 54, 48, 140 + i * 54, 88), rect("dark", 90 + i * 54, 44, 142 + i * 54, 49), *(rect("glow", 97 + i * 54 + k * 14, 56, 107 + i * 54 + k * 14, 70) for k in range(3)), *(dot("ink", 102 + i * 54 + k, 92, 6.5) for k in (0, 28)), rect("ink", 138 + i * 54, 82, 148 + i * 54, 85))]
    return [
        rect("ink", -80, 98.5, 280, 101), *smoke, *wagons, rect("dark", -2, 22, 8, 46), flat("dark", (-5, 18), (11, 18), (8, 27), (-2, 27)), o("body", "-14,50 -10,44! 46,44! 46,80! -14,80!"), rect("shade", -14, 68, 46, 80), rect("accent", 8, 44, 12, 80), rect("accent", 28, 44, 32, 80), o("dark", "16,45! 16,38 21,34 26,38 26,45!"),
        rect("body", 44, 26, 86, 84), rect("dark", 40, 20, 90, 27), rect("glow", 51, 33, 62, 50), rect("glow", 67, 33, 80, 50), rect("dark", -18, 78, 88, 86), flat("accent", (-18, 78), (-18, 99), (-34, 99)), dot("glow", -15, 56, 4.5),
        *(s for x in (2, 26) for s in (dot("ink", x, 89, 10), dot("light", x, 89, 5))), *(s for x in (58, 76) for s in (dot("ink", x, 90, 8.5), dot("light", x, 90, 4))), line("light", (-0.48, -0.11), (-0.24, -0.11), width=0.025),
    ]


def kite(rng: np.random.Generator) -> Strokes:
    tail = bend((0.0, -0.30), (0.12, -0.16), (-0.04, -0.02), (0.10, 0.12), (0.02, 0.26))
    return [Stroke(tail, "dark", 0.010), *(flat("accent", (x - 6, y - 3), (x + 6, y + 3), (x + 6, y - 3), (x - 6, y + 3)) for x, y in ((60, 88), (48, 100), (58, 112))),
            flat("body", (50, 0), (80, 28), (50, 70)), flat("accent", (50, 0), (20, 28), (50, 28)), flat("light", (20, 28), (50, 28), (50, 70)), flat("shade", (50, 28), (80, 28), (50, 70)), line("dark", (0, -1), (0, -0.3), width=0.01), line("dark", (-0.3, -0.72), (0.3, -0.72), width=0.01)]
