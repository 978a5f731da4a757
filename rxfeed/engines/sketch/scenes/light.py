"""Sun and moon, where they make the best picture."""

from __future__ import annotations

from rxfeed.engines.sketch.palette import shade
from rxfeed.engines.sketch.scene import Light
from rxfeed.engines.sketch.scenes.pitch import Pitch


def choose(pitch: Pitch, horizon: float, x: float | None = None, *, low: bool = False, behind: float = 0.0) -> Light | None:
    """The light the plan asks for, or the one its hour has. `behind` is the radius of a disc that backs the subject, 0 where there is none."""
    plan, p = pitch.plan, pitch.palette
    without = plan.without
    moon = plan.has("moon") or p.time == "night" and not plan.has("sun")
    if moon and "moon" in without or not moon and "sun" in without:
        return None
    asked = plan.wish("moon" if moon else "sun")
    if asked is None and set(plan.weather) & {"storm", "rain", "snow", "fog"} and pitch.chance(0.7):
        return None
    if asked is None and moon and plan.has("stars") and pitch.chance(0.6):
        return None
    if asked is None and plan.has("rainbow") or (asked is None and plan.has("aurora")):
        return None
    size = asked.size if asked else 1.0
    r = pitch.unit * pitch.uniform(0.075, 0.115) * size if behind == 0 else behind
    at = x if x is not None else pitch.aspect * (pitch.uniform(0.26, 0.40) if pitch.chance(0.5) else pitch.uniform(0.60, 0.74))
    at = min(max(at, r * 0.9), pitch.aspect - r * 0.9)
    sinking = low or (not moon and p.time in ("dusk", "golden", "dawn") and pitch.chance(0.55))
    y = horizon - r * pitch.uniform(0.25, 0.9) if sinking else max(r + 0.05, horizon * pitch.uniform(0.30, 0.52))
    colour = _colour(pitch, moon, asked.colour if asked else "")
    return Light("crescent" if moon and not behind and pitch.chance(0.28) and "vollmond" not in plan.prompt.lower() and "full" not in plan.prompt.lower() else "moon" if moon else "sun", at, y, r, colour)


def _colour(pitch: Pitch, moon: bool, word: str) -> tuple[float, float, float]:
    from rxfeed.engines.sketch.words import COLOURS
    if word:
        return COLOURS[word]
    p = pitch.palette
    if not moon and p.time in ("dusk", "golden", "dawn") and pitch.chance(0.35) and p.key is None:
        return (0.66, 0.21, 32)
    return shade(p.light, 0.0, 1.0)
