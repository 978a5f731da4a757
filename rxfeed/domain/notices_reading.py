"""What somebody is told, newest first, and how much of it waits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, cast

from sqlalchemy import BigInteger, Select, bindparam, func, select, tuple_
from sqlmodel import Session, col

from rxfeed.domain import cursors, ids
from rxfeed.domain.house import House
from rxfeed.domain.notices_kinds import KINDS, leads
from rxfeed.domain.notices_rows import among, shown
from rxfeed.domain.notices_things import Things, things_of
from rxfeed.domain.notices_views import NoticeView
from rxfeed.domain.tables import Notice, NoticeBy
from rxfeed.domain.tables.notices import UNREAD
from rxfeed.domain.viewer import Viewer

PAGE = 20
MOST = 100
"""So many unread ones are counted; the sign says 99+ then."""
NAMED = 2
"""People whose names and pictures are shown."""
COUNTED = 50
"""People of one notice who are counted one by one, without those whom the viewer doesn't hear of; of more than that the row's own count is told."""


@dataclass(frozen=True, slots=True)
class NoticePage:
    """`next` continues it and is empty at the end. `upto`: what to call `seen` with once it is shown."""

    notices: list[NoticeView]
    next: str
    upto: dict[str, int]


def page(house: House, viewer: Viewer, cursor: str = "") -> NoticePage:
    """Raises `NotSignedIn`, `Invalid` for a cursor that isn't one."""
    me = viewer.require_reader()
    query = NEWEST[viewer.hides]
    if cursor:
        query = query.where(tuple_(col(Notice.at), col(Notice.id)) < cursors.decode(cursor, f"notices {me}"))
    with house.database.reading() as session:
        rows, rest = cursors.page(session.execute(query, {"me": me}).all(), PAGE, lambda row: cursors.encode(row[0].at, row[0].id, f"notices {me}"))
        things = things_of(session, viewer, [row[0] for row in rows], {number for row in rows for number in row[2:] if number is not None})
        made = [_view(viewer, row, things) for row in rows]
    return NoticePage(made, rest, {ids.to_text(row[0].id): row[0].last for row in rows if row[0].unread})


def unread(house: House, viewer: Viewer) -> int:
    """How many notices wait, counted up to `MOST`; none for guests."""
    if viewer.account_id is None:
        return 0
    with house.database.reading() as session:
        return waiting(session, viewer.account_id)


def waiting(session: Session, account_id: int) -> int:
    """As `unread`, for somebody who may not be there to ask."""
    return int(session.execute(WAITING, {"me": account_id}).scalar_one())


def _waiting() -> Select[int]:
    me = _anybody(hides=True)
    some = select(col(Notice.id)).where(col(Notice.account_id) == me.account_id, UNREAD, *shown(me, anew=True)).limit(MOST).subquery()
    return select(func.count()).select_from(some)


def _newest(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    """A notice, how many people of it the viewer hears of (up to `COUNTED`), and the newest of them."""
    heard = among(select(col(NoticeBy.by_id)), viewer)
    number = select(func.count()).select_from(heard.limit(COUNTED).subquery()).scalar_subquery()
    named = [heard.limit(1).offset(place).scalar_subquery() for place in range(NAMED)]
    return (
        select(Notice, number, *named)
        .where(col(Notice.account_id) == viewer.account_id, *shown(viewer))
        .order_by(col(Notice.at).desc(), col(Notice.id).desc())
        .limit(PAGE + 1)
    )


def _view(viewer: Viewer, row: Any, things: Things) -> NoticeView:
    notice, counted, *numbers = row
    kind = KINDS.get(notice.kind, _UNKNOWN)
    people = [things.people[number] for number in numbers if number in things.people]
    count = counted if notice.people <= COUNTED else notice.people
    view = NoticeView(
        id=ids.to_text(notice.id), kind=notice.kind, sentence=kind.one if count == 1 else kind.many, people=people,
        one=people[0].handle if people else "", two=people[1].handle if len(people) > 1 else "", others=max(0, count - 2),
        at=notice.at.isoformat(), unread=notice.unread, words=things.words(notice), thumb=things.thumbs.get(notice.post_id or 0, ""),
        asks=kind.asks, post=ids.to_text(notice.post_id) if notice.post_id is not None else "",
    )  # fmt: skip
    return replace(view, href=leads(kind, notice, me=viewer.handle, who=people[0].handle if people else "", count=count))


def _anybody(*, hides: bool) -> Viewer:
    """Whose id the statement is given when it is asked: such a statement is made once, for to make it takes longer than to answer it."""
    return Viewer(account_id=cast("int", bindparam("me", type_=BigInteger())), hides=hides)


_UNKNOWN = KINDS["moderation"]
WAITING = _waiting()
NEWEST = {hides: _newest(_anybody(hides=hides)) for hides in (False, True)}
"""By whether there is anybody whom the viewer doesn't see."""
