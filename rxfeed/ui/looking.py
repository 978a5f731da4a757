"""An announcement is only a hint and may be lost, between processes at least: what has changed unheard is found in the rows, and told after all."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from rxfeed import wiring
from rxfeed.domain import lately, marks
from rxfeed.domain.errors import RxfeedError

LOOK = 20.0
"""Seconds between two looks."""


async def looking_again() -> None:
    """Until cancelled."""
    house, heard = wiring.house(), set[object]()

    def hear(payload: Mapping[str, object]) -> None:
        heard.add(payload["id"])

    stops = [house.news.listen(topic, hear) for topic in (lately.PUBLISHED, marks.ANSWERED)]
    before: lately.Lately | None = None
    try:
        while True:
            with suppress(RxfeedError):
                now = await house.run(lately.look)
                if before is not None:
                    lately.remind(house, before, now, heard)
                before = now
                heard.clear()
            await asyncio.sleep(LOOK)
    finally:
        for stop in stops:
            stop()
