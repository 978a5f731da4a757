"""A family of remixes among the samples: four steps deep, with a blend. Licences are those that each parent allows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from rxfeed.engines.sketch.samples import Sample


@dataclass(frozen=True, slots=True)
class Member:
    """A sample that takes others further, which it names by their captions."""

    sample: Sample
    parents: tuple[str, ...]
    mode: str
    licence: str
    ago: timedelta
    """How long before now."""


def _member(
    creator: str, prompt: str, caption: str, alt: str, parents: tuple[str, ...], mode: str, licence: str, minutes: int, *, shape: str = "3:2", seed: int = 11
) -> Member:  # fmt: skip
    return Member(Sample(creator, prompt, shape, seed, caption, alt, ("remix",)), parents, mode, licence, timedelta(minutes=minutes))


FIRST, HILLS = "Harbour, first light", "Paper hills at dusk"
FAMILY: tuple[Member, ...] = (
    _member(
        "tariq", "A quiet harbour at night under a full moon, layered paper hills", "Harbour, lights out",
        "The harbour again, at night: sailing boats under a full moon, paper hills behind.", (FIRST,), "prompt", "CC-BY-NC-4.0", 50,
    ),
    _member(
        "lena", "A quiet harbour at first light in winter, layered paper hills, the sun a torn circle", "Harbour, first frost",
        "The harbour in winter: snow on layered paper hills, boats on still water.", (FIRST,), "edit", "CC-BY-4.0", 44, seed=12,
    ),
    _member(
        "ines", "A quiet harbour at dusk under a huge sun, layered paper mountains", "Where the two meet",
        "A harbour before torn-paper mountains under a very large setting sun: two pictures in one.",
        ("Harbour, lights out", HILLS), "blend", "CC-BY-NC-4.0", 38,
    ),
    _member(
        "kofi", "A quiet harbour at dusk under a huge sun, pixel art", "Where the two meet, 8 bit",
        "The harbour and its huge sun once more, in pixel art.", ("Where the two meet",), "edit", "CC-BY-NC-4.0", 30, seed=5,
    ),
    _member(
        "juno", "A quiet harbour in the rain under a huge sun, pixel art", "Back where it began",
        "A pixel-art harbour in slanting rain, four steps away from the first one.", ("Where the two meet, 8 bit",), "prompt", "CC-BY-NC-4.0", 22, seed=5,
    ),
)  # fmt: skip
