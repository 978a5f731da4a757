"""Who may ask the text engine for words, and how often. Each answer costs money."""

from __future__ import annotations

from datetime import timedelta

from rxfeed.domain import limits, tallies
from rxfeed.domain.errors import LimitReached
from rxfeed.domain.house import House
from rxfeed.domain.tallies import Pace
from rxfeed.domain.viewer import Viewer

BY_ACCOUNT = Pace("That was much help with words. Wait {minutes} min, then go on.", 60, timedelta(hours=1))
ESTIMATE = 10_000
"""Micro-dollars: about what a long answer costs. Text engines don't tell; those of a server whose pictures are free are taken to be free as well."""


def allow(house: House, viewer: Viewer) -> int:
    """Count a question to the text engine before it is put, and return the account's id. Raises `NotSignedIn`, `LimitReached`."""
    account_id, now = viewer.require_account(), house.clock.now()
    with house.database.writing() as session:
        tallies.charge(house, session, f"words for {account_id}", BY_ACCOUNT)
        asked = tallies.count(house, session, f"words on {limits.today(now)}", timedelta(days=1)).count
        if _is_paid(house) and limits.spent(session, limits.today(now)) + asked * ESTIMATE > house.limits.budget_a_day:
            raise LimitReached("This server has no money left for help with words today.", retry_after=(limits.midnight(now) - now).total_seconds())
    return account_id


def _is_paid(house: House) -> bool:
    return any(engine.abilities().paid for engine in house.engines.values())
