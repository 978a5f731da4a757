"""Every thing by the kind the words name: how it is drawn, where it belongs, how large it is and what colour it has by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rxfeed.engines.sketch.palette import Palette, apart, mix, shade
from rxfeed.engines.sketch.shapes import Colour, Stroke
from rxfeed.engines.sketch.things import animals, beasts, buildings, people, plants, still, vehicles

Draw = Callable[[np.random.Generator], list[Stroke]]


@dataclass(frozen=True, slots=True)
class Thing:
    """`home` is one of land, water, air, table, shore, span, front. `size` is its height as the only subject, as a share of the picture's shorter side; `wide` its width against its height."""

    draw: Draw
    home: str
    size: float
    colour: Colour | None
    wide: float = 1.0
    many: int = 3


_RED, _WHITE = (0.57, 0.19, 28), (0.94, 0.02, 90)

THINGS: dict[str, Thing] = {
    "fox": Thing(animals.fox, "land", 0.50, (0.65, 0.19, 48), 0.95), "wolf": Thing(animals.wolf, "land", 0.50, (0.58, 0.03, 260), 0.9), "cat": Thing(animals.cat, "land", 0.50, (0.33, 0.04, 300), 0.95),
    "dog": Thing(animals.dog, "land", 0.50, (0.66, 0.11, 65), 0.85), "owl": Thing(animals.owl, "land", 0.54, (0.50, 0.08, 55), 0.9), "rabbit": Thing(animals.rabbit, "land", 0.44, (0.74, 0.05, 65), 0.85),
    "butterfly": Thing(animals.butterfly, "air", 0.46, (0.66, 0.18, 45), 1.0, 5), "turtle": Thing(animals.turtle, "land", 0.36, (0.50, 0.10, 145), 1.4), "penguin": Thing(animals.penguin, "land", 0.48, (0.28, 0.04, 265), 0.8, 4),
    "horse": Thing(beasts.horse, "land", 0.50, (0.42, 0.09, 45), 1.0), "unicorn": Thing(beasts.unicorn, "land", 0.50, (0.95, 0.015, 320), 1.0), "deer": Thing(beasts.deer, "land", 0.44, (0.56, 0.11, 55), 1.0), "elephant": Thing(beasts.elephant, "land", 0.46, (0.60, 0.03, 270), 1.1),
    "bear": Thing(beasts.bear, "land", 0.44, (0.40, 0.07, 50), 1.2), "sheep": Thing(beasts.sheep, "land", 0.32, (0.93, 0.02, 90), 1.0, 5), "bird": Thing(beasts.bird, "air", 0.34, (0.45, 0.11, 250), 1.3, 5),
    "swan": Thing(beasts.swan, "water", 0.34, (0.96, 0.012, 90), 1.1, 2), "whale": Thing(beasts.whale, "water", 0.36, (0.42, 0.09, 250), 1.9, 2), "fish": Thing(beasts.fish, "deep", 0.36, (0.68, 0.18, 45), 1.3, 5),
    "portrait": Thing(people.portrait, "front", 0.80, (0.45, 0.14, 260), 0.95, 2), "person": Thing(people.person, "land", 0.36, (0.52, 0.15, 28), 0.5, 3), "robot": Thing(people.robot, "land", 0.52, (0.72, 0.05, 220), 0.8),
    "ghost": Thing(people.ghost, "land", 0.48, (0.95, 0.015, 260), 0.75), "heart": Thing(people.heart, "centre", 0.56, (0.60, 0.22, 20), 1.0, 5),
    "house": Thing(buildings.house, "land", 0.40, (0.88, 0.05, 80), 1.05, 4), "church": Thing(buildings.church, "land", 0.44, (0.90, 0.03, 85), 0.95, 2), "castle": Thing(buildings.castle, "land", 0.52, (0.70, 0.04, 70), 1.0, 1),
    "lighthouse": Thing(buildings.lighthouse, "shore", 0.58, _RED, 0.36, 2), "windmill": Thing(buildings.windmill, "land", 0.46, (0.90, 0.03, 85), 0.9, 3), "tent": Thing(buildings.tent, "land", 0.34, (0.68, 0.17, 50), 1.1, 3),
    "bridge": Thing(buildings.bridge, "span", 0.26, (0.66, 0.06, 60), 4.0, 1),
    "boat": Thing(vehicles.boat, "water", 0.42, (0.50, 0.16, 30), 0.95, 4), "rowboat": Thing(vehicles.rowboat, "water", 0.24, (0.50, 0.10, 50), 1.3, 3), "balloon": Thing(vehicles.balloon, "air", 0.50, (0.62, 0.19, 28), 0.75, 4),
    "rocket": Thing(vehicles.rocket, "air", 0.52, (0.93, 0.02, 250), 0.7, 2), "plane": Thing(vehicles.plane, "air", 0.30, (0.93, 0.02, 240), 1.25, 2), "bicycle": Thing(vehicles.bicycle, "land", 0.42, (0.58, 0.14, 195), 1.4, 2),
    "car": Thing(vehicles.car, "land", 0.36, (0.62, 0.15, 195), 1.35, 3), "train": Thing(vehicles.train, "land", 0.26, (0.36, 0.08, 260), 2.9, 1), "kite": Thing(vehicles.kite, "air", 0.38, (0.62, 0.20, 28), 0.7, 4),
    "tree": Thing(plants.tree, "land", 0.58, None, 0.85, 5), "pine": Thing(plants.pine, "land", 0.56, (0.42, 0.08, 160), 0.6, 7), "palm": Thing(plants.palm, "land", 0.60, (0.52, 0.13, 145), 0.9, 3), "cactus": Thing(plants.cactus, "land", 0.50, (0.52, 0.12, 155), 0.65, 3),
    "flower": Thing(plants.flower, "front", 0.62, (0.68, 0.20, 10), 0.5, 9), "tulip": Thing(plants.tulip, "front", 0.58, (0.62, 0.21, 18), 0.4, 9), "sunflower": Thing(plants.sunflower, "front", 0.70, (0.84, 0.17, 85), 0.6, 6),
    "mushroom": Thing(plants.mushroom, "land", 0.44, (0.58, 0.21, 27), 1.0, 4), "leaf": Thing(plants.leaf, "centre", 0.44, None, 0.65, 7),
    "vase": Thing(still.vase, "table", 0.60, (0.70, 0.18, 12), 0.85, 2), "cup": Thing(still.cup, "table", 0.34, (0.90, 0.04, 80), 1.0, 2), "apple": Thing(still.apple, "table", 0.24, (0.60, 0.21, 27), 0.95, 3), "pear": Thing(still.pear, "table", 0.30, (0.78, 0.15, 112), 0.75, 3),
    "lemon": Thing(still.lemon, "table", 0.20, (0.88, 0.17, 98), 1.1, 3), "orange_fruit": Thing(still.tangerine, "table", 0.22, (0.73, 0.18, 58), 0.95, 3), "bowl": Thing(still.bowl, "table", 0.34, (0.60, 0.10, 235), 1.0, 2), "books": Thing(still.books, "table", 0.36, (0.50, 0.15, 28), 1.0, 1),
    "bottle": Thing(still.bottle, "table", 0.52, (0.40, 0.09, 150), 0.4, 3), "candle": Thing(still.candle, "table", 0.42, (0.95, 0.03, 90), 0.6, 3), "lamp": Thing(still.lamp, "land", 0.56, (0.30, 0.03, 260), 0.25, 3), "chair": Thing(still.chair, "land", 0.44, (0.58, 0.14, 50), 0.65, 2),
    "umbrella": Thing(still.umbrella, "land", 0.52, (0.60, 0.20, 25), 1.0, 3), "guitar": Thing(still.guitar, "table", 0.60, (0.62, 0.13, 55), 0.7, 1), "cake": Thing(still.cake, "table", 0.42, (0.88, 0.06, 60), 1.0, 1),
}  # fmt: skip


def tones(thing: Thing, palette: Palette, behind: Colour, wanted: Colour | None = None, depth: float = 1.0) -> dict[str, Colour]:
    """What each role of the drawing is painted with, before the given background."""
    own = wanted or thing.colour or palette.foliage
    keep = 0.85 if wanted else 0.7 if own[0] > 0.9 else 0.45
    def local(colour: Colour, hold: float = keep) -> Colour:
        return palette.local(colour, depth, hold)
    body = apart(local(own), behind, 0.20 if own[0] < 0.9 else 0.07)
    lift = 0.10 if body[0] < 0.8 else -0.06
    lit = (0.90, 0.13, 85) if palette.ambient > 0.3 else shade(palette.top, -0.16)
    leaf = local(palette.foliage if not palette.snow else (0.50, 0.08, 160))
    accent = apart(palette.tinted(palette.accent, keep), body, 0.18) if not wanted else shade(body, -0.2 if body[0] > 0.55 else 0.24, 0.9)
    white = local(_WHITE)
    return {
        "body": body, "shade": shade(body, -0.10 if body[0] > 0.3 else 0.06, 1.0, -8 if body[2] > 180 else 6), "light": shade(body, lift, 0.85, 4), "dark": shade(mix(body, palette.near, 0.35), -0.22),
        "accent": accent, "white": white, "veil": mix(white, palette.middle, 0.38), "ink": palette.tinted(mix((0.17, 0.03, 285), palette.near, 0.4)), "glow": palette.tinted(lit, 0.6), "leaf": apart(leaf, behind, 0.10), "leaf_shade": shade(leaf, -0.08),
        "bark": local((0.46, 0.07, 55)), "coffee": local((0.36, 0.07, 50)), "red": local((0.58, 0.20, 27)), "red_shade": local((0.50, 0.18, 25)), "fruit": local((0.74, 0.17, 62)), "fruit_shade": local((0.66, 0.16, 52)),
        "vessel": apart(palette.tinted(shade(palette.far, 0.04), 0.2), behind, 0.14), "vessel_shade": shade(apart(palette.tinted(shade(palette.far, 0.04), 0.2), behind, 0.14), -0.09),
    }  # fmt: skip
