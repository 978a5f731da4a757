"""An engine for tests that does as it is told: forms, stalls, fails, refuses, and counts what it was asked."""

from __future__ import annotations

import asyncio
import io
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace

from PIL import Image

from rxfeed.domain.ports_engines import Abilities, Finished, Forming, Order, Size

Draw = Callable[[Order], AsyncIterator[Forming | Finished]]

PRICE = 40_000
"""Micro-dollars."""


def png(order: Order, shade: int = 90) -> bytes:
    """A picture of the ordered size."""
    data = io.BytesIO()
    Image.new("RGB", (order.size.width, order.size.height), (shade, (order.seed or 0) % 256, 160)).save(data, "PNG")
    return data.getvalue()


async def quick(order: Order) -> AsyncIterator[Forming | Finished]:
    """Two forming pictures, then the finished one."""
    yield Forming(png(order, 10), "image/png", 0.3)
    yield Forming(png(order, 50), "image/png", 0.6)
    yield finished(order)


async def stalled(order: Order) -> AsyncIterator[Forming | Finished]:
    """One forming picture, then nothing for ever."""
    yield Forming(png(order, 10), "image/png", 0.3)
    await asyncio.Event().wait()


def finished(order: Order, cost: int = PRICE) -> Finished:
    """The end of a drawing."""
    return Finished(png(order), "image/png", order.size.width, order.size.height, order.seed, cost)


async def never(_what: object) -> None:
    """Looks at something for ever."""
    await asyncio.Event().wait()


async def fine(_what: object) -> None:
    """Finds nothing wrong."""


async def garbage(order: Order) -> AsyncIterator[Forming | Finished]:
    yield replace(finished(order), picture=b"<html>out of order</html>")


def failing(error: Exception) -> Callable[[Order], AsyncIterator[Forming | Finished]]:
    async def draw(order: Order) -> AsyncIterator[Forming | Finished]:
        raise error
        yield finished(order)

    return draw


def raising(error: Exception) -> Callable[[object], Awaitable[None]]:
    async def look(_what: object) -> None:
        raise error

    return look


class ObedientEngine:
    """`domain.ports_engines.ImageEngine` by orders. `paid` decides whether it costs money; the functions can be replaced while it is in use."""

    def __init__(self, *, paid: bool = True, draw: Draw = quick) -> None:
        self.paid = paid
        self.drawing: Draw = draw
        self.moderating_prompt: Callable[[str], Awaitable[None]] = _fine
        self.moderating_picture: Callable[[bytes], Awaitable[None]] = _fine
        self.asked: Counter[str] = Counter()
        """How often each call id was drawn."""
        self.orders: list[Order] = []
        self.woken = asyncio.Event()
        self.let_go: asyncio.Queue[str] = asyncio.Queue()
        """Call ids whose streams ended early."""

    def abilities(self) -> Abilities:
        return Abilities(
            engine="obedient", model="Obedient 1", is_ai=True, paid=self.paid, sizes={"1:1": Size(64, 64), "3:2": Size(96, 64)}, qualities=("draft", "fine"),
            edits=True, max_references=3, masks=True, seeds=True, transparency=False, partials=2, max_prompt=3000,
        )  # fmt: skip

    def estimate(self, order: Order) -> int:
        return (PRICE + 10_000 * len(order.references)) if self.paid else 0

    async def moderate_prompt(self, prompt: str) -> None:
        await self.moderating_prompt(prompt)

    async def draw(self, order: Order) -> AsyncIterator[Forming | Finished]:
        self.asked[order.call_id] += 1
        self.orders.append(order)
        ended = False
        try:
            async for piece in self.drawing(order):
                yield piece
            ended = True
        finally:
            if not ended:
                self.let_go.put_nowait(order.call_id)

    async def moderate_picture(self, picture: bytes, media_type: str) -> None:
        await self.moderating_picture(picture)

    async def check(self) -> None:
        return None

    async def warm(self) -> None:
        self.woken.set()

    async def close(self) -> None:
        return None


async def _fine(_what: object) -> None:
    return None
