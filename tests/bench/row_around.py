"""Row 13, second half: what the house adds to an engine's own time, from the wish to the finished picture, all of it written where no power cut takes it."""

from __future__ import annotations

import asyncio
import io
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

from rxfeed.domain import studio
from rxfeed.domain.house import House
from rxfeed.domain.ports_engines import Finished, Order
from rxfeed.domain.studio_news import GENERATION
from rxfeed.domain.viewer import Viewer
from rxfeed.jobs.runner import Runner
from tests.bench.figures import REPEATS, Figure, middle
from tests.bench.place import place
from tests.houses import opened
from tests.jobs.engines import ObedientEngine
from tests.making import person

SIDE = 1024


def measure() -> Iterator[Figure]:
    """The engine answers at once, so that all of the time is the house's."""
    with tempfile.TemporaryDirectory(dir=place()) as folder:
        began = time.process_time()
        taken = asyncio.run(_around(Path(folder)))
        spent = 1000 * (time.process_time() - began) / (len(taken) + 1)
    note = f"{spent:.0f} ms of CPU; an engine that answers at once with {SIDE} × {SIDE} of photographic PNG, whose decoding and WebP are most of it"
    yield Figure("13", "Asked → finished, but for the engine's own time", middle(taken), "ms", 150, note=note)


async def _around(folder: Path) -> list[float]:
    """Milliseconds, warm: the first is not counted."""
    picture = _picture()

    async def at_once(order: Order) -> AsyncIterator[Finished]:
        yield Finished(picture, "image/png", SIDE, SIDE, 1, 0)

    with opened(folder, f"sqlite:///{folder / 'rxfeed.db'}") as house:
        house.engines.replace("obedient", ObedientEngine(paid=False, draw=at_once), None)
        viewer = person(house)
        async with Runner(house, folder):
            return [await _once(house, viewer) for _ in range(2 * REPEATS + 1)][1:]


async def _once(house: House, viewer: Viewer) -> float:
    ended, number = asyncio.Event(), ""

    async def look() -> None:
        if (await house.run(studio.watch, viewer, number)).status == "ready":
            ended.set()

    looking: set[asyncio.Task[None]] = set()
    stop = house.news.listen(GENERATION, lambda _: looking.add(asyncio.create_task(look())))
    began = time.perf_counter()
    number = (await house.run(studio.request, viewer, studio.Ask("obedient", "a boat"))).id
    await ended.wait()
    stop()
    return 1000 * (time.perf_counter() - began)


def _picture() -> bytes:
    """Grain over soft shapes: as hard to pack as a photograph."""
    rng = np.random.default_rng(7)
    shapes = Image.fromarray(rng.integers(0, 255, (SIDE // 32, SIDE // 32, 3), dtype=np.uint8)).resize((SIDE, SIDE), Image.Resampling.BICUBIC)
    grain = Image.fromarray(rng.integers(0, 255, (SIDE, SIDE, 3), dtype=np.uint8)).filter(ImageFilter.GaussianBlur(1))
    out = io.BytesIO()
    Image.blend(shapes, grain, 0.15).save(out, "PNG", compress_level=1)
    return out.getvalue()
