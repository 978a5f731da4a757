"""Close pictures: a portrait, one large sign, things cut out for a transparent ground."""

from __future__ import annotations

import numpy as np

from rxfeed.engines.sketch.palette import mix, shade
from rxfeed.engines.sketch.scene import Light, Scene, Sky
from rxfeed.engines.sketch.scenes import arrange, landscape, light
from rxfeed.engines.sketch.scenes.pitch import Pitch, share
from rxfeed.engines.sketch.shapes import Part, oval, place
from rxfeed.engines.sketch.things import plants
from rxfeed.engines.sketch.things.catalogue import THINGS, tones
from rxfeed.engines.sketch.words import COLOURS


def portrait(pitch: Pitch, scene: Scene) -> None:
    """One or two heads in profile before a disc, among leaves or a landscape."""
    plan, p = pitch.plan, pitch.palette
    x = pitch.aspect * pitch.uniform(0.47, 0.53)
    outside = bool(plan.places)
    r = pitch.unit * pitch.uniform(0.33, 0.38)
    back = Light("moon" if p.time == "night" else "disc", x, 0.40, r, p.tinted(shade(p.accent, 0.06, 0.9)) if not p.dark else p.light)
    disc = None if outside else back
    scene.sky = pitch.sky(0.6, disc or light.choose(pitch, 0.55), 0.25)
    if outside:
        landscape.far_land(pitch, scene, 0.56, x, 0.0)
    else:
        _leaves(pitch, scene, x, r)
    wish = plan.wish("portrait")
    assert wish is not None  # noqa: S101 - this builder is chosen by it
    count = min(3, wish.count or 2)
    size = min(0.90, pitch.aspect * 0.92) * min(wish.size, 1.1) * (1.0, 0.8, 0.66)[count - 1]
    behind = back.colour if disc else p.low
    for n in range(count):
        at = x + (n - (count - 1) / 2) * size * 0.62
        scene.add("thing", 0.95, *pitch.stand(wish, at, 1.02, size, behind, 1.0, flip=pitch.chance(0.5) if count == 1 else n % 2 == 0))
    others = [w for w in plan.things if w.kind in THINGS and w.kind not in ("portrait", "flower", "leaf")]
    for other, at, high, _far in arrange.seats(pitch, others[:2], pitch.aspect * 0.03, pitch.aspect * 0.40, 0.62):
        top = THINGS[other.kind].home == "air"
        scene.add("thing", 1.0, *pitch.stand(other, at, 0.34 if top else 1.0, high, p.middle, 1.0))


def _leaves(pitch: Pitch, scene: Scene, x: float, r: float) -> None:
    """A wreath of leaves and blossoms around the disc, kept behind the head."""
    p = pitch.palette
    for n, a in enumerate(np.linspace(0.2, 2 * np.pi + 0.2, 15)[:-1]):
        reach = r * pitch.uniform(0.96, 1.2)
        at, y = x + np.cos(a) * reach, 0.40 + np.sin(a) * reach
        if 0.9 < a % (2 * np.pi) < 2.2:
            continue
        paint = tones(THINGS["leaf"], p, p.middle, None, 0.7)
        leaf = plants.leaf(pitch.dice())
        turn = a + np.pi / 2 + pitch.uniform(-0.5, 0.5)
        spin = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        scene.add("thing", 0.6, *(Part(q.points @ spin * (r * 0.55) + (at, y), q.colour, line=q.line * r * 0.55) for q in place(leaf, paint, 0, 0, 1.0)))
        if n % 3 == 0:
            scene.add("thing", 0.65, *place(plants.rosette(pitch.dice()), tones(THINGS["flower"], p, p.middle, None, 0.8), at, y, r * pitch.uniform(0.36, 0.52)))


def emblem(pitch: Pitch, scene: Scene) -> None:
    """One sign, large, before a calm field; several scattered."""
    p = pitch.palette
    wish = next(w for w in pitch.plan.things if w.kind in THINGS)
    thing = THINGS[wish.kind]
    many = wish.count or (thing.many if wish.many else 1)
    scene.sky = Sky((shade(p.low, 0.02), p.low, mix(p.low, p.middle, 0.5)), 1.0, "ground", None, 0.5, 170 if p.time == "night" else 0)
    hue = COLOURS.get(wish.colour) or thing.colour or p.foliage
    for k, size in enumerate((0.46, 0.38, 0.30)):
        tone = mix(p.low, p.tinted(hue), 0.12 + 0.12 * k)
        scene.add("ground", 0.2 + 0.1 * k, Part(oval(pitch.aspect / 2, 0.5, size * pitch.unit * 1.25, steps=90), tone))
    for n in range(many):
        turn = pitch.uniform(-0.5, 0.5) if many > 1 else pitch.uniform(-0.12, 0.12)
        high = thing.size * pitch.unit * wish.size * share(many) * (1.25 if many == 1 else pitch.uniform(0.8, 1.2))
        cell = np.array([pitch.aspect / 2, 0.5]) if many == 1 else np.array([pitch.aspect * ((n * 0.618 + 0.2) % 1 * 0.8 + 0.1), 0.14 + 0.76 * (n + 0.5) / many])
        spin = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        parts = pitch.stand(wish, 0.0, high / 2, high, p.low, 1.0)
        scene.add("thing", 0.9, *(Part(q.points @ spin + cell, q.colour, q.foot, q.line, q.glow, q.alpha) for q in parts))


def cut_out(pitch: Pitch, scene: Scene) -> None:
    """The things alone, for a picture whose background is left out."""
    wishes = [w for w in pitch.plan.things if w.kind in THINGS]
    scene.sky = Sky(scene.sky.stops, 1.0, "none")
    for wish, x, size, far in arrange.seats(pitch, wishes, pitch.aspect * 0.06, pitch.aspect * 0.94, 1.45):
        size = min(size, 0.86)
        scene.add("thing", 1.0, *pitch.stand(wish, x, 0.5 + size / 2 - 0.06 * far, size, pitch.palette.low, 1.0))


