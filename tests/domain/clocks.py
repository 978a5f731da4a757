"""A clock for tests that are about time."""

from __future__ import annotations

from datetime import datetime


class HeldClock:
    """`domain.ports.Clock` that stands still."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        return self._moment
