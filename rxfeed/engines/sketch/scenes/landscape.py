"""Open land: hills, mountains, woods, desert, city, meadow, garden."""

from __future__ import annotations

import numpy as np

from rxfeed.engines.sketch.palette import mix, shade
from rxfeed.engines.sketch.plan import Wish
from rxfeed.engines.sketch.scene import Scene
from rxfeed.engines.sketch.scenes import arrange, flying, light, terrain
from rxfeed.engines.sketch.scenes.pitch import Pitch
from rxfeed.engines.sketch.shapes import Colour, Part, Points, place, ridge, under
from rxfeed.engines.sketch.things.catalogue import THINGS, tones
from rxfeed.engines.sketch.words import COLOURS

Line = tuple[Points, Points]
SAND, SNOW = (0.80, 0.10, 75), (0.93, 0.02, 235)
_SEASONS = {"": (0.60, 0.13, 138), "spring": (0.70, 0.15, 128), "summer": (0.62, 0.14, 135), "autumn": (0.64, 0.14, 66), "winter": SNOW}


def open_land(pitch: Pitch, scene: Scene) -> None:
    """Sky, far ranges, rolling middle ground, and a stage in front for what was asked."""
    plan = pitch.plan
    heroes, fliers = pitch.wished("land", "front", "centre", "table"), pitch.wished("air", "water", "deep", "shore", "span")
    horizon = pitch.uniform(0.50, 0.60) + (0.08 if fliers and not heroes else 0.0)
    animal = len(heroes) == 1 and not plan.places and (heroes[0].count or 3) == 1
    hero_x = pitch.aspect * pitch.uniform(0.42, 0.58)
    disc = animal and not plan.weather and (plan.sky or pitch.chance(0.62))
    chosen = light.choose(pitch, 0.56 if disc else horizon, hero_x if disc else None, behind=pitch.unit * pitch.uniform(0.26, 0.32) if disc else 0.0)
    scene.sky = pitch.sky(horizon, chosen)
    line = far_land(pitch, scene, horizon, gap=chosen.x if chosen else pitch.aspect * pitch.uniform(0.35, 0.65), stage=0.80 if heroes else 0.0)
    if plan.has("river"):
        terrain.road(pitch, scene, horizon + 0.08, pitch.aspect * 0.5, mix(scene.palette.low, scene.palette.middle, 0.4), width=0.42)
    if plan.has("road"):
        terrain.road(pitch, scene, horizon + 0.06, pitch.aspect * 0.5, pitch.palette.local((0.80, 0.05, 75), 0.9))
    flying.fly(pitch, scene, pitch.wished("air"), 0.05, horizon * 0.95)
    if heroes:
        stage(pitch, scene, line, heroes, hero_x if disc else None, chosen.x if chosen and not disc else None)
    else:
        terrain.tufts(pitch, scene, 1.02, 0.98, 0.07, 26)


def stage(pitch: Pitch, scene: Scene, line: Line, heroes: list[Wish], x: float | None, avoid: float | None) -> None:
    """The things on the nearest ground, and grass before them."""
    ground = pitch.palette.ground(0.55)
    if x is not None:
        wish = heroes[0]
        size = THINGS[wish.kind].size * pitch.unit * wish.size * 1.08
        seated = [(wish, x, min(size, 0.78, pitch.aspect * 0.9 / THINGS[wish.kind].wide), 0.0)]
    else:
        seated = arrange.seats(pitch, heroes, pitch.aspect * 0.07, pitch.aspect * 0.93, avoid=avoid)
    arrange.stand_all(pitch, scene, seated, line, ground, 0.92)
    terrain.tufts(pitch, scene, line, 0.98, 0.06, 22)


def far_land(pitch: Pitch, scene: Scene, horizon: float, gap: float, stage: float) -> Line:
    """Everything between the sky and our feet; the line things may stand on."""
    plan, p = pitch.plan, pitch.palette
    place_ = plan.place or ("forest" if plan.has("tree") and (plan.wish("tree") or Wish("")).many else "")
    bottom = stage or 0.90
    if plan.has("mountains") or (not plan.place and pitch.chance(0.3)):
        terrain.mountains(pitch, scene, horizon + 0.02, gap, high=pitch.uniform(0.30, 0.40))
    if place_ == "desert":
        return terrain.dunes(pitch, scene, horizon, _own(plan.wish("desert"), SAND) or SAND)[-1]
    if plan.has("city"):
        for i, depth in enumerate((0.15, 0.4, 0.62)):
            terrain.skyline(pitch, scene, horizon + 0.04 + 0.07 * i + (0.15 if not stage else 0.03), depth, (0.40, 0.36, 0.28)[i] * pitch.uniform(0.9, 1.15), 0.6, (0.0, 0.35, 0.5)[i] * (1.0 if p.ambient > 0.3 else 0.7))
        line = _front(pitch, scene, bottom if stage else 0.90, p.local(meadow(pitch), 0.95) if not stage else shade(p.ground(0.9), 0.02))
        if not stage:
            terrain.woods(pitch, scene, line, 0.9, 0.09, int(15 * pitch.aspect), firs=False)
        return line
    green = SNOW if p.snow or place_ == "snowfield" else _own(plan.wish("hills") or plan.wish("meadow"), meadow(pitch) if not plan.has("mountains") or plan.has("meadow") or plan.season else None)
    lines = terrain.hills(pitch, scene, horizon + 0.02, bottom, 4, green if p.ambient < 0.5 or p.snow else None)
    if plan.has("forest"):
        fir = p.snow or plan.season != "autumn" and pitch.chance(0.55)
        for (x, y), depth, size in zip(lines[:3], (0.28, 0.48, 0.70), (0.20, 0.28, 0.40), strict=True):
            terrain.woods(pitch, scene, (x, y + 0.03), depth, size * pitch.uniform(0.9, 1.15), int(20 * pitch.aspect * 0.2 / size) + 3, firs=fir)
            if "fog" in plan.weather or pitch.chance(0.5):
                terrain.fog(pitch, scene, float(y.mean()) + 0.01, depth + 0.02, 0.10)
        return _front(pitch, scene, bottom + 0.02, p.local(meadow(pitch), 0.95))
    if plan.has("village"):
        terrain.village(pitch, scene, lines[1], 0.45, 0.15, 7, pitch.aspect * 0.06, pitch.aspect * 0.94)
        terrain.village(pitch, scene, (lines[2][0], lines[2][1] + 0.02), 0.7, 0.21, 5, pitch.aspect * 0.14, pitch.aspect * 0.86)
    elif not plan.has("mountains") and place_ not in ("snowfield",):
        k = int(pitch.rng.integers(1, 3))
        terrain.woods(pitch, scene, lines[k], 0.35 + 0.15 * k, 0.06 + 0.02 * k, int(9 * pitch.aspect), firs=p.snow or None)
    if "fog" in plan.weather:
        for x, y in lines[:3]:
            terrain.fog(pitch, scene, float(y.mean()), 0.5, 0.14)
    return lines[-1]


def garden(pitch: Pitch, scene: Scene) -> None:
    """Blossoms close before us, a landscape behind them."""
    p = pitch.palette
    horizon = pitch.uniform(0.40, 0.50)
    chosen = light.choose(pitch, horizon)
    scene.sky = pitch.sky(horizon, chosen)
    heroes = pitch.wished("land")
    line = far_land(pitch, scene, horizon, chosen.x if chosen else pitch.aspect / 2, stage=0.66)
    flying.fly(pitch, scene, pitch.wished("air"), 0.04, horizon)
    if heroes:
        arrange.stand_all(pitch, scene, arrange.seats(pitch, heroes, pitch.aspect * 0.08, pitch.aspect * 0.92, 0.92), (line[0], line[1] + 0.02), p.ground(0.5), 0.7)
    wishes = pitch.wished("front") or [Wish("flower", 0, 1.0, "", True)]
    _bed(pitch, scene, wishes, bool(heroes))


def _bed(pitch: Pitch, scene: Scene, wishes: list[Wish], low: bool) -> None:
    p = pitch.palette
    behind = p.ground(0.7)
    rows = ((0.76, 0.17, 0.74), (0.84, 0.25, 0.82), (0.95, 0.36, 0.92), (1.10, 0.52, 1.0)) if (wishes[0].count or 9) > 3 else ((1.02, 0.66, 1.0),)
    hues = (0, 24, -30, 60, 200)
    for row, (y, size, depth) in enumerate(rows):
        if low and size > 0.4:
            size *= 0.72
        count = int(np.ceil(pitch.aspect / (size * 0.40))) if len(rows) > 1 else max(1, sum(w.count or 3 for w in wishes))
        terrain.tufts(pitch, scene, y + 0.02, depth - 0.03, size * 0.5, int(26 * pitch.aspect), shade(p.local(p.foliage, depth), -0.06))
        row_parts: list[Part] = []
        xs = (np.arange(count) + 0.5) * pitch.aspect / count
        for n, x in enumerate(pitch.rng.permutation(xs)):
            wish = wishes[n % len(wishes)]
            thing = THINGS[wish.kind]
            own = COLOURS.get(wish.colour) or shade(thing.colour or p.accent, 0, 1, hues[int(pitch.rng.integers(len(hues)))] if wish.kind != "sunflower" else 0)
            paint = tones(thing, p, behind, own, depth)
            draw = thing.draw
            parts = place(draw(pitch.dice()), paint, float(x) + pitch.uniform(-0.3, 0.3) * pitch.aspect / count * (len(rows) > 1), y, size * pitch.uniform(0.8, 1.12) * wish.size * (thing.size / 0.62), pitch.chance(0.5))
            row_parts += parts
            if size > 0.3:
                scene.add("thing", depth, *parts)
        if size <= 0.3:
            scene.add("front", depth, *row_parts)


def meadow(pitch: Pitch) -> Colour:
    """Open ground in the season of the plan."""
    return SNOW if pitch.palette.snow else _SEASONS[pitch.plan.season]


def _own(wish: Wish | None, default: Colour | None) -> Colour | None:
    return COLOURS[wish.colour] if wish and wish.colour else default


def _front(pitch: Pitch, scene: Scene, y: float, colour: Colour) -> Line:
    """The ground before our feet."""
    x, h = ridge(pitch.rng, pitch.aspect, rough=0.35, octaves=3, scale=0.9)
    line = (x, y + h * 0.022)
    scene.add("ground", 0.95, Part(under(line[0], line[1], 1.05), colour, shade(colour, -0.06)))
    return line

