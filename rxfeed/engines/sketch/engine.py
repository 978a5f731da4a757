"""The sketch engine as the house's `ImageEngine`: free, without AI, drawn in a process of its own."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import aclosing
from types import MappingProxyType

from rxfeed.domain.errors import Decision, EngineFailed
from rxfeed.domain.ports_engines import Abilities, Finished, Forming, Order, Size
from rxfeed.engines.sketch import wire
from rxfeed.engines.sketch.crew import Crew, progress

SIZES = MappingProxyType({"1:1": Size(1024, 1024), "3:2": Size(1536, 1024), "2:3": Size(1024, 1536), "16:9": Size(1536, 864), "9:16": Size(864, 1536)})
PARTIALS = 4
_MAX_PIXELS = 4_000_000

ABILITIES = Abilities(
    engine="sketch", model="sketch-1", is_ai=False, paid=False, sizes=SIZES, qualities=("draft", "standard", "fine"), edits=True, max_references=4,
    masks=True, seeds=True, transparency=True, partials=PARTIALS, max_prompt=4000,
)  # fmt: skip


class SketchEngine:
    """Draws in at most `processes` processes; they end after `idle` seconds without work."""

    def __init__(self, processes: int = 1, idle: float = 30.0) -> None:
        self._crew = Crew(processes, idle)

    def abilities(self) -> Abilities:
        return ABILITIES

    def estimate(self, order: Order) -> int:
        return 0

    async def warm(self) -> None:
        """Start a process ahead of the first order, for instance when the composer opens. Raises `EngineFailed`."""
        await self._crew.warm()

    async def moderate_prompt(self, prompt: str) -> None:
        """Nothing to refuse: it can only draw what it knows."""

    async def moderate_picture(self, picture: bytes, media_type: str) -> None:
        """Nothing to refuse, as above."""

    async def draw(self, order: Order) -> AsyncIterator[Forming | Finished]:
        """Forming pictures (JPEG: a glance of 64 pixels on the long side, then 256), then the finished PNG. Raises `EngineFailed`. Closing the iterator stops the drawing."""
        _check(order)
        seed = secrets.randbelow(2**31) if order.seed is None else order.seed
        job = {
            "prompt": order.prompt, "width": order.size.width, "height": order.size.height, "quality": order.quality, "seed": seed,
            "transparent": order.transparent, "references": order.references, "mask": order.mask,
        }  # fmt: skip
        async with aclosing(self._crew.work(job)) as events:
            async for kind, body in events:
                if kind == wire.FORMING:
                    share, picture = progress(body)
                    yield Forming(picture, "image/jpeg", share, fleeting=share <= wire.GLANCE)
                elif kind == wire.DONE:
                    yield Finished(body, "image/png", order.size.width, order.size.height, seed, 0)
                else:
                    raise EngineFailed("The sketch engine could not draw this. Change the words or the pictures and try again.", decision=Decision.CHANGE_PROMPT)

    async def check(self) -> None:
        """Draw something tiny. Raises `EngineFailed` where that fails."""
        async for _ in self.draw(Order("check", "hills and a moon", Size(64, 64), "draft", seed=1)):
            pass

    async def close(self) -> None:
        """End the processes."""
        await self._crew.close()


def _check(order: Order) -> None:
    """Raises `EngineFailed` for a size that can't be drawn or more references than are taken."""
    width, height = order.size.width, order.size.height
    if min(width, height) < 16 or width * height > _MAX_PIXELS:
        raise EngineFailed("The sketch engine draws between 16 pixels a side and 4 megapixels. Choose another size.", decision=Decision.CHANGE_PROMPT)
    if len(order.references) > ABILITIES.max_references:
        raise EngineFailed("The sketch engine takes at most {most} reference pictures. Leave some out.", decision=Decision.CHANGE_PROMPT, most=ABILITIES.max_references)
