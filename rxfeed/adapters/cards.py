"""A shelf of prepared cards in this process's memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence

from rxfeed.domain.ports import CardKey

ROOM = 16 * 1024 * 1024
"""Bytes of JSON kept: some 12,000 cards."""


class MemoryShelf:
    """`domain.ports.CardShelf`: the least recently used go first."""

    def __init__(self, room: int = ROOM) -> None:
        self._room, self._used = room, 0
        self._cards: OrderedDict[CardKey, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, keys: Sequence[CardKey]) -> dict[CardKey, bytes]:
        with self._lock:
            found = {key: self._cards[key] for key in keys if key in self._cards}
            for key in found:
                self._cards.move_to_end(key)
            return found

    def put(self, cards: Mapping[CardKey, bytes]) -> None:
        with self._lock:
            for key, card in cards.items():
                self._used += len(card) - len(self._cards.pop(key, b""))
                self._cards[key] = card
            while self._used > self._room:
                _, dropped = self._cards.popitem(last=False)
                self._used -= len(dropped)
