"""What time it is where somebody reads: by the zone that their browser last told."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from sqlalchemy import BigInteger, bindparam, select
from sqlmodel import col

from rxfeed.domain.house import House
from rxfeed.domain.preferences import to_change
from rxfeed.domain.tables import Preference
from rxfeed.domain.viewer import Viewer

_ZONE = select(col(Preference.zone)).where(col(Preference.account_id) == bindparam("me", type_=BigInteger()))


def now(house: House, account_id: int) -> datetime:
    """By their clock; UTC where the zone isn't known. One prepared statement."""
    zone = _zone(house, account_id)
    return house.clock.now().astimezone(ZoneInfo(zone) if zone in _zones() else UTC)


def tell(house: House, viewer: Viewer, zone: object) -> None:
    """The browser's zone, as IANA names it (`Europe/Berlin`). What isn't one, and who isn't signed in, changes nothing."""
    if viewer.account_id is None or viewer.suspended or not isinstance(zone, str) or zone not in _zones() or _zone(house, viewer.account_id) == zone:
        return
    with house.database.writing() as session:
        to_change(session, viewer.account_id).zone = zone


def _zone(house: House, account_id: int) -> str:
    return next((row[0] for row in house.database.rows(_ZONE, me=account_id)), "")


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
