"""What is known of OpenAI's picture models: prices, tokens for a picture, sizes, transparency. Read from OpenAI's own pages in November 2026.

A model that is not in the table is taken for the closest name (`gpt-image-2.7-x` for `gpt-image-2`), and a foreign model for free: a
foreign server's prices are a setting.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rxfeed.domain.ports_engines import Size


@dataclass(frozen=True, slots=True)
class Price:
    """Micro-dollars: for a million tokens of each kind, and for each picture where a server counts pictures."""

    text_in: int = 0
    image_in: int = 0
    image_out: int = 0
    text_out: int = 0
    picture: int = 0

    @property
    def free(self) -> bool:
        return not (self.text_in or self.image_in or self.image_out or self.text_out or self.picture)


@dataclass(frozen=True, slots=True)
class Model:
    """One family of models."""

    price: Price = Price()
    patches: Mapping[str, int] = field(default_factory=dict)
    """By quality: patches along the longer edge; tokens follow from them and the size. Empty for models that count by `fixed`."""
    fixed: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)
    """By quality: tokens of a square, a portrait and a landscape picture."""
    any_size: bool = True
    """Takes any multiple of 16, not just the three standard sizes."""
    transparency: bool = False

    def tokens(self, size: Size, quality: str) -> int:
        """Output tokens of one picture."""
        if self.patches:
            return _patch_tokens(self.patches[quality], size)
        square, portrait, landscape = self.fixed.get(quality, (0, 0, 0))
        return square if size.width == size.height else portrait if size.width < size.height else landscape


def model_named(name: str) -> Model:
    """The family a model belongs to, by the longest name that it starts with."""
    known = [family for family in FAMILIES if name.startswith(family)]
    return FAMILIES[max(known, key=len)] if known else FOREIGN


def _patch_tokens(longer: int, size: Size) -> int:
    """OpenAI's own calculator for gpt-image-2: patches of both edges, times (2,000,000 + pixels) / 4,000,000, rounded up."""
    long_edge, short_edge = max(size.width, size.height), min(size.width, size.height)
    shorter = (2 * longer * short_edge + long_edge) // (2 * long_edge)
    return -(-longer * shorter * (2_000_000 + size.width * size.height) // 4_000_000)


_CURRENT = Price(text_in=5_000_000, image_in=8_000_000, image_out=30_000_000, text_out=10_000_000)
_SECOND = Model(_CURRENT, patches={"low": 16, "medium": 48, "high": 96})
_THIRD = Model(_CURRENT, patches={"low": 16, "medium": 24, "high": 48, "xhigh": 64, "max": 96}, transparency=True)
_FIRST_TOKENS = {"low": (272, 408, 400), "medium": (1056, 1584, 1568), "high": (4160, 6240, 6208)}
_SECOND_HALF = Price(text_in=5_000_000, image_in=8_000_000, image_out=32_000_000, text_out=10_000_000)
_MINI = Price(text_in=2_000_000, image_in=2_500_000, image_out=8_000_000)

FOREIGN = Model()
FAMILIES: Mapping[str, Model] = {
    "gpt-image-2": _SECOND,
    "gpt-image-2.5": _THIRD,
    "gpt-image-2.6": _THIRD,
    "gpt-image-1.5": Model(_SECOND_HALF, fixed=_FIRST_TOKENS, any_size=False, transparency=True),
    "chatgpt-image": Model(_SECOND_HALF, fixed=_FIRST_TOKENS, any_size=False, transparency=True),
    "gpt-image-1-mini": Model(_MINI, fixed=_FIRST_TOKENS, any_size=False, transparency=True),
}
