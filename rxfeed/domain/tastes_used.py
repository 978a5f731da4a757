"""Which recipe somebody's For you goes by."""

from __future__ import annotations

from sqlalchemy import BigInteger, bindparam, select
from sqlmodel import col

from rxfeed.domain import tastes_recipe
from rxfeed.domain.house import House
from rxfeed.domain.tables import Taste
from rxfeed.domain.tastes_recipe import STANDARD, Recipe
from rxfeed.domain.viewer import Viewer

_USED = select(col(Taste.recipe)).where(col(Taste.account_id) == bindparam("me", type_=BigInteger()), col(Taste.used))


def recipe(house: House, viewer: Viewer) -> Recipe:
    """Theirs, or the house's own. One prepared statement."""
    found = house.database.rows(_USED, me=viewer.require_reader())
    return tastes_recipe.read(found[0][0]) if found else STANDARD
