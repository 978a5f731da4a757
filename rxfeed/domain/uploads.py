"""Taking a file that somebody sends: counted, looked at for a recipe, kept."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta

from rxfeed.domain import pictures, recipes
from rxfeed.domain.errors import LimitReached
from rxfeed.domain.house import House
from rxfeed.domain.pictures import Taken
from rxfeed.domain.recipes import Recipe
from rxfeed.domain.tables import Tally
from rxfeed.domain.viewer import Viewer

AN_HOUR_BY_ACCOUNT = 120
AN_HOUR_FROM_ADDRESS = 30
"""By guests, all at one address together."""
WINDOW = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Received:
    """An upload that is kept, and how it was made elsewhere, where the file tells."""

    taken: Taken
    recipe: Recipe | None


def admit(house: House, viewer: Viewer, kind: str) -> None:
    """Count an upload before it is read. Raises `LimitReached`, and what `pictures.check` raises."""
    pictures.check(viewer, kind)
    key, most = (f"upload by {viewer.account_id}", AN_HOUR_BY_ACCOUNT) if viewer.signed_in else (f"upload from {viewer.address}", AN_HOUR_FROM_ADDRESS)
    now = house.clock.now()
    with house.database.writing() as session:
        house.database.exclusively(session, key)
        tally = session.get(Tally, key) or Tally(key=key, count=0, since=now)
        if now - tally.since >= WINDOW:
            tally.count, tally.since = 0, now
        if tally.count >= most:
            wait = (tally.since + WINDOW - now).total_seconds()
            raise LimitReached("That were many uploads. Wait {minutes} min, then go on.", retry_after=wait, minutes=math.ceil(wait / 60))
        tally.count += 1
        session.add(tally)


def receive(house: House, viewer: Viewer, data: bytes, kind: str) -> Received:
    """Keep the file, once it is admitted. Raises what `pictures.take` raises."""
    taken = pictures.take(house, viewer, data, kind)
    return Received(taken, recipes.read(data) if kind == "reference" else None)
