"""One call from claim to end. Every step is a transaction of the domain's; what happens between them is only the engine's work.

Rules: before money is spent, what failed may be tried again; a paid request leaves once; and bytes that have come are given up by their owner only.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from typing import Concatenate, ParamSpec, TypeVar

from rxfeed.domain import pictures, studio_leases, studio_work
from rxfeed.domain.errors import Conflict, Decision, EngineFailed, Invalid, RxfeedError, TooLarge, Unavailable
from rxfeed.domain.house import House
from rxfeed.domain.pictures_view import data_uri
from rxfeed.domain.ports_engines import Finished, Forming, ImageEngine, Order
from rxfeed.domain.studio_claiming import Work
from rxfeed.domain.studio_news import show_glance
from rxfeed.domain.studio_statuses import CallStatus
from rxfeed.domain.studio_work import LeaseLost
from rxfeed.jobs import cargo, reasons
from rxfeed.jobs.cargo import Arrived

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")

BETWEEN_FORMING = 0.2
"""Seconds: more forming pictures than five a second only cost."""
TRIES, LONGEST_WAIT = 6, 30.0
"""Of a prompt's moderation that does not answer, and seconds between two tries of anything."""


class Carrier:
    """Carries out calls for one runner."""

    def __init__(self, house: House, runner: str, quiet: float, patience: timedelta) -> None:
        """`quiet`: seconds that an engine may be silent; `patience`: how long after its beginning a call may wait for somebody to look at its picture."""
        self._house, self._runner, self._quiet, self._patience = house, runner, quiet, patience

    async def carry(self, work: Work) -> None:
        """To its end. Returns early where the call isn't ours any more; never raises but when cancelled."""
        try:
            if work.status == CallStatus.STORING:
                arrived: Arrived | None = await self._persist(work, lambda: self._house.run(cargo.fetch, work))
            else:
                arrived = await self._make(self._house.engines[work.engine], work)
            if arrived is not None:
                await self._store(work, arrived)
        except LeaseLost:
            return
        except EngineFailed as reason:
            await self._fail(work, reason, refused=_by_content(reason))
        except RxfeedError as reason:
            await self._fail(work, reason)
        except Exception:
            log.exception("call %s failed", work.call_id)
            await self._fail(work, reasons.our_fault())

    async def clear(self, number: int) -> None:
        """Forget what lay about while the call was made, if it has ended."""
        with suppress(Exception):
            await self._house.run(studio_leases.clear, number)

    async def _make(self, engine: ImageEngine, work: Work) -> Arrived | None:
        """The picture's bytes; None where the call has ended or waits again."""
        try:
            order = await self._prepared(engine, work)
        except Unavailable as reason:
            await self._wait_unpaid(work, reason)
            return None
        if order is None:
            return None
        try:
            finished = await self._draw(engine, order, work)
        except EngineFailed as reason:
            await self._fail(work, reason, refused=_by_content(reason), cost=reason.cost)
            return None
        return await self._arrive(work, finished)

    async def _prepared(self, engine: ImageEngine, work: Work) -> Order | None:
        """The order, once it is written that it leaves now; None where the call has ended or waits again. Nothing has been paid before this returns."""
        await self._step(studio_work.begin_moderating, work)
        if not await self._moderated(engine, work):
            return None
        order = await self._house.run(cargo.order, work)
        await self._step(studio_work.begin_calling, work)
        return order

    async def _wait_unpaid(self, work: Work, reason: Unavailable) -> None:
        """A part of the house is away: the call goes back to the queue as soon as that can be written, and goes on by itself."""
        log.warning("call %s waits: %s", work.call_id, reason)
        try:
            await self._persist(work, lambda: self._step(studio_work.try_later, work, min(LONGEST_WAIT, 2.0**work.attempts)))
        except LeaseLost:
            raise
        except Conflict:  # that it leaves was written after all, and only the answer was lost: it has not left, but a paid call never goes back
            await self._fail(work, reason, cost=0)

    async def _moderated(self, engine: ImageEngine, work: Work) -> bool:
        """Whether the prompt may be drawn. Where the question has no answer just now, the call goes back to the queue: nothing has been paid."""
        try:
            async with asyncio.timeout(self._quiet):
                await engine.moderate_prompt(work.prompt)
            return True
        except TimeoutError:
            reason = reasons.silent(self._quiet)
        except EngineFailed as error:
            reason = error
        wait = max(reason.retry_after, 2.0**work.attempts)
        if reason.decision in (Decision.RETRY, Decision.RETRY_LATER) and work.attempts < TRIES and wait <= LONGEST_WAIT:
            await self._step(studio_work.try_later, work, wait)
        else:
            await self._fail(work, reason, refused=_by_content(reason))
        return False

    async def _draw(self, engine: ImageEngine, order: Order, work: Work) -> Finished:
        shown, last = 0, 0.0
        stream = engine.draw(order)
        try:
            while True:
                piece = await self._next(stream, engine.estimate(order))
                if isinstance(piece, Finished):
                    return piece
                if time.monotonic() - last >= BETWEEN_FORMING:
                    shown, last = shown + 1, time.monotonic()
                    await self._show(work, piece, shown)
        finally:
            if isinstance(stream, AsyncGenerator):
                await stream.aclose()

    async def _next(self, stream: AsyncIterator[Forming | Finished], estimate: int) -> Forming | Finished:
        """What the engine sends next. Silence and a missing end count as paid for."""
        try:
            async with asyncio.timeout(self._quiet):
                return await anext(stream)
        except StopAsyncIteration:
            raise EngineFailed("The engine stopped before the picture was finished. Try again.", decision=Decision.RETRY, cost=estimate) from None
        except TimeoutError:
            raise reasons.silent(self._quiet, estimate) from None

    async def _arrive(self, work: Work, finished: Finished) -> Arrived:
        """The bytes are safe, and it is written so."""
        key = studio_work.arrived_key(work.call_id)
        try:
            await self._persist(work, lambda: self._house.run(cargo.put, key, finished.picture))
            await self._persist(work, lambda: self._step(studio_work.bytes_arrived, work, finished.media_type, seed=finished.seed, cost=finished.cost))
        except asyncio.CancelledError:  # perhaps a stop: where the bytes are there, whoever comes next goes on from them
            with suppress(RxfeedError):
                await self._house.run(cargo.put, key, finished.picture)
            raise
        return Arrived(finished.picture, finished.media_type)

    async def _show(self, work: Work, forming: Forming, number: int) -> None:
        """Only a nicety: where the store or the database is full or busy, the picture forms unseen."""
        if forming.fleeting:
            show_glance(self._house, work.generation_id, work.call_id, data_uri(forming.picture, forming.media_type), forming.progress)
            return
        key = pictures.forming_key(work.call_id, number)
        with suppress(Unavailable):
            await self._house.run(cargo.put, key, forming.picture)
            await self._step(studio_work.show_forming, work, key, forming.media_type, forming.progress)

    async def _store(self, work: Work, arrived: Arrived) -> None:
        try:
            await self._persist(work, lambda: self._check_picture(work, arrived))
            kept = await self._persist(work, lambda: self._house.run(pictures.keep, arrived.picture))
        except (Invalid, TooLarge) as error:
            raise EngineFailed("What the engine sent is not a picture that can be shown. Try again, or tell an admin.", decision=Decision.RETRY) from error
        try:
            await self._persist(work, lambda: self._step(studio_work.finish, work, kept))
        except LeaseLost:
            await self._house.run(studio_work.forget, kept)

    async def _check_picture(self, work: Work, arrived: Arrived) -> None:
        """Raises `EngineFailed` for a picture that may not be shown, or can't be looked at now or in time; `Invalid` or `TooLarge` for one that nobody can.

        Each time with the engine that is there then: an admin may have given it a new key. Without any the picture waits, for nobody has looked at it.
        """
        try:
            async with asyncio.timeout(self._quiet):
                await self._house.engines[work.engine].moderate_picture(arrived.picture, arrived.media_type)
            return
        except EngineFailed as error:
            if _by_content(error):
                raise
            reason = error
        except (TimeoutError, RxfeedError):
            reason = reasons.unchecked()
        except Exception:
            log.exception("the picture of call %s can't be checked", work.call_id)
            reason = reasons.unchecked()
        await self._house.run(cargo.check, arrived)
        if self._house.clock.now() - work.began >= self._patience:
            raise reasons.unchecked_for_too_long()
        raise reason

    async def _persist(self, work: Work, attempt: Callable[[], Awaitable[T]]) -> T:
        """Until it works: the picture has been paid for. The owner reads why it takes long, and may cancel. Only a refusal by content ends it, or a check
        that is away for so long that its owner had better know.
        """
        wait = 0.25
        while True:
            try:
                return await attempt()
            except (Unavailable, EngineFailed) as reason:
                if isinstance(reason, EngineFailed) and (_by_content(reason) or reason.decision == Decision.CHECK_AGAIN):
                    raise
                log.warning("call %s: %s", work.call_id, reason)
                asked = reason.retry_after if isinstance(reason, EngineFailed) else 0
                with suppress(Unavailable):
                    await self._step(studio_work.say_waiting, work, reason)
            await asyncio.sleep(min(LONGEST_WAIT, max(wait, asked)))
            wait = min(LONGEST_WAIT, wait * 2)

    async def _fail(self, work: Work, reason: RxfeedError, *, refused: bool = False, cost: int | None = None) -> None:
        with suppress(LeaseLost):
            await self._persist(work, lambda: self._step(studio_work.fail, work, reason, refused=refused, cost=cost))

    async def _step(self, step: Callable[Concatenate[House, str, Work, P], T], work: Work, *args: P.args, **named: P.kwargs) -> T:
        return await self._house.run(lambda house: step(house, self._runner, work, *args, **named))


def _by_content(reason: EngineFailed) -> bool:
    return reason.decision == Decision.CHANGE_PROMPT
