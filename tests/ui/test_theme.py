"""The tokens as they are written in the stylesheet: complete in both themes, and with the contrast that the look asks for."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

from rxfeed.ui.theme import COLOURS

CSS = (Path(__file__).parents[2] / "assets" / "rxfeed.css").read_text("utf-8")
TEXT, EDGE = 4.5, 3.0

Colour = tuple[float, float, float]


def tokens(selector: str) -> dict[str, Colour]:
    block = CSS.split(f"{selector} {{", 1)[1].split("}", 1)[0]
    found = re.findall(r"--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)", block)
    return {name: (float(lightness), float(chroma), float(hue)) for name, lightness, chroma, hue in found}


THEMES = {"light": tokens(":root"), "dark": tokens(":root.dark")}


@pytest.mark.parametrize("theme", THEMES)
def test_every_named_colour_has_a_value(theme: str) -> None:
    assert set(COLOURS) - {"shade", "veil"} == set(THEMES[theme])


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["paper", "surface", "sunken"])
def test_text_can_be_read_and_edges_seen(theme: str, ground: str) -> None:
    known = THEMES[theme]
    for name in ("ink", "ink-2", "ink-3", "accent", "ok", "bad"):
        assert contrast(known[name], known[ground]) >= TEXT, name
    assert contrast(known["line-strong"], known[ground]) >= EDGE


@pytest.mark.parametrize("theme", THEMES)
def test_text_on_coloured_grounds_can_be_read(theme: str) -> None:
    known = THEMES[theme]
    pairs = [("on-accent", "accent"), ("on-accent-soft", "accent-soft"), ("paper", "ink"), ("ink", "add"), ("ink", "del"), ("ink", "accent-soft")]
    for text, ground in pairs:
        assert contrast(known[text], known[ground]) >= TEXT, (text, ground)


def test_no_request_leaves_the_origin() -> None:
    assert not re.search(r"https?:|//", re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL))


def contrast(one: Colour, other: Colour) -> float:
    """WCAG 2 contrast ratio, by the formula of its relative luminance."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Colour) -> float:
    """Of an OKLCH colour clipped to sRGB: Björn Ottosson's matrices (https://bottosson.github.io/posts/oklab/)."""
    lightness, chroma, hue = colour
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return sum(weight * min(1.0, max(0.0, part)) for weight, part in ((0.2126, red), (0.7152, green), (0.0722, blue)))
