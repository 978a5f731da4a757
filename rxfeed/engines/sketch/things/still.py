"""Objects that stand on a table or in a room."""

from __future__ import annotations

import numpy as np

from rxfeed.engines.sketch.shapes import Stroke, arc, bend, oval, ribbon
from rxfeed.engines.sketch.things import people
from rxfeed.engines.sketch.things.pen import dot, flat, line, moved, o, rect
from rxfeed.engines.sketch.things.plants import cosmos, daisy, poppy

Strokes = list[Stroke]


def vase(rng: np.random.Generator) -> Strokes:
    """A vase with five blossoms."""
    stems, heads = [], []
    for i, (x, y) in enumerate(((-0.30, -0.80), (0.28, -0.82), (-0.14, -0.98), (0.13, -1.0), (0.0, -0.78))):
        stems.append(Stroke(bend((0, -0.42), (x * 0.4, -0.6), (x, y)), "leaf", 0.016))
        heads += moved((cosmos, daisy, poppy)[(i + int(rng.integers(3))) % 3](rng), x, y, 0.62, float(rng.uniform(-0.4, 0.4)))
    leaves = [o("leaf", "46,56 30,44 18,46! 28,56"), o("leaf", "54,56 70,46 84,50! 72,58")]
    return [*stems, *leaves, *heads, o("vessel", "40,52! 60,52! 58,60 72,74 72,88 62,100! 38,100! 28,88 28,74 42,60"), o("vessel_shade", "54,52! 60,52! 58,60 72,74 72,88 62,100! 52,100! 62,86 62,74 53,62"), o("white", "33,76 37,70 39,72 36,78 36,86 33,84"), Stroke(oval(0, -0.48, 0.10, 0.018), "dark")]


def cup(rng: np.random.Generator) -> Strokes:
    ring = arc(0.24, -0.34, 0.13, -1.7, 1.7)
    steam = [Stroke(ribbon(bend((x, -0.66), (x + 0.05, -0.78), (x - 0.04, -0.9), (x + 0.03, -1.02)), 0.035 * np.sin(np.linspace(0.1, np.pi, 25))), "veil") for x in (-0.12, 0.0, 0.12)]
    return [*steam, o("shade", "8,98 20,94 50,92 80,94 92,98 80,101 50,102 20,101"), Stroke(ring, "body", 0.055), o("body", "24,44! 76,44! 75,64 68,86 58,95! 42,95! 32,86 25,64"), o("shade", "60,44! 76,44! 75,64 68,86 58,95! 50,95! 58,80 62,62"), Stroke(oval(0, -0.56, 0.26, 0.055), "light"), Stroke(oval(0, -0.555, 0.225, 0.042), "coffee"), rect("accent", 26, 58, 74, 63)]


def apple(rng: np.random.Generator) -> Strokes:
    return [o("body", "50,22 62,14 82,18 94,38 90,68 74,94 60,99 50,95 40,99 26,94 10,68 6,38 18,18 38,14"), o("shade", "84,22 94,38 90,68 74,94 60,99 50,95 66,88 80,64"), o("light", "16,34 24,24 32,26 22,38 20,54 14,48"), Stroke(bend((0, -0.8), (0.02, -0.92), (0.08, -1.0)), "dark", 0.04), o("leaf", "54,10 68,-4 88,-2! 76,10 60,14"), o("dark", "42,22 50,26 58,22 50,19")]


def pear(rng: np.random.Generator) -> Strokes:
    return [o("body", "50,10 60,14 64,32 76,52 84,72 76,92 50,101 24,92 16,72 24,52 36,32 40,14"), o("shade", "60,14 64,32 76,52 84,72 76,92 50,101 66,86 70,70 62,46 57,26"), o("light", "30,62 36,50 41,52 35,66 35,78 28,74"), Stroke(bend((0, -0.9), (0.0, -1.0), (0.06, -1.08)), "dark", 0.035), o("leaf", "52,4 66,-6 82,-2! 70,6")]


def lemon(rng: np.random.Generator) -> Strokes:
    return [o("body", "2,66 12,56 30,40 56,36 78,46 90,58 100,60! 98,70 88,76 72,94 46,100 22,90 10,74"), o("shade", "88,56 98,66 88,76 72,94 46,100 22,90 46,92 70,80"), o("light", "24,54 38,46 46,48 32,58"), o("leaf", "92,58 100,40 116,36! 112,52 100,62")]


def tangerine(rng: np.random.Generator) -> Strokes:
    return [o("body", "50,14 78,22 96,48 92,78 70,97 50,100 30,97 8,78 4,48 22,22"), o("shade", "84,28 96,48 92,78 70,97 50,100 74,82 84,58"), o("light", "20,40 32,28 40,32 26,46"), o("leaf", "50,18 62,2 82,2! 74,14 58,22"), dot("dark", 50, 18, 3), *(dot("shade", x, y, 0.9) for x, y in ((34, 60), (44, 74), (58, 62), (40, 48), (64, 78), (28, 74), (54, 46)))]


def bowl(rng: np.random.Generator) -> Strokes:
    fruit = [s for f, x, y, k in ((tangerine, -0.24, -0.30, 0.36), (apple, 0.22, -0.30, 0.38), (pear, 0.0, -0.34, 0.46), (apple, -0.06, -0.26, 0.34)) for s in moved(_coloured(f(rng), f.__name__), x, y, k)]
    return [*fruit, o("vessel", "2,56! 98,56! 92,78 74,94 60,97! 60,101! 40,101! 40,97! 26,94 8,78"), o("vessel_shade", "70,56! 98,56! 92,78 74,94 60,97! 60,101! 52,101! 66,84"), line("accent", (-0.46, -0.37), (0.46, -0.37), width=0.022)]


def _coloured(strokes: Strokes, name: str) -> Strokes:
    """Fruit in a bowl keeps its own colours."""
    own = {"apple": ("red", "red_shade"), "pear": ("leaf", "leaf_shade"), "tangerine": ("fruit", "fruit_shade")}[name]
    swap = {"body": own[0], "shade": own[1], "light": "white"}
    return [Stroke(s.points, swap.get(s.tone, s.tone), s.line) for s in strokes if s.tone != "light"]


def books(rng: np.random.Generator) -> Strokes:
    """A leaning row on a pile."""
    lying = [s for i, (y, w, tone) in enumerate(((100, 92, "body"), (88, 80, "accent"), (77, 86, "leaf"))) for s in (rect(tone, 50 - w / 2 + i * 2, y - 10, 50 + w / 2 + i * 2, y), rect("white", 50 + w / 2 - 8 + i * 2, y - 8.5, 50 + w / 2 + i * 2, y - 1.5), rect("glow", 50 - w / 2 + 10 + i * 2, y - 10, 50 - w / 2 + 13 + i * 2, y))]
    standing, x = [], 14.0
    for tone, w, h in (("body", 11, 50), ("vessel", 8, 42), ("accent", 13, 56), ("dark", 9, 46), ("leaf", 12, 52)):
        standing += [rect(tone, x, 66 - h, x + w, 67), rect("white", x + 2, 66 - h + 8, x + w - 2, 66 - h + 10), rect("white", x + 2, 66 - h + 13, x + w - 2, 66 - h + 14)]
        x += w + 0.6
    leaning = moved([rect("fruit", 0, 44, 11, 100), rect("white", 2, 52, 9, 54)], 0.62, -0.33, 0.95, -0.28)
    return [*lying, *standing, *leaning]


def bottle(rng: np.random.Generator) -> Strokes:
    return [o("body", "44,4! 56,4! 57,30 66,42 68,54 68,96 64,100! 36,100! 32,96 32,54 34,42 43,30"), o("shade", "52,4! 56,4! 57,30 66,42 68,54 68,96 64,100! 54,100! 60,90 60,50 53,34"), rect("white", 33, 60, 67, 84), rect("accent", 37, 66, 63, 69), rect("dark", 37, 73, 63, 74.5), rect("dark", 37, 77, 56, 78.5), rect("dark", 43, -1, 57, 10), o("white", "36,48 39,44 40,46 38.5,56 36,58")]


def candle(rng: np.random.Generator) -> Strokes:
    return [o("vessel", "18,94 50,90 82,94 80,100 50,102 20,100"), rect("white", 38, 36, 62, 95), rect("veil", 52, 36, 62, 95), o("white", "38,40 38,34 46,37 54,34 62,35 62,46 59,56 57,46 44,44 41,52"), line("ink", (0, -0.64), (0.005, -0.72), width=0.014), o("fruit", "50,-2! 58,14 58,24 50,30 42,24 42,14"), o("glow", "50,8! 54,18 54,24 50,28 46,24 46,18")]


def lamp(rng: np.random.Generator) -> Strokes:
    """A street lantern."""
    return [rect("dark", 48, 30, 52, 100), flat("dark", (44, 100), (46, 90), (54, 90), (56, 100)), flat("glow", (43, 12), (57, 12), (54, 29), (46, 29)), flat("dark", (41, 12), (50, 4), (59, 12)), flat("dark", (45, 28), (55, 28), (53, 32), (47, 32)), rect("dark", 49.4, 12, 50.6, 29), dot("dark", 50, 3, 1.6), Stroke(bend((-0.08, -0.62), (0, -0.60), (0.08, -0.62)), "dark", 0.016)]


def chair(rng: np.random.Generator) -> Strokes:
    return [*(rect("shade", x, 58, x + 4, 98) for x in (34, 72)), flat("body", (28, 4), (60, 4), (62, 54), (30, 54)), *(rect("shade", x, 12, x + 5, 48) for x in (36, 44, 52)), flat("light", (24, 52), (64, 52), (80, 62), (22, 62)), flat("shade", (22, 62), (80, 62), (80, 67), (22, 67)), *(rect("body", x, 66, x + 5, 101) for x in (23, 74))]


def umbrella(rng: np.random.Generator) -> Strokes:
    """Somebody under an umbrella."""
    carrier = [Stroke(s.points, {"body": "leaf", "shade": "leaf_shade"}.get(s.tone, s.tone), s.line) for s in moved(people.person(np.random.default_rng(3)), -0.02, 0.0, 0.72)]
    hook = np.concatenate([[[0, -0.9], [0, -0.12]], arc(-0.06, -0.11, 0.06, 0.0, np.pi)])
    xs, tones = (4, 22, 38, 62, 78, 96), ("shade", "body", "light", "body", "shade")
    gores = [Stroke(np.concatenate([bend((0, -0.98), ((a - 50) / 130, -0.86), ((a - 50) / 100, -0.5)), bend(((a - 50) / 100, -0.5), ((a + b - 100) / 200, -0.56), ((b - 50) / 100, -0.5)), bend(((b - 50) / 100, -0.5), ((b - 50) / 130, -0.86), (0, -0.98))]), tone) for a, b, tone in zip(xs[:-1], xs[1:], tones, strict=True)]
    canopy = [Stroke(hook, "dark", 0.028), *gores, line("dark", (0, -0.97), (0, -1.05), width=0.022)]
    return [*carrier, *moved(canopy, 0.09, -0.30, 0.72)]


def guitar(rng: np.random.Generator) -> Strokes:
    strings = [line("white", (x, -0.24), (x * 0.8, -0.96), width=0.004) for x in (-0.02, -0.008, 0.004, 0.016)]
    return moved([rect("dark", 46, 6, 54, 60), flat("bark", (44, -6), (56, -6), (55, 8), (45, 8)), o("body", "50,48 62,46 70,54 66,64 70,72 78,82 74,96 60,102 50,103 40,102 26,96 22,82 30,72 34,64 30,54 38,46"), o("shade", "64,47 70,54 66,64 70,72 78,82 74,96 60,102 54,102 66,90 66,78 60,66"), dot("ink", 50, 68, 7.5), rect("dark", 43, 84, 57, 87), *strings, *(dot("white", x, y, 1.2) for x in (43, 57) for y in (-3, 1, 5))], 0.0, 0.0, 1.0, 0.22)


def cake(rng: np.random.Generator) -> Strokes:
    return [o("vessel", "4,96 50,93 96,96 90,102 50,103 10,102"), rect("body", 14, 62, 86, 96), rect("light", 14, 76, 86, 81), o("accent", "12,62! 14,56 50,53 86,56 88,62! 86,72 80,66 74,76 66,66 58,74 50,66 42,75 34,66 26,73 20,66 14,72"), rect("body", 28, 38, 72, 57), o("white", "26,40! 28,34 50,32 72,34 74,40! 70,48 64,42 57,50 50,42 43,49 36,42 30,48"), *(s for x in (36, 50, 64) for s in (rect("leaf", x - 1.4, 16, x + 1.4, 35), o("glow", f"{x},2! {x + 3.4},10 {x},16 {x - 3.4},10"))), *(dot("red", x, 55, 3.4) for x in (20, 35, 50, 65, 80))]


__all__ = ["apple", "books", "bottle", "bowl", "cake", "candle", "chair", "cup", "guitar", "lamp", "lemon", "pear", "tangerine", "umbrella", "vase"]
