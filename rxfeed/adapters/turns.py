"""A lock that is given in order of arrival. Python's own, and the database driver's pool, give it to whoever happens to be awake: the rest may starve."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType


class Turns:
    """`with turns:` waits for its turn, at most `patience` seconds; then `TimeoutError`."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """The same for who can't wait: `TimeoutError` where somebody has it."""
        with self._guard:
            if self._taken:
                raise TimeoutError
            self._taken = True
        try:
            yield
        finally:
            self.__exit__(None, None, None)

    def __enter__(self) -> None:
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            mine = threading.Event()
            self._waiting.append(mine)
        if not mine.wait(self._patience):
            self._give_up(mine)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False

    def _give_up(self, mine: threading.Event) -> None:
        with self._guard:
            if mine.is_set():
                return  # it came while we stopped waiting
            self._waiting.remove(mine)
        raise TimeoutError
