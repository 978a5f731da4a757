"""What a picture is made of before a style paints it: a sky, layers from back to front, water, weather."""

from __future__ import annotations

from dataclasses import dataclass, field

from rxfeed.engines.sketch.palette import Palette
from rxfeed.engines.sketch.plan import Plan
from rxfeed.engines.sketch.shapes import Colour, Part


@dataclass(frozen=True, slots=True)
class Light:
    """Sun, moon or a bare disc; scene units."""

    kind: str
    x: float
    y: float
    r: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Sky:
    """Everything behind the first layer. `kind` is air, wall, deep (under water) or ground (a plain colour field)."""

    stops: tuple[Colour, ...]
    horizon: float
    kind: str = "air"
    light: Light | None = None
    clouds: float = 0.4
    stars: int = 0
    aurora: bool = False
    milkyway: bool = False
    rainbow: bool = False


@dataclass(frozen=True, slots=True)
class Layer:
    """Parts at one depth, 0 far to 1 near. `kind`: ground, thing, front, fog, light, line."""

    parts: tuple[Part, ...]
    depth: float
    kind: str = "thing"


@dataclass(frozen=True, slots=True)
class Water:
    """A surface from `top` down; it shows what has been painted above it, upside down. `calm` 1 is a mirror, 0 a chop."""

    top: float
    colour: Colour
    deep: Colour
    calm: float
    depth: float = 0.4
    bottom: float = 1.02


@dataclass(slots=True)
class Scene:
    """A composition, ready for any style."""

    plan: Plan
    palette: Palette
    aspect: float
    sky: Sky
    layers: list[Layer | Water] = field(default_factory=list)
    weather: tuple[str, ...] = ()
    focus: float = 0.8
    """The depth that is sharp."""

    def add(self, kind: str, depth: float, *parts: Part) -> None:
        if parts:
            self.layers.append(Layer(tuple(parts), depth, kind))
