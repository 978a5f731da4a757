"""News of a generation for as long as somebody looks at it. The bulletin only says when to read again; the rows say what.

But a first glance comes with the bulletin itself: it is seen sooner by a transaction, a reading and a request, and nothing is lost where it is.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace

from reflex_base.registry import RegistrationContext

from rxfeed.domain.errors import Unavailable
from rxfeed.domain.generation_views import GenerationView, VariantView
from rxfeed.domain.house import House
from rxfeed.domain.ports import Bulletin
from rxfeed.domain.studio_news import FORMING, GENERATION
from rxfeed.domain.studio_statuses import UNDER_WAY

AT_LEAST_EVERY = 2.0
"""Seconds: what a missed announcement costs."""
AT_MOST_EVERY = 0.1
"""Seconds between two readings: four pictures that form at once are one news."""
RUNNING = ("queued", "running")

Read = Callable[[], Awaitable[GenerationView]]


async def news(house: House, generation_id: str, read: Read, wanted: Callable[[], bool], known: GenerationView | None = None) -> AsyncIterator[GenerationView]:
    """Each changed view, the final one last; `known` is what was read and shown just now. Ends when nobody wants it any more.

    Raises what `read` raises, but waits for a database that is away.
    """
    ear = _Ear(generation_id)
    with ear.open_to(house.news):
        view, shown, read_at = known, known, time.monotonic()
        while wanted():
            if view is None or await ear.time_to_read(read_at):
                try:
                    view = await read()
                except Unavailable:  # it comes back
                    await asyncio.sleep(AT_LEAST_EVERY)
                    continue
                read_at = time.monotonic()
            if (seen := ear.with_glances(view)) != shown:
                yield seen
                shown = seen
            if view.status not in RUNNING:
                return


def is_connected(token: str) -> bool:
    """Whether the browser with that client token has a socket open to this process."""
    namespace = RegistrationContext.get().app.event_namespace
    return namespace is not None and token in namespace.token_to_sid


class _Ear:
    """What the bulletin says of one generation."""

    def __init__(self, generation_id: str) -> None:
        self._id = generation_id
        self._said = asyncio.Event()
        self._changed = True
        self._glances: dict[str, Mapping[str, object]] = {}
        self._new_glance = False

    @contextmanager
    def open_to(self, bulletin: Bulletin) -> Iterator[None]:
        stops = [bulletin.listen(GENERATION, self._hear_change), bulletin.listen(FORMING, self._hear_glance)]
        try:
            yield
        finally:
            for stop in stops:
                stop()

    async def time_to_read(self, read_at: float) -> bool:
        """Waits until it is, or (False) until a glance has come that can be shown without reading."""
        while True:
            wait = read_at + (AT_MOST_EVERY if self._changed else AT_LEAST_EVERY) - time.monotonic()
            if wait <= 0:
                self._changed = False
                return True
            if self._new_glance:
                self._new_glance = False
                return False
            self._said.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._said.wait()

    def with_glances(self, view: GenerationView) -> GenerationView:
        """What was read, and over it the glances of pictures of which the rows know nothing better yet."""
        variants = [self._glanced(variant) for variant in view.variants]
        return view if variants == view.variants else replace(view, status="running", variants=variants)

    def _glanced(self, variant: VariantView) -> VariantView:
        glance = self._glances.get(variant.id)
        if glance is None or variant.picture.src or variant.status not in UNDER_WAY:
            return variant
        return replace(variant, progress=float(str(glance["progress"])), picture=replace(variant.picture, src=str(glance["picture"])))

    def _hear_change(self, payload: Mapping[str, object]) -> None:
        if payload.get("id") == self._id:
            self._changed = True
            self._said.set()

    def _hear_glance(self, payload: Mapping[str, object]) -> None:
        if payload.get("id") == self._id:
            self._glances[str(payload["call"])] = payload
            self._new_glance = True
            self._said.set()
