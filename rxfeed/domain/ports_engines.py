"""What makes pictures and words: what an engine is asked, and what it gives."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Size:
    """Pixels."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Abilities:
    """What an engine can do. The composer shows a control only where its engine has the ability behind it."""

    engine: str
    """`openai` or `sketch`."""
    model: str
    is_ai: bool
    paid: bool
    sizes: Mapping[str, Size]
    """By shape (`1:1`, `3:2`, `2:3`, `16:9`, `9:16`): the pixels this engine draws for it."""
    qualities: tuple[str, ...]
    """Of `draft`, `standard`, `fine`; never empty, first is cheapest."""
    edits: bool
    """Takes reference pictures."""
    max_references: int
    masks: bool
    seeds: bool
    transparency: bool
    partials: int
    """Forming pictures it sends before the last one; 0 where it sends none."""
    max_prompt: int
    """Characters."""


@dataclass(frozen=True, slots=True)
class Order:
    """One picture, asked of an engine. Exactly one `Order` is drawn for one paid call."""

    call_id: str
    prompt: str
    size: Size
    quality: str
    seed: int | None = None
    transparent: bool = False
    references: tuple[bytes, ...] = ()
    """PNG, JPEG or WebP bytes, already checked."""
    mask: bytes | None = None
    """PNG with alpha, of the first reference's size: transparent where it may be changed."""
    person: str = ""
    """A hash that stands for the account towards the engine; never the account itself."""


@dataclass(frozen=True, slots=True)
class Forming:
    """A picture on its way."""

    picture: bytes
    media_type: str
    progress: float
    """0 to 1."""
    fleeting: bool = False
    """A first glance of a few kilobytes at most: shown at once to whoever looks, and never kept."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The picture as it came, and what it cost."""

    picture: bytes
    media_type: str
    width: int
    height: int
    seed: int | None
    cost: int
    """Micro-dollars, from the engine's own usage figures, else the estimate."""


class ImageEngine(Protocol):
    """Makes pictures."""

    def abilities(self) -> Abilities: ...

    def estimate(self, order: Order) -> int:
        """The price of an order in micro-dollars, before it is asked; 0 for a free engine."""
        ...

    async def moderate_prompt(self, prompt: str) -> None:
        """Raise `EngineFailed(CHANGE_PROMPT)` for a prompt the engine would refuse. Free, may be repeated."""
        ...

    def draw(self, order: Order) -> AsyncIterator[Forming | Finished]:
        """Yield forming pictures and last, exactly once, the finished one. Raises `EngineFailed`. Never repeats a request by itself."""
        ...

    async def moderate_picture(self, picture: bytes, media_type: str) -> None:
        """Raise `EngineFailed(CHANGE_PROMPT)` for a picture that may not be shown. Free, may be repeated."""
        ...

    async def check(self) -> None:
        """Raise `EngineFailed` or `Misconfigured` where the engine can't be used (key refused, model unknown, server away)."""
        ...

    async def warm(self) -> None:
        """Somebody is about to ask: start what takes a while to start. May be called at any time and any number of times."""
        ...

    async def close(self) -> None:
        """Let go of what is kept running or open. On the loop that used it; drawing again opens it anew."""
        ...


class TextEngine(Protocol):
    """Helps with words. Absent without a key, and then its controls are absent too."""

    async def improve(self, prompt: str, person: str) -> str:
        """A better prompt with the same intent. Raises `EngineFailed`."""
        ...

    async def describe(self, picture: bytes, media_type: str, language: str, person: str) -> str:
        """Alt text for a picture, one or two sentences. Raises `EngineFailed`."""
        ...

    async def taste(self, wish: str, person: str) -> str:
        """What somebody wishes to see, in the words of `domain.tastes_grammar`, or at least meant to be. Raises `EngineFailed`."""
        ...
