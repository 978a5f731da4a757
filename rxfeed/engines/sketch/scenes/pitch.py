"""What every scene builder starts from: the plan, the palette, the dice, the size of the picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rxfeed.engines.sketch.palette import Palette
from rxfeed.engines.sketch.plan import Plan, Wish
from rxfeed.engines.sketch.scene import Light, Sky
from rxfeed.engines.sketch.shapes import Colour, Part, place
from rxfeed.engines.sketch.things.catalogue import THINGS, Thing, tones
from rxfeed.engines.sketch.words import COLOURS


@dataclass(frozen=True, slots=True)
class Pitch:
    """One picture to be composed."""

    plan: Plan
    palette: Palette
    aspect: float
    rng: np.random.Generator

    @property
    def unit(self) -> float:
        """The shorter side."""
        return min(1.0, self.aspect)

    def uniform(self, low: float, high: float) -> float:
        return float(self.rng.uniform(low, high))

    def chance(self, share: float) -> bool:
        return bool(self.rng.random() < share)

    def dice(self) -> np.random.Generator:
        """Dice of its own for one thing, so that things don't disturb one another."""
        return np.random.default_rng(int(self.rng.integers(2**32)))

    def wished(self, *homes: str) -> list[Wish]:
        """The things asked for that live in one of these homes."""
        return [w for w in self.plan.things if w.kind in THINGS and THINGS[w.kind].home in homes]

    def stand(self, wish: Wish, x: float, y: float, size: float, behind: Colour, depth: float = 1.0, flip: bool = False) -> list[Part]:
        """One thing of a wish on the ground at (x, y)."""
        thing = THINGS[wish.kind]
        wanted = COLOURS.get(wish.colour)
        return place(thing.draw(self.dice()), tones(thing, self.palette, behind, wanted, depth), x, y, size, flip, glow=1.0)

    def sky(self, horizon: float, light: Light | None, clouds: float | None = None, stops: tuple[Colour, ...] = ()) -> Sky:
        """The open air of this palette with what the plan wants in it."""
        plan, p = self.plan, self.palette
        veiled = bool({"fog", "snow", "rain", "storm"} & set(plan.weather))
        asked = "clouds" in plan.weather or "storm" in plan.weather
        stars = 0 if "stars" in plan.without or veiled and not plan.has("stars") else 420 if plan.has("stars") else 170 if p.time == "night" else 0
        amount = clouds if clouds is not None else 0.95 if asked else self.uniform(0.05, 0.35) if plan.has("stars") or plan.has("moon") else self.uniform(0.15, 0.7)
        return Sky(stops or (p.top, p.middle, p.low), horizon, "air", light, 0.0 if "clouds" in plan.without else amount, stars, plan.has("aurora"), plan.has("milkyway"), plan.has("rainbow"))


def share(count: int) -> float:
    """How large each of several is against a single one."""
    return max(0.24, float(count ** -0.42))


def number(wish: Wish) -> int:
    """How many to draw: as asked, else what looks like several."""
    return wish.count or THINGS[wish.kind].many


def thing_of(wish: Wish) -> Thing:
    return THINGS[wish.kind]
