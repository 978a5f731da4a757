"""Who may ask the text engine for words, and how often. Each answer costs money."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from sqlmodel import Session

from rxfeed.domain import limits
from rxfeed.domain.errors import LimitReached
from rxfeed.domain.house import House
from rxfeed.domain.tables import Tally
from rxfeed.domain.viewer import Viewer

AN_HOUR_BY_ACCOUNT = 60
ESTIMATE = 10_000
"""Micro-dollars: about what a long answer costs. Text engines don't tell; those of a server whose pictures are free are taken to be free as well."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def allow(house: House, viewer: Viewer) -> int:
    """Count a question to the text engine before it is put, and return the account's id. Raises `NotSignedIn`, `LimitReached`."""
    account_id, now = viewer.require_account(), house.clock.now()
    with house.database.writing() as session:
        mine = _tally(house, session, f"words for {account_id}", HOUR, now)
        if mine.count >= AN_HOUR_BY_ACCOUNT:
            raise _too_often((mine.since + HOUR - now).total_seconds())
        everybodys = _tally(house, session, f"words on {limits.today(now)}", DAY, now)
        if _is_paid(house) and limits.spent(session, limits.today(now)) + (everybodys.count + 1) * ESTIMATE > house.limits.budget_a_day:
            raise LimitReached("This server has no money left for help with words today.", retry_after=(limits.midnight(now) - now).total_seconds())
        for tally in (mine, everybodys):
            tally.count += 1
            session.add(tally)
    return account_id


def _tally(house: House, session: Session, key: str, window: timedelta, now: datetime) -> Tally:
    """The row under the key, alone in our hands until the transaction ends."""
    house.database.exclusively(session, key)
    tally = session.get(Tally, key) or Tally(key=key, count=0, since=now)
    if now - tally.since >= window:
        tally.count, tally.since = 0, now
    return tally


def _is_paid(house: House) -> bool:
    return any(engine.abilities().paid for engine in house.engines.values())


def _too_often(wait: float) -> LimitReached:
    return LimitReached("That was much help with words. Wait {minutes} min, then go on.", retry_after=wait, minutes=math.ceil(wait / 60))
