"""Carries out what the studio has written down: claims calls, keeps their leases, lets go of what was cancelled.

One in each worker, opened by the lifespan. The rows are the queue (docs/decisions/0002): whatever happens to this process, another one goes on from them.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from types import TracebackType

from rxfeed.domain import studio_claiming, studio_leases
from rxfeed.domain.errors import RxfeedError, Unavailable
from rxfeed.domain.house import House
from rxfeed.domain.ports_engines import ImageEngine
from rxfeed.domain.studio_claiming import Work
from rxfeed.domain.studio_news import COMPOSING, QUEUED, STOPPED
from rxfeed.jobs.carrying import Carrier
from rxfeed.jobs.slots import Slot

log = logging.getLogger(__name__)

HOUR = timedelta(hours=1)
SWEEP, LOOK, RENEW = 1.0, 0.5, 2.0
"""Seconds between looks for work that no bulletin told of, for calls that were cancelled, and between renewals."""


class Runner:
    """`async with Runner(house, data_dir):` works while the block lasts."""

    def __init__(self, house: House, data_dir: Path, *, quiet: float = 180, patience: timedelta = HOUR, grace: float = 3) -> None:
        """`quiet` and `patience` as the `Carrier` takes them; `grace`: seconds that calls under way get to finish when the block ends."""
        self._house = house
        self._slot = Slot(data_dir / "runners")
        self.name = self._slot.name
        self._carrier = Carrier(house, self.name, quiet, patience)
        self._grace = grace
        self._wake = asyncio.Event()
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._aside: set[asyncio.Task[None]] = set()
        self._warming: dict[str, asyncio.Task[None]] = {}
        self._loops: list[asyncio.Task[None]] = []
        self._deaf: list[Callable[[], None]] = []

    async def __aenter__(self) -> Runner:
        self._slot.take()
        heard = {QUEUED: lambda _: self._wake.set(), STOPPED: self._hear_stopped, COMPOSING: self._hear_composing}
        self._deaf = [self._house.news.listen(topic, hear) for topic, hear in heard.items()]
        self._slot.forget_idle(await self._house.run(studio_leases.runners))
        await self._take_over()
        self._loops = [asyncio.create_task(self._claim_forever()), asyncio.create_task(self._hold_forever())]
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for stop in self._deaf:
            stop()
        await _cancelled(self._loops[:1])
        if self._under_way:
            await asyncio.wait(self._under_way.values(), timeout=self._grace)
        await _cancelled(self._loops[1:])
        cut_off = dict(self._under_way)
        await _cancelled(list(cut_off.values()))
        await _cancelled(list(self._warming.values()))
        await asyncio.gather(*self._aside, return_exceptions=True)
        with suppress(Unavailable):
            await self._house.run(studio_leases.release, self.name)
        for number in cut_off:
            await self._carrier.clear(number)
        self._slot.give_back()

    async def _claim_forever(self) -> None:
        while True:
            self._wake.clear()
            try:
                while (work := await self._house.run(studio_claiming.claim, self.name)) is not None:
                    self._begin(work)
            except Unavailable as reason:
                log.warning("no work can be claimed now: %s", reason)
            except Exception:
                log.exception("claiming failed")
            # Not `wait_for`: in Python 3.11 it forgets a cancellation that comes together with what it waits for.
            with suppress(TimeoutError):
                async with asyncio.timeout(SWEEP):
                    await self._wake.wait()

    async def _hold_forever(self) -> None:
        """Let go of what isn't ours any more, renew what is, take over what others have left."""
        looks = 0
        while True:
            await asyncio.sleep(LOOK)
            looks += 1
            try:
                await self._let_go_of_lost()
                if self._under_way and looks % round(RENEW / LOOK) == 0:
                    await self._house.run(studio_leases.renew, self.name)
                if looks % round(SWEEP / LOOK) == 0:
                    await self._take_over()
            except Unavailable as reason:
                log.warning("leases can't be looked at now: %s", reason)
            except Exception:
                log.exception("looking at leases failed")

    async def _let_go_of_lost(self) -> None:
        ours = set(self._under_way)
        if ours:
            for number in ours - await self._house.run(studio_leases.held, self.name):
                self._let_go(number)

    async def _take_over(self) -> None:
        others = await self._house.run(studio_leases.runners) - {self.name}
        if others:
            gone = self._slot.gone(others)
            await self._house.run(studio_leases.reap, self.name, gone=gone, alive=self._slot.alive(others))
            self._slot.forget(gone)

    def _begin(self, work: Work) -> None:
        task = asyncio.create_task(self._carrier.carry(work), name=f"call {work.call_id}")
        self._under_way[work.call_id] = task
        task.add_done_callback(lambda _: self._ended(work.call_id))

    def _ended(self, number: int) -> None:
        self._under_way.pop(number, None)
        self._wake.set()
        clearing = asyncio.create_task(self._carrier.clear(number))
        self._aside.add(clearing)
        clearing.add_done_callback(self._aside.discard)

    def _hear_stopped(self, payload: Mapping[str, object]) -> None:
        number = payload.get("call_id")
        if isinstance(number, int):
            self._let_go(number)

    def _hear_composing(self, payload: Mapping[str, object]) -> None:
        name = payload.get("engine")
        if isinstance(name, str) and name in self._house.engines and name not in self._warming:
            warming = asyncio.create_task(_warmed(self._house.engines[name]))
            self._warming[name] = warming
            warming.add_done_callback(lambda _: self._warming.pop(name))

    def _let_go(self, number: int) -> None:
        task = self._under_way.get(number)
        if task is not None:
            task.cancel()


async def _warmed(engine: ImageEngine) -> None:
    """Only a head start: an engine that can't be woken says so when it is asked for a picture."""
    with suppress(RxfeedError):
        await engine.warm()


async def _cancelled(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
