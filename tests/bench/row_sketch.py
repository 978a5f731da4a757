"""What the sketch engine takes for a picture of 1024 × 1024."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import aclosing

from rxfeed.domain.ports_engines import Finished, Order, Size
from rxfeed.engines.sketch.engine import SketchEngine
from tests.bench.figures import Figure, middle
from tests.bench.machine import cpu
from tests.bench.seeding import WORDS

STYLES = ("paper cut", "watercolour", "riso", "ink", "pixel", "isometric", "like a photograph", "")


def measure() -> Iterator[Figure]:
    taken = asyncio.run(_draw())
    note = f"of {len(taken)} pictures in every style; the slowest {max(taken):.2f} s"
    yield Figure("sketch", "A sketch of 1024 × 1024, median", middle(taken), "s CPU", 1.5, note=note)
    yield Figure("sketch", "… the slowest", max(taken), "s CPU", 1.5)


async def _draw() -> list[float]:
    """Seconds of CPU, warm."""
    engine, taken = SketchEngine(), list[float]()
    await engine.check()
    for number in range(2 * len(STYLES)):
        order = Order("", f"{WORDS[number]} and {WORDS[-1 - number]}, {STYLES[number % len(STYLES)]}", Size(1024, 1024), "standard", seed=number)
        spent = cpu(os.getpid())
        async with aclosing(engine.draw(order)) as stages:  # type: ignore[type-var]
            async for stage in stages:
                if isinstance(stage, Finished):
                    taken.append(cpu(os.getpid()) - spent)
    await engine.close()
    return taken
