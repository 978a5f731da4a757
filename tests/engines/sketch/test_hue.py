"""Each colour word turns the picture towards its own hue."""

from __future__ import annotations

import numpy as np
import pytest

from rxfeed.engines.sketch.palette import hue_gap, mean_hue
from rxfeed.engines.sketch.words import COLOURS
from tests.engines.sketch.making import pixels

WORDS = {
    "red": "rot", "orange": "orange", "yellow": "gelb", "gold": "gold", "lime green": "gelbgrün", "green": "grün", "mint": "mint", "teal": "petrol",
    "turquoise": "türkis", "cyan": "zyan",
    "blue": "blau", "navy": "marineblau", "indigo": "indigo", "purple": "lila", "violet": "violett", "magenta": "magenta", "pink": "rosa", "brown": "braun",
}  # fmt: skip
STYLES = ("paper cut", "watercolour", "risograph", "photograph", "ink", "pixel art", "isometric")
OWN = {"lime green": "lime_colour", "violet": "purple"}


@pytest.mark.parametrize("english", WORDS)
def test_the_mean_hue_is_within_30_degrees_of_the_word(english: str) -> None:
    aim = COLOURS[OWN.get(english, english)][2]
    german = WORDS[english]
    prompts = (
        f"a {english} city", f"{english} hills", f"a boat on the sea, {english}", f"a forest in {english} tones", f"{english}",
        f"abstract shapes in {english}", f"a {english} house", f"a night garden, {english}",
        f"Berge am Meer in {german}", f"Segelboote, {german}",
    )  # fmt: skip
    for seed, prompt in enumerate(prompts):
        style = STYLES[(seed + len(english)) % len(STYLES)]
        gap = hue_gap(mean_hue(pixels(f"{prompt}, {style}", seed, side=64)), aim)
        assert gap <= 30, f"{prompt}, {style}: {gap:.0f} degrees off"


def test_the_mean_hue_of_one_colour_is_its_hue() -> None:
    assert hue_gap(mean_hue(np.full((4, 4, 3), (255, 0, 0), dtype=np.uint8)), 29.2) < 0.5
