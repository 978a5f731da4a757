"""Taking a file that somebody sends: counted, looked at for a recipe, kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from rxfeed.domain import pictures, recipes, tallies
from rxfeed.domain.credentials_origin import origin_of
from rxfeed.domain.house import House
from rxfeed.domain.pictures import Taken
from rxfeed.domain.recipes import Recipe
from rxfeed.domain.tallies import Pace
from rxfeed.domain.viewer import Viewer

BY_ACCOUNT = Pace("That were many uploads. Wait {minutes} min, then go on.", 120, timedelta(hours=1))
FROM_ADDRESS = replace(BY_ACCOUNT, most=30)
"""By guests, all at one address together."""


@dataclass(frozen=True, slots=True)
class Received:
    """An upload that is kept, and how it was made elsewhere, where the file tells."""

    taken: Taken
    recipe: Recipe | None


def admit(house: House, viewer: Viewer, kind: str) -> None:
    """Count an upload before it is read. Raises `LimitReached`, and what `pictures.check` raises."""
    pictures.check(viewer, kind)
    key, pace = (f"upload by {viewer.account_id}", BY_ACCOUNT) if viewer.signed_in else (f"upload from {viewer.address}", FROM_ADDRESS)
    with house.database.writing() as session:
        tallies.charge(house, session, key, pace)


def receive(house: House, viewer: Viewer, data: bytes, kind: str) -> Received:
    """Keep the file, once it is admitted. Raises what `pictures.take` raises."""
    origin = origin_of(house, data) if kind == "reference" else None  # before its metadata is dropped
    taken = pictures.take(house, viewer, data, kind, origin)
    return Received(taken, recipes.read(data) if kind == "reference" else None)
