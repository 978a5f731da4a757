"""Orders, and what comes of them."""

from __future__ import annotations

import io
from itertools import count
from typing import Any

from PIL import Image

from rxfeed.domain.ports_engines import Finished, Forming, Order, Size
from rxfeed.engines.openai_images import OpenAIImages

_numbers = count()
SQUARE = Size(1024, 1024)


def order(prompt: str = "a boat under the moon", **given: Any) -> Order:
    """An order with a call id of its own."""
    return Order(**{"call_id": f"call-{next(_numbers)}", "prompt": prompt, "size": SQUARE, "quality": "draft", **given})


async def drawn(engine: OpenAIImages, asked: Order) -> tuple[list[Forming], Finished]:
    """Everything that comes of an order; the finished picture has to be the last thing and the only one of its kind."""
    everything = [answer async for answer in engine.draw(asked)]
    *forming, finished = everything
    assert isinstance(finished, Finished)
    assert all(isinstance(answer, Forming) for answer in forming)
    return [answer for answer in forming if isinstance(answer, Forming)], finished


def picture(width: int = 640, height: int = 480, kind: str = "PNG", colour: tuple[int, ...] = (20, 90, 160), mode: str = "RGB") -> bytes:
    """A plain picture."""
    target = io.BytesIO()
    Image.new(mode, (width, height), colour).save(target, kind)
    return target.getvalue()


def mask(width: int = 640, height: int = 480) -> bytes:
    """Opaque but for a transparent middle."""
    image = Image.new("RGBA", (width, height), (0, 0, 0, 255))
    image.paste((0, 0, 0, 0), (width // 4, height // 4, width // 2, height // 2))
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()
