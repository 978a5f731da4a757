"""From a plan to a composition: which kind of scene the words need, and which dice it is built with."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b

import numpy as np

from rxfeed.engines.sketch import palette
from rxfeed.engines.sketch.meanings import fold
from rxfeed.engines.sketch.plan import Plan
from rxfeed.engines.sketch.scene import Scene, Sky
from rxfeed.engines.sketch.scenes import close, deep, isometric, landscape, pattern, room, sky_only, water, waves
from rxfeed.engines.sketch.scenes.pitch import Pitch
from rxfeed.engines.sketch.shapes import Colour
from rxfeed.engines.sketch.things.catalogue import THINGS
from rxfeed.engines.sketch.words import COLOURS

Builder = Callable[[Pitch, Scene], None]

_PLACES_OUTSIDE = ("hills", "mountains", "sea", "lake", "harbour", "city", "village", "forest", "desert", "meadow", "garden", "island", "waves", "river", "snowfield")


def compose(plan: Plan, aspect: float, seed: int, hues: tuple[Colour, ...] = (), transparent: bool = False) -> Scene:
    """The scene of a plan. The same plan, aspect and seed give the same scene; `hues` are colours taken from a reference."""
    rng = np.random.default_rng(int.from_bytes(blake2b(f"{seed}|{fold(plan.prompt)}|{plan.style}|{aspect:.3f}".encode(), digest_size=8).digest(), "big"))
    wanted = tuple(COLOURS[h] for h in plan.hues) or hues
    chosen = palette.choose(rng, _hour(plan), plan.season, plan.weather, plan.moods, wanted, plan.quiet, plan.bound and not plan.quiet)
    pitch = Pitch(plan, chosen, aspect, rng)
    scene = Scene(plan, chosen, aspect, Sky((chosen.top, chosen.middle, chosen.low), 0.6), weather=plan.weather)
    _builder(plan, rng, transparent)(pitch, scene)
    return scene


def _hour(plan: Plan) -> str:
    if plan.time:
        return plan.time
    homes = {THINGS[w.kind].home for w in plan.things if w.kind in THINGS}
    if plan.place == "space" or plan.has("rocket") or plan.has("ghost"):
        return "night"
    if plan.has("owl") and not plan.has("sun"):
        return "night" if sum(map(ord, plan.prompt)) % 2 else "dusk"
    return "noon" if homes & {"table", "deep"} or plan.has("rainbow") else ""


def _builder(plan: Plan, rng: np.random.Generator, transparent: bool) -> Builder:
    things = [w for w in plan.things if w.kind in THINGS]
    homes = {THINGS[w.kind].home for w in things}
    outside = [w.kind for w in plan.places if w.kind in _PLACES_OUTSIDE]
    if transparent and things:
        return close.cut_out
    if plan.style == "isometric" and not plan.has("portrait") and not homes & {"table"} and not plan.has("table"):
        return isometric.world
    if plan.has("grid"):
        return pattern.grid
    if plan.has("table") or (homes & {"table"} and not outside) or (plan.has("chair") and not outside):
        return room.still_life
    if plan.has("underwater") or (homes & {"deep"} and not homes - {"deep", "air"} and not set(outside) - {"sea", "lake", "waves", "river"}):
        return deep.underwater
    if plan.has("portrait"):
        return close.portrait
    if plan.has("space") or (plan.has("planet") and not outside and not homes - {"air"}):
        return sky_only.space
    if "centre" in homes and not outside and len(things) == 1:
        return close.emblem
    if plan.has("abstract") and not things:
        return pattern.abstract
    if plan.has("waves") and not homes - {"water"} and not set(outside) - {"waves", "sea"}:
        return waves.big_waves
    if plan.has("garden") or "front" in homes:
        return landscape.garden
    if not things and not outside and not plan.sky and not (plan.time or plan.weather or plan.season) and not plan.has("road"):
        return pattern.abstract if rng.random() < 0.45 else landscape.open_land
    if outside and set(outside) & {"sea", "lake", "harbour", "island", "waves"} or homes & {"water", "shore", "span", "deep"}:
        return water.shore
    return landscape.open_land
