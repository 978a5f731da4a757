"""Whom one has blocked and muted: newest first, by keyset, for nobody else's eyes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, null, or_, select, tuple_
from sqlmodel import col

from rxfeed.domain import cursors
from rxfeed.domain.house import House
from rxfeed.domain.pictures_view import public_address
from rxfeed.domain.tables import Account, Block, Mute
from rxfeed.domain.viewer import Viewer

PAGE = 20


@dataclass(frozen=True)
class HiddenPerson:
    """Somebody whom one doesn't see. `until`: ISO 8601, empty for ever."""

    handle: str = ""
    name: str = ""
    avatar: str = ""
    until: str = ""


@dataclass(frozen=True)
class HiddenPage:
    """`next` continues it and is empty at the end."""

    people: list[HiddenPerson] = field(default_factory=list)
    next: str = ""


def blocked(house: House, viewer: Viewer, cursor: str = "") -> HiddenPage:
    """Raises `NotSignedIn`, and `Invalid` for a cursor that isn't one."""
    return _page(house, viewer, cursor, Block, Block.blocked_id, null())


def muted(house: House, viewer: Viewer, cursor: str = "") -> HiddenPage:
    """What has ended is not among them. Raises as `blocked` does."""
    return _page(house, viewer, cursor, Mute, Mute.muted_id, col(Mute.until), or_(col(Mute.until).is_(None), col(Mute.until) > house.clock.now()))


def _page(house: House, viewer: Viewer, cursor: str, table: type[Block | Mute], whom: int, until: Any, *where: Any) -> HiddenPage:
    me, place = viewer.require_reader(), tuple_(col(table.since), col(whom))
    of = f"{table.__name__} by {me}"
    query = (
        select(col(table.since), col(whom), until.label("until"), col(Account.handle), col(Account.display_name), col(Account.avatar_name))
        .join(Account, col(Account.id) == col(whom))
        .where(col(table.account_id) == me, *where)
        .order_by(*(column.desc() for column in place.clauses))
        .limit(PAGE + 1)
    )
    if cursor:
        query = query.where(place < cursors.decode(cursor, of))
    with house.database.reading() as session:
        rows, rest = cursors.page(session.execute(query).all(), PAGE, lambda row: cursors.encode(row[0], row[1], of))
    return HiddenPage([_person(row) for row in rows], rest)


def _person(row: Row[datetime, int, datetime | None, str, str, str]) -> HiddenPerson:
    _, _, until, handle, name, avatar = row
    return HiddenPerson(handle, name or handle, public_address(avatar, 96) if avatar else "", until.isoformat() if until else "")
