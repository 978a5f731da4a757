"""Inside: a table by a wall or a window, and what stands on it."""

from __future__ import annotations

import numpy as np

from rxfeed.engines.sketch.palette import mix, shade
from rxfeed.engines.sketch.plan import Wish
from rxfeed.engines.sketch.scene import Layer, Scene, Sky
from rxfeed.engines.sketch.scenes import arrange
from rxfeed.engines.sketch.scenes.pitch import Pitch
from rxfeed.engines.sketch.shapes import Colour, Part, box, oval, ridge, under
from rxfeed.engines.sketch.things.catalogue import THINGS
from rxfeed.engines.sketch.words import COLOURS

_CARRIED = {"vase": ("flower", "tulip", "sunflower", "leaf")}


def still_life(pitch: Pitch, scene: Scene) -> None:
    """Light falls from one side on objects in a row on a table."""
    plan, p = pitch.plan, pitch.palette
    side = 1 if pitch.chance(0.5) else -1
    wall = p.tinted(mix(p.low, (0.86, 0.05, float(pitch.rng.choice([60, 150, 200, 20, 300]))), 0.6)) if p.ambient < 0.6 else mix(p.middle, p.near, 0.2)
    scene.sky = Sky((shade(wall, 0.03), wall, shade(wall, -0.07)), 1.0, "wall", None, 0.3)
    edge = pitch.uniform(0.70, 0.76)
    if plan.places and plan.place != "table" or plan.sky or plan.time or pitch.chance(0.55):
        _window(pitch, scene, pitch.aspect * (0.5 - side * 0.22), edge)
    else:
        _beam(pitch, scene, side, wall)
    _table(pitch, scene, edge, wall)
    wishes = _objects(plan.things)
    seated = arrange.seats(pitch, wishes, pitch.aspect * 0.10, pitch.aspect * 0.90, 1.06)
    for wish, x, size, far in seated:
        y = edge + 0.13 - 0.085 * far
        w = size * THINGS[wish.kind].wide
        scene.add("shadow", 0.9, Part(oval(x + side * w * 0.34, y - 0.004, w * 0.62, w * 0.075), shade(p.near, -0.02), alpha=0.42))
        scene.add("thing", 0.95 - 0.1 * far, *pitch.stand(wish, x, y, size, wall, 1.0, flip=pitch.chance(0.4)))


def _objects(things: tuple[Wish, ...]) -> list[Wish]:
    """What is drawn: flowers go into their vase; an empty table gets a jug and fruit."""
    known = [w for w in things if w.kind in THINGS and w.kind not in ("portrait",)]
    if any(w.kind == "vase" for w in known):
        blossoms = [w for w in known if w.kind in _CARRIED["vase"]]
        colour = next((w.colour for w in blossoms if w.colour), "")
        known = [Wish(w.kind, w.count, w.size, colour or w.colour, w.many) if w.kind == "vase" else w for w in known if w not in blossoms]
    elif any(w.kind in ("flower", "tulip", "sunflower") for w in known):
        known = [Wish("vase", 1, w.size, w.colour) if w.kind in ("flower", "tulip", "sunflower") else w for w in known]
    return known or [Wish("vase"), Wish("apple", 2), Wish("cup")]


def _table(pitch: Pitch, scene: Scene, edge: float, wall: Colour) -> None:
    p = pitch.palette
    wish = pitch.plan.wish("table")
    wood = p.local(COLOURS[wish.colour] if wish and wish.colour else (0.58, 0.09, 55), 1.0, 0.3)
    if abs(wood[0] - wall[0]) < 0.14:
        wood = shade(wood, -0.18)
    scene.add("ground", 0.85, Part(box(-0.05, edge, pitch.aspect + 0.05, 1.05), shade(wood, 0.06), shade(wood, -0.06)))
    grain = []
    for y in np.linspace(edge + 0.02, 1.0, 9):
        x = np.linspace(-0.05, pitch.aspect + 0.05, 40)
        wob = y + 0.004 * np.sin(x * 9 + y * 70)
        grain.append(Part(np.stack([x, wob], axis=1), shade(wood, -0.05), line=0.0022))
    scene.add("line", 0.86, *grain)
    if pitch.chance(0.5):
        cloth = p.tinted(shade(p.accent, 0.16, 0.5))
        x0 = pitch.aspect * pitch.uniform(0.08, 0.3)
        x1 = x0 + pitch.aspect * 0.55
        scene.add("thing", 0.87, Part(np.array([(x0 + 0.05, edge + 0.025), (x1 - 0.03, edge + 0.025), (x1 + 0.05, 1.05), (x0 - 0.08, 1.05)]), cloth), *(Part(np.array([(x0 + 0.05 + t * (x1 - x0 - 0.08), edge + 0.025), (x0 - 0.08 + t * (x1 - x0 + 0.13), 1.05)]), shade(cloth, -0.09), line=0.006) for t in (0.12, 0.88)))


def _window(pitch: Pitch, scene: Scene, x: float, edge: float) -> None:
    """A window with its own small landscape."""
    p = pitch.palette
    w, top, bottom = pitch.aspect * 0.46, 0.09, edge - 0.07
    frame = p.tinted((0.95, 0.02, 90)) if p.ambient < 0.6 else shade(p.near, 0.12)
    left, right = x - w / 2, x + w / 2
    scene.add("thing", 0.2, Part(box(left - 0.025, top - 0.025, right + 0.025, bottom + 0.03), frame))
    view = [Part(box(left, top, right, bottom), p.top, p.low)]
    moon = pitch.plan.has("moon") or p.time == "night"
    if "sun" not in pitch.plan.without and "moon" not in pitch.plan.without:
        view.append(Part(oval(x + w * 0.2, top + (bottom - top) * 0.3, w * 0.12), p.light if moon or p.low[0] < 0.9 else p.accent))
    peaks = pitch.plan.has("mountains")
    for i in range(3):
        xs, h = ridge(pitch.rng, 1.0, rough=0.45, octaves=5, scale=1.8, sharp=peaks, steps=80)
        keep = (xs >= 0) & (xs <= 1)
        y = bottom - (bottom - top) * (0.42 - 0.13 * i) - h * (bottom - top) * (0.16 if peaks else 0.07)
        sea = i == 1 and (pitch.plan.has("sea") or pitch.plan.has("lake"))
        view.append(Part(under(left + xs[keep] * w, np.full(keep.sum(), bottom - (bottom - top) * 0.3) if sea else y[keep], bottom), p.local((0.60, 0.10, 225), 0.7) if sea else p.ground(0.15 + 0.28 * i)))
    bars = [Part(box(x - 0.008, top, x + 0.008, bottom), frame), Part(box(left, (top + bottom) / 2 - 0.008, right, (top + bottom) / 2 + 0.008), frame), Part(box(left - 0.045, bottom + 0.02, right + 0.045, bottom + 0.05), shade(frame, -0.05))]
    scene.add("thing", 0.25, *view, *bars)


def _beam(pitch: Pitch, scene: Scene, side: int, wall: Colour) -> None:
    """Sunlight through an unseen window, as slanted panes on the wall."""
    x = pitch.aspect * (0.5 - side * 0.18)
    parts = []
    for i in range(2):
        for k in range(2):
            x0, y0 = x + (i - 1) * 0.20 - side * k * 0.03, 0.12 + k * 0.21
            parts.append(Part(np.array([(x0, y0), (x0 + 0.17, y0 + 0.02), (x0 + 0.17 + side * 0.05, y0 + 0.20), (x0 + side * 0.05, y0 + 0.18)]), shade(mix(wall, pitch.palette.light, 0.6), 0.08), alpha=0.55))
    scene.layers.append(Layer(tuple(parts), 0.1, "light"))


