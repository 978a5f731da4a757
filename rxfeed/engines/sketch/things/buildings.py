"""Houses and what else people build."""

from __future__ import annotations

import numpy as np

from rxfeed.engines.sketch.shapes import Stroke, arc, bend, ribbon
from rxfeed.engines.sketch.things.pen import dot, flat, line, moved, o, rect

Strokes = list[Stroke]


def house(rng: np.random.Generator) -> Strokes:
    """A gabled house; light falls on its front, its long side is in the shade."""
    window = [rect("glow", 20, 62, 31, 76), rect("glow", 20, 40, 30, 52)]
    panes = [line("dark", ((x - 50) / 100, (y0 - 100) / 100), ((x - 50) / 100, (y1 - 100) / 100), width=0.012) for x, y0, y1 in ((25.5, 62, 76), (25, 40, 52))]
    return [
        rect("dark", 70, 8, 79, 32), rect("shade", 69, 6, 80, 10),
        flat("shade", (44, 46), (98, 46), (98, 100), (44, 100)), flat("body", (4, 100), (4, 46), (25, 14), (46, 46), (46, 100)),
        flat("accent", (25, 10), (84, 10), (104, 48), (47, 48)), flat("dark", (25, 8), (50, 48), (45, 49), (25, 18), (5, 49), (0, 48)),
        *window, *panes, rect("dark", 33, 70, 43, 100), dot("glow", 41, 86, 1),
        *(rect("glow", x, 62, x + 12, 77) for x in (56, 78)), *(rect("dark", x + 5.4, 62, x + 6.6, 77) for x in (56, 78)), *(rect("dark", x, 69, x + 12, 70.2) for x in (56, 78)),
    ]


def cabin(rng: np.random.Generator) -> Strokes:
    """A small house far away."""
    return [flat("body", (15, 100), (15, 55), (50, 25), (85, 55), (85, 100)), flat("accent", (50, 18), (95, 58), (86, 60), (50, 31), (14, 60), (5, 58)), rect("glow", 30, 66, 46, 82), rect("dark", 56, 66, 72, 100)]


def church(rng: np.random.Generator) -> Strokes:
    return [
        flat("shade", (40, 62), (96, 62), (96, 100), (40, 100)), flat("accent", (36, 64), (46, 44), (92, 44), (100, 64)),
        flat("body", (14, 100), (14, 38), (44, 38), (44, 100)), flat("accent", (10, 39), (29, 0), (48, 39)),
        line("dark", (-0.21, -1.0), (-0.21, -1.12), width=0.015), line("dark", (-0.25, -1.08), (-0.17, -1.08), width=0.013),
        o("glow", "24,60 24,50 29,45 34,50 34,60"), o("dark", "22,100! 22,82 29,75 36,82 36,100!"), *(o("glow", f"{x},90! {x},76 {x + 4},71 {x + 8},76 {x + 8},90!") for x in (52, 66, 80)),
    ]


def castle(rng: np.random.Generator) -> Strokes:
    def tower(x: float, w: float, top: float, roof: str) -> Strokes:
        teeth = [rect("body", x + i * w / 5, top - 5, x + (i + 0.6) * w / 5, top + 1) for i in range(5)]
        cone = [flat(roof, (x - 3, top), (x + w / 2, top - w * 1.35), (x + w + 3, top)), line("dark", ((x + w / 2 - 50) / 100, (top - w * 1.35 - 100) / 100), ((x + w / 2 - 50) / 100, (top - w * 1.35 - 110) / 100), width=0.01),
                flat("accent", (x + w / 2, top - w * 1.35 - 10), (x + w / 2 + 9, top - w * 1.35 - 7), (x + w / 2, top - w * 1.35 - 4))]
        return [rect("body", x, top, x + w, 100), rect("shade", x + w * 0.62, top, x + w, 100), *(cone if roof else teeth), o("glow", f"{x + w * .36},{top + 17}! {x + w * .36},{top + 9} {x + w * .5},{top + 6} {x + w * .64},{top + 9} {x + w * .64},{top + 17}!")]
    wall = [rect("body", 12, 64, 88, 100), *(rect("body", x, 60, x + 5, 66) for x in range(12, 88, 9))]
    return [*tower(40, 20, 34, "accent"), *wall, *tower(4, 17, 50, "accent"), *tower(79, 17, 50, "accent"), *tower(25, 12, 54, ""), *tower(63, 12, 54, ""), o("dark", "41,100! 41,82 50,73 59,82 59,100!"), rect("shade", 12, 70, 88, 71.5)]


def lighthouse(rng: np.random.Generator) -> Strokes:
    def edge(y: float) -> float:
        return 9.5 + (y - 26) * 0.11
    bands = [flat("accent" if i % 2 == 0 else "white", (50 - edge(a), a), (50 + edge(a), a), (50 + edge(b), b), (50 - edge(b), b)) for i, (a, b) in enumerate(zip(np.linspace(26, 100, 6)[:-1], np.linspace(26, 100, 6)[1:], strict=True))]
    shadow = flat("shade", (53, 26), (59.5, 26), (50 + edge(100), 100), (56, 100))
    return [
        *bands, Stroke(shadow.points, "veil"), rect("ink", 36, 23, 64, 26.5), rect("ink", 40, 11, 60, 13), rect("glow", 42, 13, 58, 23), *(rect("ink", x, 12, x + 1, 24) for x in (41, 49.5, 58)),
        o("accent", "39,11! 43,3 50,0 57,3 61,11!"), dot("ink", 50, -1, 1.6), *(rect("ink", 48, y, 52.5, y + 6) for y in (38, 58)), o("ink", "45,100! 45,91 50,87 55,91 55,100!"),
        *(rect("ink", x, 17, x + 0.9, 24) for x in (36, 63)), rect("ink", 36, 17, 41, 18), rect("ink", 59, 17, 64, 18),
    ]


def windmill(rng: np.random.Generator) -> Strokes:
    turn = rng.uniform(0.25, 1.2)
    sail = [line("dark", (0, 0), (0, -0.47), width=0.018), flat("white", (52, 92), (62, 92), (62, 56), (52, 56)), *(line("dark", (0.0, -y), (0.12, -y), width=0.008) for y in (0.12, 0.2, 0.28, 0.36, 0.44))]
    return [
        flat("body", (34, 36), (66, 36), (76, 100), (24, 100)), flat("shade", (54, 36), (66, 36), (76, 100), (56, 100)), o("accent", "31,37! 38,22 50,17 62,22 69,37!"),
        o("dark", "43,100! 43,84 50,78 57,84 57,100!"), rect("glow", 46, 52, 54, 62), *(s for i in range(4) for s in moved(sail, 0, -0.68, 1.0, turn + i * np.pi / 2)), dot("dark", 50, 32, 3.2),
    ]


def tent(rng: np.random.Generator) -> Strokes:
    flames = [o("accent", "101,100 96,92 103,80! 106,86 110,76! 114,90 112,100"), o("glow", "103,100 101,94 106,86! 110,94 108,100")]
    return [
        flat("shade", (50, 32), (78, 40), (98, 100), (74, 100)), flat("body", (50, 32), (2, 100), (74, 100)), flat("glow", (46, 48), (30, 100), (58, 100)), flat("light", (46, 48), (30, 100), (38, 100)),
        line("dark", (0.0, -0.68), (0.04, -0.74), width=0.014), line("dark", (-0.48, 0), (-0.58, 0.02), width=0.01), *flames, line("dark", (0.46, 0.0), (0.66, -0.02), width=0.03),
    ]


def bridge(rng: np.random.Generator) -> Strokes:
    """A bridge 4 wide and about 1 high: suspended, or on stone arches."""
    if rng.random() < 0.5:
        towers = [s for x in (-1.0, 1.0) for s in (Stroke(np.array([[x - 0.07, 0.02], [x - 0.05, -1.0], [x + 0.05, -1.0], [x + 0.07, 0.02]]), "accent"), Stroke(np.array([[x + 0.01, 0.02], [x + 0.01, -1.0], [x + 0.05, -1.0], [x + 0.07, 0.02]]), "shade"))]
        spans = [(-2.2, -1.0), (-1.0, 1.0), (1.0, 2.2)]
        cables, hangers = [], []
        for left, right in spans:
            t = np.linspace(0, 1, 25)
            ends = (-0.34, -0.97) if left < -2 else (-0.97, -0.34) if right > 2 else (-0.97, -0.97)
            sag = 0.60 if (left, right) == (-1.0, 1.0) else 0.12
            y = ends[0] * (1 - t) + ends[1] * t + sag * 4 * t * (1 - t)
            cables.append(Stroke(np.stack([left + (right - left) * t, y], axis=1), "accent", 0.028))
            hangers += [line("accent", (left + (right - left) * t[i], y[i]), (left + (right - left) * t[i], -0.32), width=0.010) for i in range(1, 24, 2)]
        return [*hangers, *cables, Stroke(np.array([[-2.3, -0.34], [2.3, -0.34], [2.3, -0.25], [-2.3, -0.25]]), "accent"), *towers]
    arches = [Stroke(np.concatenate([[[x - 0.36, 0.04]], arc(x, -0.16, 0.36, np.pi, 2 * np.pi, ry=0.5), [[x + 0.36, 0.04]]]), "hole") for x in (-1.6, -0.8, 0.0, 0.8, 1.6)]
    deck = bend((-2.3, -0.74), (-1.0, -0.88), (0.0, -0.93), (1.0, -0.88), (2.3, -0.74))
    body = np.concatenate([deck, [[2.3, 0.04], [-2.3, 0.04]]])
    return [Stroke(_with_holes(body, [a.points for a in arches]), "body"), Stroke(ribbon(deck, [0.09] * len(deck)), "light"), Stroke(ribbon(deck + (0, 0.09), [0.05] * len(deck)), "shade"),
            *(Stroke(arc(a.points[:, 0].mean(), -0.16, 0.385, np.pi, 2 * np.pi, ry=0.53), "shade", 0.04) for a in arches)]


def _with_holes(shape: np.ndarray, holes: list[np.ndarray]) -> np.ndarray:
    """One outline whose lower edge runs round the arches; all of them stand on that edge, from left to right."""
    edge = [p for hole in sorted(holes, key=lambda h: -float(h[:, 0].mean())) for p in hole[::-1]]
    return np.concatenate([shape[:-1], np.array(edge), shape[-1:]])
