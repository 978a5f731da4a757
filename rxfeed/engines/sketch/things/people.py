"""People: a profile, a wanderer, and what is nearly one."""

from __future__ import annotations

import numpy as np

from rxfeed.engines.sketch.shapes import Stroke, bend, ribbon
from rxfeed.engines.sketch.things.pen import dot, flat, line, o, rect

Strokes = list[Stroke]


def portrait(rng: np.random.Generator) -> Strokes:
    """Head and shoulders in profile, in one of three hairstyles."""
    style = int(rng.integers(3))
    back = [[dot("dark", 80, 20, 12.5), dot("shade", 80, 20, 12.5)][:1], [o("dark", "62,10 78,18 86,42 88,70 82,96 66,92 60,70 62,40")], [dot("dark", x, y, r) for x, y, r in ((58, 6, 13), (72, 16, 14), (78, 32, 13), (76, 48, 12), (44, 4, 11), (33, 10, 8))]][style]
    return [
        *back,
        o("light", "30,22 27,31 25.5,36 25,40 17.5,49.5! 23,51.5 21,54 23.5,56 21.5,59 24,62 23,68 29,72.5 40,70 42,78 39,88 44,100! 70,100! 66,86 63,76 66,60 72,44 70,26 56,12 40,13"),
        o("shade", "40,70 50,66 56,58 62,66 64,76 60,84 50,84 42,79"),
        o("body", "12,101! 18,96 30,91 39,86 50,92 64,84 82,90 94,96 99,101!"), o("accent", "38,86 50,93 64,84 66,88 50,98 36,90"),
        o("dark", "29,27 30,17 40,7 57,4 73,13 79,32 74,54 66,66 60,62 57,52 52,40 44,30 36,27"),
        dot("light", 56, 50, 4.2, 6), dot("glow", 56, 59, 2.2),
        line("ink", (-0.225, -0.605), (-0.195, -0.60), (-0.165, -0.585), width=0.012), line("ink", (-0.245, -0.655), (-0.20, -0.67), (-0.15, -0.66), width=0.014),
        o("accent", "21,54.5 24,53 28,55.5 24.5,56.4 21.6,58.6 25,59.2 28,55.5"),
        *([dot("accent", 66, 20, 6), dot("glow", 66, 20, 2.4), dot("accent", 57, 14, 4.6), dot("glow", 57, 14, 1.8)] if rng.random() < 0.6 else []),
    ]


def person(rng: np.random.Generator) -> Strokes:
    """A wanderer seen from behind, in coat and hat, with a stick or a bag."""
    extra = [line("dark", (0.16, -0.46), (0.21, 0.0), width=0.016)] if rng.random() < 0.5 else [o("accent", "40,34 60,34 62,56 38,56")]
    return [
        flat("ink", (42, 70), (48, 70), (48, 100), (40, 100)), flat("ink", (52, 70), (58, 70), (60, 100), (52, 100)),
        o("body", "42,22 58,22 66,34 70,58 64,59 64,78 36,78 36,59 30,58 34,34"), o("shade", "52,24 58,22 66,34 70,58 64,59 64,78 54,78"),
        dot("light", 50, 14, 7, 8), o("accent", "42,20 58,20 60,26 50,28 40,26"), o("dark", "36,11 42,9 44,2 56,2 58,9 64,11 50,14"), *extra,
    ]


def robot(rng: np.random.Generator) -> Strokes:
    return [
        line("shade", (0.0, -0.92), (0.0, -1.02), width=0.02), dot("glow", 50, -3, 3.2), *(rect("dark", x, 84, x + 10, 100) for x in (33, 57)), *(rect("shade", x, 95, x + 16, 100) for x in (30, 54)),
        *(Stroke(ribbon(bend((s * 0.24, -0.44), (s * 0.37, -0.36), (s * 0.36, -0.2)), [0.07] * 17), "shade") for s in (-1, 1)), *(dot("dark", 50 + s * 36, 80, 5) for s in (-1, 1)),
        o("body", "26,46! 74,46! 76,50 75,84 72,87! 28,87! 25,84 24,50"), rect("shade", 34, 54, 66, 74), *(dot(t, 41 + i * 9, 64, 3) for i, t in enumerate(("glow", "accent", "white"))),
        o("body", "24,8 30,5! 70,5! 76,8 77,38 72,42! 28,42! 23,38"), o("ink", "30,14 70,14 71,32 29,32"), dot("glow", 40, 22, 5.4), dot("glow", 60, 22, 5.4), dot("ink", 40, 22, 2), dot("ink", 60, 22, 2),
        line("glow", (-0.09, -0.715), (0.0, -0.70), (0.09, -0.715), width=0.014), rect("shade", 42, 41, 58, 47), dot("shade", 21, 24, 4, 6), dot("shade", 79, 24, 4, 6),
    ]


def ghost(rng: np.random.Generator) -> Strokes:
    return [
        o("body", "50,4 68,8 80,26 82,56 86,94! 76,86 68,96 59,86 50,96 41,86 32,96 24,86 14,94! 18,56 20,26 32,8"), o("shade", "70,12 80,26 82,56 86,94! 76,86 70,94 72,60"),
        dot("ink", 40, 34, 5, 8), dot("ink", 60, 34, 5, 8), dot("ink", 50, 54, 6, 8), dot("white", 41.5, 31, 1.6), dot("white", 61.5, 31, 1.6), dot("accent", 31, 47, 4.5, 3), dot("accent", 69, 47, 4.5, 3),
    ]


def heart(rng: np.random.Generator) -> Strokes:
    return [o("body", "50,26! 58,10 74,4 92,12 97,34 86,60 66,84 50,100! 34,84 14,60 3,34 8,12 26,4 42,10"), o("light", "18,22 28,14 34,18 24,26 17,40 13,34"), o("shade", "92,18 97,34 86,60 66,84 50,100! 62,80 80,56 90,34")]
