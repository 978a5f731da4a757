"""Announcements between processes, through Redis pub/sub. Listeners of this process hear at once; the others through the server."""

from __future__ import annotations

import json
import logging
import queue
import threading
from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

import redis

from rxfeed.adapters.bulletin import Hear, LocalBulletin

log = logging.getLogger(__name__)

CHANNEL = "rxfeed:bulletin"
PATIENCE = 2.0
"""Seconds before a lost server is asked again. What is announced meanwhile reaches this process only: a bulletin is a hint."""
LOOK = 0.5
"""Seconds after which a thread looks whether it should end."""


class RedisBulletin:
    """`domain.ports.Bulletin` for several processes."""

    def __init__(self, url: str) -> None:
        self._name = uuid4().hex
        self._local = LocalBulletin()
        self._server = redis.Redis.from_url(url, socket_timeout=5, socket_connect_timeout=2)
        self._outbox: queue.Queue[bytes] = queue.Queue(maxsize=10_000)
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=work, name=f"bulletin {work.__name__}", daemon=True) for work in (self._send, self._receive)]
        for thread in self._threads:
            thread.start()

    def announce(self, topic: str, payload: Mapping[str, object]) -> None:
        self._local.announce(topic, payload)
        try:
            self._outbox.put_nowait(json.dumps({"from": self._name, "topic": topic, "payload": dict(payload)}).encode())
        except queue.Full:
            log.warning("too many announcements wait for Redis; one is dropped")

    def listen(self, topic: str, hear: Hear) -> Callable[[], None]:
        return self._local.listen(topic, hear)

    def close(self) -> None:
        """End both threads."""
        self._ended.set()
        for thread in self._threads:
            thread.join(timeout=5)
        self._server.close()

    def _send(self) -> None:
        while not self._ended.is_set():
            try:
                self._server.publish(CHANNEL, self._outbox.get(timeout=LOOK))
            except queue.Empty:
                continue
            except redis.RedisError as error:
                self._lost(error)

    def _receive(self) -> None:
        while not self._ended.is_set():
            try:
                with self._server.pubsub(ignore_subscribe_messages=True) as channel:  # type: ignore[no-untyped-call]
                    channel.subscribe(CHANNEL)
                    while not self._ended.is_set():
                        self._pass_on(channel.get_message(timeout=LOOK))
            except redis.RedisError as error:
                self._lost(error)

    def _pass_on(self, message: Mapping[str, Any] | None) -> None:
        if message is None:
            return
        try:
            said = json.loads(message["data"])
            if said["from"] != self._name:
                self._local.announce(said["topic"], said["payload"])
        except (ValueError, KeyError, TypeError):
            log.warning("something that isn't an announcement came over Redis")

    def _lost(self, error: Exception) -> None:
        log.warning("Redis does not answer: %s", error)
        self._ended.wait(PATIENCE)
