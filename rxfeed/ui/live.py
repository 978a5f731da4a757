"""What everybody on the server is told at once: a picture was published, a picture is gone, people have answered one.

One prebuilt delta goes to all sockets of this process. It carries ids and counts of public posts only, whatever the receiver may see beyond them.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from itertools import islice
from time import monotonic
from typing import Any

import reflex as rx

from rxfeed import wiring
from rxfeed.domain import feeds_runs, lately, marks
from rxfeed.domain.errors import RxfeedError
from rxfeed.ui.everybody import tell_everybody

PAUSE = 0.25
"""Seconds between two messages about answers, and between two about what comes out and leaves."""
AT_ONCE, WAITING = 40, 400
"""Posts that one about answers tells of, and that wait for one."""
JUST = 30.0
"""Seconds that a page may be older than its socket."""

_answered: dict[str, float] = {}
"""Posts that were answered lately, the last at the end, and when."""


class Live(rx.State):
    """Push-only: the server sends these vars, and keeps them on no state. A small hook on the page hands them to the list store."""

    newest: str = ""
    """Cursor of the newest public post."""
    count: int = 0
    """How many were published while this process ran: the page shows the difference to what it has seen."""
    ranked: str = ""
    """Which order of what trends is the newest."""
    reposted: str = ""
    """Changes with every repost of anything: whoever looks at what theirs repost asks whether it was one of them."""
    gone: list[str] = []
    """Ids of the posts that have just left."""
    answered: list[list[Any]] = []
    """Id, likes, reposts, comments and remixes of posts that people have just answered."""

    @rx.event
    async def catch_up(self) -> AsyncIterator[None]:
        """What a page shows was read before it had a socket: the counts that have changed meanwhile, as they are now."""
        with suppress(RxfeedError):
            self.answered = await wiring.house().run(marks.told, answered_just_now())
            yield
        self.answered = []


def answered_just_now() -> list[str]:
    """Ids of the last posts that people have answered."""
    since = monotonic() - JUST
    return [post_id for post_id, when in islice(reversed(_answered.items()), AT_ONCE) if when > since]


async def broadcast(app: rx.App) -> None:
    """Turn the bulletin into deltas until cancelled: the first at once, and what comes soon behind it as one."""
    news = _News()
    heard = {lately.PUBLISHED: news.published, "gone": news.gone, feeds_runs.RANKED: news.ranked, marks.REPOSTED: news.reposted}
    stops = [wiring.house().news.listen(topic, hear) for topic, hear in heard.items()]
    try:
        while await news.there.wait():
            await tell_everybody(app, Live, news.taken())
            await asyncio.sleep(PAUSE)
    finally:
        for stop in stops:
            stop()


async def telling_answers(app: rx.App) -> None:
    """Send the counts of posts that are liked, reposted or commented on, as they are when they are sent. Until cancelled.

    At most so many at once and so often that a busy hour stays a trickle for every socket; what finds no place waits, or is seen at the next look.
    """
    changed: dict[str, None] = {}
    ready = asyncio.Event()

    def hear(payload: Mapping[str, object]) -> None:
        post_id = str(payload["id"])
        if len(changed) < WAITING:
            changed[post_id] = None
        _answered.pop(post_id, None)
        _answered[post_id] = monotonic()
        if len(_answered) > WAITING:
            del _answered[next(iter(_answered))]
        ready.set()

    stop = wiring.house().news.listen(marks.ANSWERED, hear)
    try:
        while await ready.wait():
            ready.clear()
            while changed:
                await asyncio.sleep(PAUSE)
                ids = list(changed)[:AT_ONCE]
                for post_id in ids:
                    del changed[post_id]
                with suppress(RxfeedError):
                    if told := await wiring.house().run(marks.told, ids):
                        await tell_everybody(app, Live, {"answered": told})
    finally:
        stop()


class _News:
    """What has been heard and not been told yet, as the vars of `Live`."""

    def __init__(self) -> None:
        self.there = asyncio.Event()
        self._said: dict[str, object] = {}
        self._left: deque[object] = deque(maxlen=WAITING)
        self._known: deque[object] = deque(maxlen=WAITING)
        self._count = self._reposts = 0

    def published(self, payload: Mapping[str, object]) -> None:
        if payload["cursor"] in self._known:
            return  # it was thought to have been lost
        self._known.append(payload["cursor"])
        self._count += 1
        self._add(newest=payload["cursor"], count=self._count)

    def gone(self, payload: Mapping[str, object]) -> None:
        self._left.append(payload["id"])
        self._add(gone=[*self._left])

    def reposted(self, _: Mapping[str, object]) -> None:
        self._reposts += 1
        self._add(reposted=f" {self._reposts}")

    def ranked(self, payload: Mapping[str, object]) -> None:
        self._add(ranked=str(payload["run"]))

    def taken(self) -> dict[str, object]:
        """All of it, which is no news from then on."""
        self.there.clear()
        self._left.clear()
        said, self._said = self._said, {}
        return said

    def _add(self, **said: object) -> None:
        self._said.update(said)
        self.there.set()
