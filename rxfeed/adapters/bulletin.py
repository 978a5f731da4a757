"""Announcements within one process. Several processes use Redis instead (`adapters.redis_bulletin`)."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping

Hear = Callable[[Mapping[str, object]], None]


class LocalBulletin:
    """`domain.ports.Bulletin` for one process: each listener hears on the event loop it listened from."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: dict[str, dict[object, tuple[asyncio.AbstractEventLoop, Hear]]] = {}

    def announce(self, topic: str, payload: Mapping[str, object]) -> None:
        with self._lock:
            listeners = list(self._listeners.get(topic, {}).values())
        here = asyncio._get_running_loop()  # noqa: SLF001 -- None in a thread without one, where its public sister raises
        for loop, hear in listeners:
            try:
                (loop.call_soon if loop is here else loop.call_soon_threadsafe)(hear, payload)
            except RuntimeError:
                # The loop has closed: its listener is on its way out and a bulletin is only a hint.
                continue

    def listen(self, topic: str, hear: Hear) -> Callable[[], None]:
        key = object()
        with self._lock:
            self._listeners.setdefault(topic, {})[key] = (asyncio.get_running_loop(), hear)

        def stop() -> None:
            with self._lock:
                self._listeners.get(topic, {}).pop(key, None)

        return stop
