"""Counting what somebody does in a window of time, so that nobody does too much of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session

from rxfeed.domain.errors import LimitReached
from rxfeed.domain.house import House
from rxfeed.domain.tables import Tally


@dataclass(frozen=True, slots=True)
class Pace:
    """At most so many in a window that begins with the first. `refusal` is the sentence for one more; its `{minutes}` are those to wait."""

    refusal: str
    most: int
    window: timedelta


def charge(house: House, session: Session, key: str, pace: Pace) -> None:
    """Count one more under the key, within the caller's transaction, which is given up where that is too many. Raises `LimitReached`."""
    tally = count(house, session, key, pace.window)
    if tally.count > pace.most:
        raise refused(pace.refusal, tally.since + pace.window - house.clock.now())


def count(house: House, session: Session, key: str, window: timedelta) -> Tally:
    """The same without a limit: how many there are now, and since when."""
    tally, now = held(house, session, key), house.clock.now()
    if now - tally.since >= window:
        tally.count, tally.since = 0, now
    tally.count += 1
    session.add(tally)
    return tally


def held(house: House, session: Session, key: str) -> Tally:
    """The row under the key as it is, alone in our hands until the transaction ends; nothing counted where there is none."""
    house.database.exclusively(session, key)
    return session.get(Tally, key) or Tally(key=key, count=0, since=house.clock.now())


def refused(sentence: str, wait: timedelta) -> LimitReached:
    """With the time to wait."""
    seconds = wait.total_seconds()
    return LimitReached(sentence, retry_after=seconds, minutes=math.ceil(seconds / 60))
