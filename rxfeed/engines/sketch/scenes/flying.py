"""Things in the air."""

from __future__ import annotations

from rxfeed.engines.sketch.plan import Wish
from rxfeed.engines.sketch.scene import Scene
from rxfeed.engines.sketch.scenes import arrange
from rxfeed.engines.sketch.scenes.pitch import Pitch, number
from rxfeed.engines.sketch.shapes import place
from rxfeed.engines.sketch.things.beasts import gull


def fly(pitch: Pitch, scene: Scene, wishes: list[Wish], top: float, bottom: float, scale: float = 1.0) -> None:
    """The wished things between `top` and `bottom`, or a few far birds where nothing flies and the sky is calm."""
    if not wishes:
        if pitch.palette.time != "night" and "bird" not in pitch.plan.without and pitch.chance(0.4) and not pitch.plan.weather:
            flock(pitch, scene, pitch.aspect * pitch.uniform(0.15, 0.85), pitch.uniform(top + 0.1, top + 0.25), int(pitch.rng.integers(3, 7)))
        return
    light = scene.sky.light
    for wish, x, size, far in arrange.seats(pitch, wishes, pitch.aspect * 0.08, pitch.aspect * 0.92, scale, avoid=light.x if light and light.r < 0.2 else None):
        room = max(0.02, bottom - top - size)
        y = top + size + room * (pitch.uniform(0.25, 0.6) if number(wish) == 1 else pitch.uniform(0.0, 1.0))
        scene.add("thing", 0.8 - 0.3 * far, *pitch.stand(wish, x, y, size * (1 - 0.2 * far), pitch.palette.middle, 0.85 - 0.2 * far, flip=pitch.chance(0.5)))


def flock(pitch: Pitch, scene: Scene, x: float, y: float, count: int) -> None:
    """Birds far off."""
    tone = pitch.palette.ground(0.7)
    for _ in range(count):
        scene.add("front", 0.3, *place(gull(pitch.dice()), {"body": tone}, x + pitch.uniform(-0.14, 0.14), y + pitch.uniform(-0.06, 0.06), pitch.uniform(0.018, 0.038)))
