"""Orders that are kept while people page through them: what is ranked by something that changes meanwhile, likes for one, repeats and skips nothing so.

An order is of whatever was asked for, and everybody who asks for the same within a minute goes by the same one. Who sees what of it is decided at reading.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from datetime import timedelta

from sqlalchemy import BigInteger, String, bindparam, delete, select
from sqlmodel import col

from rxfeed.domain import cursors, ids
from rxfeed.domain.house import House
from rxfeed.domain.tables import KeptOrder
from rxfeed.domain.tables.columns import UtcDateTime

HOLDS, KEPT = timedelta(minutes=1), timedelta(hours=3)
"""For how long a list that begins goes by one that was made before; and how long one can be paged through."""
MOST = 500
"""That are kept, the newest: at most 80 kilobytes each."""
_COLUMNS = select(col(KeptOrder.id), col(KeptOrder.posts)).where(col(KeptOrder.name) == bindparam("name", type_=String()))
_LATELY = _COLUMNS.where(col(KeptOrder.made_at) > bindparam("since", type_=UtcDateTime())).order_by(col(KeptOrder.id).desc()).limit(1)
_ONE = _COLUMNS.where(col(KeptOrder.id) == bindparam("number", type_=BigInteger()))


def ordered(
    house: House, name: str, make: Callable[[], Sequence[int]], page: int, cursor: str = "", of: str = "", *, exact: bool = False
) -> tuple[int, int, Sequence[int]]:
    """The order that the cursor goes on in, its number and the place from which on; without a cursor a late one from its beginning, or a new one.

    `name`: what was asked for; `of`: whose cursors these are; `exact`: a late one does only where it is as a new one would be. One of no more than a `page`
    isn't kept, and has the number 0. Where it isn't kept any more one goes on at the same place of a new one. Raises `Invalid` for a cursor of another list.
    """
    number, place = cursors.unpack(cursor, of, 2) if cursor else (0, 0)
    found = house.database.rows(_ONE, name=name, number=number) if cursor else house.database.rows(_LATELY, name=name, since=house.clock.now() - HOLDS)
    kept = array("q", bytes(found[0][1])) if found else None
    if kept is not None and (cursor or not exact):
        return found[0][0], place, kept
    made = array("q", make())
    if made == kept:
        return found[0][0], place, made
    return _keep(house, name, made) if len(made) > page else 0, place, made


def tidy(house: House) -> int:
    """Forget the old ones, and what is more than there is room for; how many they were."""
    with house.database.writing() as session:
        newest = select(col(KeptOrder.id)).order_by(col(KeptOrder.id).desc()).limit(MOST)
        old = (col(KeptOrder.made_at) < house.clock.now() - KEPT) | col(KeptOrder.id).not_in(newest)
        return int(session.execute(delete(KeptOrder).where(old)).rowcount)  # type: ignore[attr-defined]


def _keep(house: House, name: str, made: array[int]) -> int:
    number = ids.mint()
    with house.database.writing() as session:
        session.add(KeptOrder(id=number, name=name, posts=made.tobytes(), made_at=house.clock.now()))
    return number
