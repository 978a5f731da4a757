"""Colour, chosen in OKLCH (Ottosson, "A perceptual color space for image processing", 2020)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from rxfeed.engines.sketch.shapes import Colour

RGB = tuple[int, int, int]

_LMS = np.array([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]])
_LAB = np.array([[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099], [0.0259040371, 0.7827717662, -0.8086757660]])
_TO_LMS, _TO_RGB = np.linalg.inv(_LAB), np.linalg.inv(_LMS)


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one picture by what they paint. `ambient` is how much the hour colours everything (0 noon, 1 deep night)."""

    time: str
    top: Colour
    middle: Colour
    low: Colour
    far: Colour
    near: Colour
    light: Colour
    accent: Colour
    ambient: float
    foliage: Colour
    snow: bool = False
    key: float | None = None
    """The hue the whole picture is asked to have, if any."""
    gentle: bool = False
    """The key hue is a place's: things in it keep most of their own colours."""
    quiet: float = 1.0
    """How much colour everything but the subject keeps."""

    @property
    def dark(self) -> bool:
        return self.low[0] < 0.56

    def ground(self, depth: float) -> Colour:
        """Land at a depth, 0 at the horizon, 1 before our feet, as air and hour leave it."""
        return mix(self.far, self.near, depth**0.85)

    def local(self, colour: Colour, depth: float = 1.0, keep: float = 0.0) -> Colour:
        """A thing's own colour, as this hour and the air before it let it look. `keep` holds on to its own."""
        if self.snow and colour[0] > 0.9 and colour[1] < 0.04:
            keep = max(keep, 0.5)
        shown = mix(colour, shade(self.near, lift=0.10), self.ambient * (1 - keep) * 0.72)
        hazed = mix(shown, self.ground(depth), (1 - depth) * 0.75 * (1 - keep))
        return self.tinted(hazed, keep)

    def tinted(self, colour: Colour, keep: float = 0.0) -> Colour:
        """Drawn towards the key hue, where there is one."""
        if self.key is None:
            return colour
        lightness, chroma, hue = colour
        turn = (hue - self.key + 180) % 360 - 180
        spread = max(-26.0, min(26.0, turn * 0.16)) * (1 - keep)
        if self.quiet < 1:
            spread *= 1.5
        toned = (lightness, max(chroma, 0.03) * (self.quiet + (1 - self.quiet) * min(1.0, keep * 1.3)), (self.key + spread - _sinking(self.key, lightness)) % 360)
        return mix(toned, colour, 0.7) if self.gentle and keep > 0.3 else toned


def _sinking(key: float, lightness: float) -> float:
    """Yellows darken towards orange, as they do in nature, instead of olive."""
    return 30 * max(0.0, min(0.6, 0.78 - lightness)) if 70 <= key <= 118 else 0.0


def to_rgb(colour: Colour) -> RGB:
    """Nearest sRGB colour of the same lightness and hue; chroma gives way."""
    return _fitted(round(colour[0], 3), round(colour[1], 3), round(colour[2] % 360, 1))


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """From `a` (share 0) to `b` (share 1), straight through OKLab."""
    share = max(0.0, min(1.0, share))
    ax, ay = a[1] * np.cos(np.radians(a[2])), a[1] * np.sin(np.radians(a[2]))
    bx, by = b[1] * np.cos(np.radians(b[2])), b[1] * np.sin(np.radians(b[2]))
    x, y = ax + (bx - ax) * share, ay + (by - ay) * share
    return (a[0] + (b[0] - a[0]) * share, float(np.hypot(x, y)), float(np.degrees(np.arctan2(y, x)) % 360))


def shade(colour: Colour, lift: float = 0.0, chroma: float = 1.0, turn: float = 0.0) -> Colour:
    """Lighter (or darker), stronger (or paler), turned by degrees of hue."""
    return (max(0.04, min(0.985, colour[0] + lift)), colour[1] * chroma, (colour[2] + turn) % 360)


def apart(colour: Colour, ground: Colour, least: float = 0.22) -> Colour:
    """The colour, moved in lightness until it stands out from `ground`."""
    gap = colour[0] - ground[0]
    hue = abs((colour[2] - ground[2] + 180) % 360 - 180) * min(colour[1], ground[1]) / 600
    if abs(gap) + hue >= least:
        return colour
    up = gap > 0 and ground[0] + least < 0.95 or ground[0] - least < 0.12
    return (ground[0] + least if up else ground[0] - least, colour[1], colour[2])


def to_oklab(rgb: np.ndarray) -> np.ndarray:
    """sRGB 0 to 255, shape (..., 3), to OKLab."""
    c = np.asarray(rgb, dtype=np.float32) / 255
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    lab: np.ndarray = np.cbrt(linear @ _LMS.T.astype(np.float32)) @ _LAB.T.astype(np.float32)
    return lab


def from_oklab(lab: np.ndarray) -> np.ndarray:
    """OKLab, shape (..., 3), to sRGB 0 to 255 as float, not clipped."""
    linear = ((np.asarray(lab) @ _TO_LMS.T) ** 3) @ _TO_RGB.T
    positive = np.maximum(linear, 0)
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * positive ** (1 / 2.4) - 0.055) * 255


def to_colour(rgb: tuple[float, ...] | np.ndarray) -> Colour:
    lightness, a, b = (float(v) for v in to_oklab(np.asarray(rgb)[:3]))
    return (lightness, float(np.hypot(a, b)), float(np.degrees(np.arctan2(b, a)) % 360))


def mean_hue(rgb: np.ndarray) -> float:
    """Degrees: the direction of sum(C * (cos h, sin h)) over all pixels in OKLCH, which is the direction of the mean (a, b) of OKLab."""
    a, b = to_oklab(rgb).reshape(-1, 3)[:, 1:].mean(axis=0)
    return float(np.degrees(np.arctan2(b, a)) % 360)


def hue_gap(a: float, b: float) -> float:
    """Degrees between two hues, 0 to 180."""
    return abs((a - b + 180) % 360 - 180)


def gradient(stops: list[Colour], count: int) -> np.ndarray:
    """Shape (count, 3), 0 to 255: the stops evenly spread, mixed in OKLab."""
    lab = np.array([(c[0], c[1] * np.cos(np.radians(c[2])), c[1] * np.sin(np.radians(c[2]))) for c in stops])
    t = np.linspace(0, 1, count)
    at = np.linspace(0, 1, len(stops))
    colours: np.ndarray = np.clip(from_oklab(np.stack([np.interp(t, at, lab[:, i]) for i in range(3)], axis=1)), 0, 255)
    return colours


@lru_cache(maxsize=4096)
def _fitted(lightness: float, chroma: float, hue: float) -> RGB:
    angle = np.radians(hue)
    for share in (1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.62, 0.54, 0.46, 0.38, 0.3, 0.2, 0.1):
        rgb = from_oklab(np.array([lightness, chroma * share * np.cos(angle), chroma * share * np.sin(angle)]))
        if rgb.min() >= -1.5 and rgb.max() <= 256.5:
            break
    r, g, b = (int(v) for v in np.clip(np.round(rgb), 0, 255))
    return (r, g, b)


# --- choosing one ---------------------------------------------------------------------------------------------------------------------

HOURS: dict[str, tuple[float, tuple[tuple[Colour, ...], ...]]] = {
    "dawn": (0.26, (
        ((0.68, 0.09, 285), (0.82, 0.11, 15), (0.93, 0.09, 75), (0.68, 0.09, 335), (0.29, 0.08, 300), (0.98, 0.05, 90), (0.68, 0.19, 30)),
        ((0.74, 0.08, 205), (0.88, 0.06, 120), (0.95, 0.08, 88), (0.70, 0.07, 195), (0.29, 0.06, 215), (0.985, 0.05, 95), (0.70, 0.18, 40)),
        ((0.78, 0.10, 350), (0.87, 0.10, 40), (0.95, 0.07, 85), (0.74, 0.10, 10), (0.36, 0.11, 350), (0.985, 0.04, 85), (0.56, 0.13, 205)),
        ((0.66, 0.10, 255), (0.84, 0.07, 320), (0.94, 0.07, 60), (0.68, 0.09, 275), (0.28, 0.08, 270), (0.98, 0.05, 80), (0.72, 0.17, 45)),
    )),
    "noon": (0.08, (
        ((0.64, 0.14, 248), (0.79, 0.09, 232), (0.94, 0.03, 205), (0.72, 0.07, 215), (0.42, 0.11, 152), (0.99, 0.05, 100), (0.66, 0.21, 30)),
        ((0.72, 0.11, 218), (0.85, 0.08, 200), (0.96, 0.05, 110), (0.74, 0.09, 178), (0.40, 0.09, 168), (0.99, 0.06, 100), (0.74, 0.17, 60)),
        ((0.88, 0.07, 85), (0.93, 0.06, 90), (0.97, 0.03, 95), (0.80, 0.08, 140), (0.40, 0.09, 165), (0.72, 0.18, 45), (0.62, 0.20, 30)),
        ((0.76, 0.09, 190), (0.89, 0.06, 160), (0.96, 0.05, 100), (0.76, 0.09, 150), (0.38, 0.10, 145), (0.985, 0.07, 95), (0.68, 0.20, 20)),
    )),
    "golden": (0.32, (
        ((0.72, 0.14, 58), (0.84, 0.15, 75), (0.94, 0.11, 92), (0.70, 0.14, 52), (0.28, 0.08, 35), (0.985, 0.06, 95), (0.58, 0.20, 28)),
        ((0.64, 0.11, 15), (0.80, 0.15, 52), (0.93, 0.12, 88), (0.64, 0.13, 25), (0.26, 0.09, 0), (0.985, 0.06, 92), (0.55, 0.12, 200)),
        ((0.60, 0.09, 195), (0.83, 0.09, 98), (0.91, 0.14, 80), (0.62, 0.09, 165), (0.26, 0.07, 205), (0.985, 0.06, 95), (0.66, 0.20, 38)),
    )),
    "dusk": (0.56, (
        ((0.36, 0.16, 285), (0.60, 0.21, 350), (0.83, 0.15, 62), (0.48, 0.17, 335), (0.17, 0.08, 320), (0.97, 0.07, 85), (0.76, 0.17, 55)),
        ((0.38, 0.14, 265), (0.62, 0.15, 310), (0.86, 0.11, 30), (0.50, 0.13, 288), (0.19, 0.08, 275), (0.97, 0.05, 70), (0.72, 0.18, 30)),
        ((0.44, 0.08, 222), (0.70, 0.10, 45), (0.82, 0.16, 58), (0.48, 0.07, 235), (0.18, 0.04, 245), (0.97, 0.07, 85), (0.66, 0.20, 35)),
        ((0.84, 0.16, 78), (0.70, 0.20, 20), (0.62, 0.23, 355), (0.46, 0.18, 345), (0.17, 0.08, 335), (0.97, 0.06, 85), (0.80, 0.15, 75)),
        ((0.30, 0.11, 250), (0.52, 0.12, 225), (0.84, 0.12, 85), (0.42, 0.10, 235), (0.16, 0.05, 250), (0.98, 0.07, 90), (0.70, 0.19, 40)),
    )),
    "night": (0.80, (
        ((0.17, 0.08, 275), (0.28, 0.12, 270), (0.47, 0.12, 255), (0.33, 0.10, 265), (0.11, 0.04, 275), (0.96, 0.05, 95), (0.80, 0.15, 75)),
        ((0.16, 0.05, 232), (0.28, 0.08, 216), (0.49, 0.09, 195), (0.33, 0.07, 215), (0.11, 0.03, 230), (0.97, 0.06, 100), (0.78, 0.16, 65)),
        ((0.18, 0.10, 298), (0.31, 0.15, 302), (0.52, 0.16, 335), (0.34, 0.13, 305), (0.12, 0.06, 300), (0.96, 0.05, 80), (0.80, 0.15, 70)),
        ((0.19, 0.06, 258), (0.34, 0.09, 240), (0.58, 0.08, 215), (0.38, 0.08, 245), (0.12, 0.04, 255), (0.97, 0.04, 95), (0.74, 0.18, 45)),
    )),
    "storm": (0.5, (
        ((0.34, 0.04, 255), (0.52, 0.04, 240), (0.76, 0.05, 190), (0.50, 0.04, 235), (0.19, 0.04, 240), (0.96, 0.04, 100), (0.76, 0.16, 75)),
        ((0.30, 0.05, 285), (0.50, 0.05, 265), (0.78, 0.06, 110), (0.46, 0.05, 265), (0.18, 0.04, 270), (0.96, 0.05, 100), (0.70, 0.18, 40)),
    )),
}  # fmt: skip

FOLIAGE: dict[str, tuple[Colour, ...]] = {
    "": ((0.52, 0.12, 145), (0.48, 0.10, 160), (0.58, 0.13, 125)),
    "spring": ((0.72, 0.15, 125), (0.82, 0.11, 350), (0.74, 0.13, 135)),
    "summer": ((0.56, 0.14, 140), (0.50, 0.12, 150)),
    "autumn": ((0.62, 0.17, 50), (0.56, 0.17, 35), (0.72, 0.15, 80)),
    "winter": ((0.86, 0.03, 235), (0.55, 0.05, 180)),
}


def choose(rng: np.random.Generator, time: str, season: str, weather: tuple[str, ...], moods: tuple[str, ...], hues: tuple[Colour, ...], quiet: bool, gentle: bool = False) -> Palette:
    """A palette for the hour, the season, the weather and the moods; `hues` are colours asked for the whole picture, the first leading."""
    hour = "storm" if "storm" in weather and time in ("", "noon") else time or str(rng.choice(["dawn", "noon", "golden", "dusk", "night"], p=[0.24, 0.26, 0.18, 0.22, 0.10]))
    ambient, schemes = HOURS[hour]
    top, middle, low, far, near, light, accent = schemes[int(rng.integers(len(schemes)))]
    leaves = FOLIAGE.get(season, FOLIAGE[""])
    chosen = Palette(hour, top, middle, low, far, near, light, accent, ambient, leaves[int(rng.integers(len(leaves)))], snow=season == "winter" or "snow" in weather)
    for mood in (*weather, *moods):
        chosen = _in_mood(chosen, mood)
    return replace(_in_colour(chosen, hues, quiet), gentle=gentle) if hues else chosen


_MOODS: dict[str, tuple[float, float]] = {
    "calm": (0.02, 0.82), "gloomy": (-0.09, 0.6), "happy": (0.03, 1.15), "vivid": (0.0, 1.3), "pastel": (0.10, 0.62), "dark": (-0.14, 0.9), "bright": (0.06, 1.05), "dreamy": (0.05, 0.9),
    "fog": (0.05, 0.55), "rain": (-0.05, 0.65), "snow": (0.04, 0.75), "storm": (-0.04, 0.8), "clouds": (0.0, 0.92), "grey": (0.0, 0.10),
}  # fmt: skip


def _in_mood(palette: Palette, mood: str) -> Palette:
    if mood in ("warm", "cold"):
        aim = 55.0 if mood == "warm" else 240.0
        return _map(palette, lambda c: mix(c, (c[0], c[1], aim), 0.38))
    lift, chroma = _MOODS.get(mood, (0.0, 1.0))
    return _map(palette, lambda c: shade(c, lift * (1 - abs(c[0] - 0.5)), chroma))


def _in_colour(palette: Palette, hues: tuple[Colour, ...], quiet: bool) -> Palette:
    """All roles gather round the first hue; a second one takes light and accent."""
    lead = hues[0]
    pull = replace(palette, key=lead[2], quiet=0.55 if quiet else 1.0)
    strength = 0.35 if lead[1] < 0.03 else 1.0
    def gather(c: Colour) -> Colour:
        toned = pull.tinted(c)
        wanted = toned[1] if quiet else max(toned[1], min(0.16, lead[1]) * 0.8)
        lightness = toned[0] + (lead[0] - 0.62) * 0.22
        return (max(0.08, min(0.97, lightness)), wanted if strength == 1.0 else c[1] * 0.08, toned[2])
    gathered = _map(pull, gather)
    second = hues[1] if len(hues) > 1 else lead
    return replace(gathered, key=lead[2] if strength == 1.0 and len(hues) == 1 else None, accent=second, low=mix(gathered.low, (gathered.low[0], second[1], second[2]), 0.5 if len(hues) > 1 else 0.0))


def _map(palette: Palette, change: Callable[[Colour], Colour]) -> Palette:
    names = ("top", "middle", "low", "far", "near", "light", "accent", "foliage")
    changed: dict[str, Any] = {name: change(getattr(palette, name)) for name in names}
    return replace(palette, **changed)
