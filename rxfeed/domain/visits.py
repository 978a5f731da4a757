"""Visits: the order that For you has for somebody is made once and kept, so that paging repeats and skips nothing; and it is known what was shown."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, Integer, bindparam, delete, insert, select, update
from sqlmodel import Session, col

from rxfeed.domain import ids, ranking, ranking_candidates, straight, visits_packing
from rxfeed.domain.errors import Invalid
from rxfeed.domain.house import House
from rxfeed.domain.ranking import Ranked
from rxfeed.domain.tables import Visit
from rxfeed.domain.tastes_recipe import Recipe, written
from rxfeed.domain.viewer import Viewer

LASTS, KEPT = timedelta(minutes=30), timedelta(days=14)
"""For how long a visit is begun again where it began; and how long one is kept."""
SEEN = (100, 60, 30)
"""How much what was shown in the last visit, the one before it and the third counts as seen. Only so many are kept."""
COLUMNS = select(col(Visit.id), col(Visit.recipe), col(Visit.places), col(Visit.shown), col(Visit.over), col(Visit.made_at))
_MINE = COLUMNS.where(col(Visit.account_id) == bindparam("me", type_=BigInteger())).order_by(col(Visit.id).desc()).limit(len(SEEN))
_ONE = COLUMNS.where(col(Visit.account_id) == bindparam("me", type_=BigInteger()), col(Visit.id) == bindparam("visit", type_=BigInteger()))


def going_on(house: House, viewer: Viewer, recipe: Recipe) -> Visit | None:
    """The visit that has lately begun by this recipe. Raises `NotSignedIn`."""
    last = next(iter(mine(house, viewer)), None)
    goes_on = last and not last.over and last.recipe == written(recipe) and house.clock.now() - last.made_at < LASTS
    return last if goes_on else None


def begin(house: House, viewer: Viewer, recipe: Recipe) -> Visit:
    """A new one, which nobody knows of before it is shown. Raises `NotSignedIn`."""
    me, now = viewer.require_reader(), house.clock.now()
    places = visits_packing.packed(order(house, viewer, recipe))
    return Visit(id=ids.mint(), account_id=me, recipe=written(recipe), places=places, made_at=now)


def order(house: House, viewer: Viewer, recipe: Recipe) -> list[Ranked]:
    """What a visit that begins now would show. Nothing is kept."""
    return ranking.rank(ranking_candidates.candidates(house, viewer, recipe, seen(mine(house, viewer))), recipe.weights)


def mine(house: House, viewer: Viewer) -> list[Visit]:
    """The viewer's last ones, newest first. One prepared statement. Raises `NotSignedIn`."""
    return [_visit(*row) for row in house.database.rows(_MINE, me=viewer.require_reader())]


def find(house: House, viewer: Viewer, visit_id: int) -> Visit:
    """One of the viewer's. Raises `NotSignedIn`, `Invalid` for one that isn't theirs or is no longer kept."""
    found = house.database.rows(_ONE, me=viewer.require_reader(), visit=visit_id)
    if not found:
        raise Invalid("This list can't be continued from there. Load it again.")
    return _visit(*found[0])


def show(house: House, visit: Visit, up_to: int, *, new: bool) -> None:
    """So many places have been on a page. A new visit is kept from here on, and the oldest forgotten."""
    if not new and up_to <= visit.shown:
        return
    with house.database.writing() as session:
        if not new:
            straight.rows(session, _SHOWN, visit=visit.id, up_to=up_to)
            return
        house.database.exclusively(session, f"visits {visit.account_id}")
        straight.rows(
            session, _KEPT, id=visit.id, account_id=visit.account_id, recipe=visit.recipe, places=visit.places, shown=up_to, over=False, made_at=visit.made_at
        )
        straight.rows(session, _FORGOTTEN, me=visit.account_id)


def end(session: Session, account_id: int) -> None:
    """What their order goes by has changed: the next page one opens begins a new visit."""
    session.execute(update(Visit).where(col(Visit.account_id) == account_id).values(over=True))


def seen(visits: list[Visit]) -> dict[int, int]:
    """How much each picture counts as seen, by id."""
    found: dict[int, int] = {}
    for visit, much in zip(visits, SEEN, strict=False):
        for number in visits_packing.post_ids(visit.places[: visit.shown * visits_packing.ENTRY.size]):
            found.setdefault(number, much)
    return found


def forget_old(house: House) -> int:
    """Those of people who haven't come for two weeks; how many they were."""
    with house.database.writing() as session:
        return int(session.execute(delete(Visit).where(col(Visit.made_at) < house.clock.now() - KEPT)).rowcount)  # type: ignore[attr-defined]


_ME, _UP_TO, _THIS = bindparam("me", type_=BigInteger()), bindparam("up_to", type_=Integer()), bindparam("visit", type_=BigInteger())
_SHOWN = update(Visit).where(col(Visit.id) == _THIS, col(Visit.shown) < _UP_TO).values(shown=_UP_TO)
_KEPT = insert(Visit)
_NEWEST = select(col(Visit.id)).where(col(Visit.account_id) == _ME).order_by(col(Visit.id).desc()).limit(len(SEEN))
_FORGOTTEN = delete(Visit).where(col(Visit.account_id) == _ME, col(Visit.id).not_in(_NEWEST))


def _visit(number: int, recipe: str, places: bytes, shown: int, over: bool, made_at: datetime) -> Visit:
    return Visit(id=number, recipe=recipe, places=bytes(places), shown=shown, over=bool(over), made_at=made_at)
