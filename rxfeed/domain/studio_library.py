"""Reading what one has asked for. Everything here is the viewer's own; whoever else asks finds nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, true
from sqlmodel import Session, col, select

from rxfeed.domain import cursors, ids
from rxfeed.domain.errors import Invalid, NotFound
from rxfeed.domain.generation_views import GenerationPage, GenerationView
from rxfeed.domain.house import House
from rxfeed.domain.studio_statuses import RETRIABLE, UNDER_WAY, CallStatus
from rxfeed.domain.studio_views import show
from rxfeed.domain.tables import Call, Generation, Picture
from rxfeed.domain.viewer import Viewer

PAGE = 24
HISTORY = 50
JUST = timedelta(minutes=1)
_CURRENT = (col(Call.generation_id) == Generation.id) & col(Call.replaced_by).is_(None)


def watch(house: House, viewer: Viewer, generation_id: str) -> GenerationView:
    """One generation as it is now. Raises `NotFound`."""
    with house.database.reading() as session:
        return show(session, [find(session, viewer, generation_id)])[0]


def pending(house: House, viewer: Viewer) -> GenerationView | None:
    """What the composer shows to somebody who comes back: the newest that was neither put away nor kept as a draft."""
    query = select(Generation).where(mine(viewer), col(Generation.dismissed).is_(False), col(Generation.draft).is_(False))
    with house.database.reading() as session:
        found = session.exec(query.order_by(col(Generation.id).desc()).limit(1)).first()
        return show(session, [found])[0] if found else None


def library(house: House, viewer: Viewer, wanted: str = "all", cursor: str = "", most: int = PAGE) -> GenerationPage:
    """At most so many of the viewer's generations, newest first: `all`, `running`, `ready`, `passed_over`, `failed` or `drafts`. Raises `Invalid`."""
    if wanted not in _FILTERS:
        raise Invalid("There is no such list.")
    of = f"{wanted} {_whose(viewer)}"
    query = select(Generation).where(mine(viewer)).order_by(col(Generation.id).desc()).limit(most + 1)
    if _FILTERS[wanted] is not None:
        query = query.where(_FILTERS[wanted])
    if cursor:
        query = query.where(col(Generation.id) < cursors.decode(cursor, of)[1])
    with house.database.reading() as session:
        rows, rest = cursors.page(session.exec(query).all(), most, lambda row: cursors.encode(row.created_at, row.id, of))
        return GenerationPage(show(session, rows), rest)


def moving(house: House, viewer: Viewer) -> list[GenerationView]:
    """The viewer's generations that are under way or have ended within the last minute, newest first. By the work of two days, not by all there is."""
    now = house.clock.now()
    days = [str((now - timedelta(days=ago)).date()) for ago in (0, 1)]
    under_way = select(Call.generation_id).where(col(Call.status).in_(UNDER_WAY), *_asked_by(viewer))
    just_ended = select(Call.generation_id).where(col(Call.day).in_(days), *_asked_by(viewer), col(Call.ended_at) > now - JUST)
    with house.database.reading() as session:
        found = session.exec(under_way.union(just_ended)).all()  # type: ignore[call-overload]
        query = select(Generation).where(col(Generation.id).in_([row[0] for row in found])).order_by(col(Generation.id).desc())
        return show(session, list(session.exec(query)))


def history(house: House, viewer: Viewer, cursor: str = "") -> tuple[list[str], str]:
    """The viewer's different prompts, last used first, and the cursor that continues them (empty at the end). Raises `Invalid`."""
    newest = func.max(col(Generation.id))
    query: Select[Any] = select(col(Generation.prompt), newest, func.max(col(Generation.created_at))).where(mine(viewer))  # type: ignore[assignment]
    query = query.group_by(col(Generation.prompt)).order_by(newest.desc()).limit(HISTORY + 1)
    if cursor:
        query = query.having(newest < cursors.decode(cursor, f"prompts {_whose(viewer)}")[1])
    with house.database.reading() as session:
        rows = session.execute(query).all()
    last = rows[HISTORY - 1] if len(rows) > HISTORY else None
    return [row[0] for row in rows[:HISTORY]], cursors.encode(last[2], last[1], f"prompts {_whose(viewer)}") if last else ""


def find(session: Session, viewer: Viewer, generation_id: str) -> Generation:
    """The viewer's own generation. Raises `NotFound`, also for somebody else's."""
    found = session.get(Generation, ids.from_text(generation_id))
    if found is None or not viewer.owns(found.account_id, found.guest_id):
        raise NotFound("This generation isn't there, or isn't there any more.")
    return found


def mine(viewer: Viewer) -> ColumnElement[bool]:
    """The generations of this viewer; none where the viewer is nobody."""
    if viewer.account_id is not None:
        return col(Generation.account_id) == viewer.account_id
    return col(Generation.account_id).is_(None) & (col(Generation.guest_id) == viewer.guest_id)


def _whose(viewer: Viewer) -> str:
    """Whose cursors these are."""
    return f"account {viewer.account_id}" if viewer.account_id is not None else f"guest {viewer.guest_id}"


def _asked_by(viewer: Viewer) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """As `mine`, of calls."""
    if viewer.account_id is not None:
        return col(Call.account_id) == viewer.account_id, true()
    return col(Call.account_id).is_(None), col(Call.guest_id) == viewer.guest_id


def _with_call(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(Call.id).where(_CURRENT, *conditions).exists()


_PASSED_OVER = select(Call.id).join(Picture, col(Picture.id) == Call.picture_id).where(_CURRENT, col(Picture.post_id).is_(None)).exists()

_FILTERS: Mapping[str, Any] = {
    "all": None,
    "running": _with_call(col(Call.status).in_(UNDER_WAY)),
    "ready": _with_call(col(Call.status) == CallStatus.READY),
    "passed_over": _PASSED_OVER,
    "failed": _with_call(col(Call.status).in_(RETRIABLE)),
    "drafts": col(Generation.draft).is_(True),
}
