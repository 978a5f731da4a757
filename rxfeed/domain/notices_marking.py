"""Read, and switched off."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import and_, case, exists, update
from sqlmodel import Session, col, select

from rxfeed.domain import ids
from rxfeed.domain.errors import Invalid
from rxfeed.domain.house import House
from rxfeed.domain.notices_kinds import KINDS
from rxfeed.domain.notices_news import announce
from rxfeed.domain.tables import Account, Notice, NoticeBy, NoticeChoice
from rxfeed.domain.tables.notices import UNREAD
from rxfeed.domain.viewer import Viewer

BATCH = 500
"""Notices that are marked in one transaction, so that nobody waits long."""
AS_IT_IS = {"synchronize_session": False}


def seen(house: House, viewer: Viewer, upto: Mapping[str, int]) -> None:
    """These notices of one's own are read up to the numbers they had when they were shown (`NoticePage.upto`); what came since stays unread.

    Raises `NotSignedIn`, `NotFound`.
    """
    me = viewer.require_reader()
    numbers = sorted((ids.from_text(notice), number) for notice, number in upto.items())
    if not numbers:
        return
    with house.database.writing() as session:
        for notice_id, number in numbers:
            _read(session, me, notice_id, number)
    announce(house, [me])


def all_seen(house: House, viewer: Viewer) -> None:
    """Whatever waits is read. Raises `NotSignedIn`."""
    me = viewer.require_reader()
    last: int | None = -1
    while last is not None:
        with house.database.writing() as session:
            last = _read_some(session, me, last)
    announce(house, [me])


def wanted(house: House, viewer: Viewer) -> dict[str, bool]:
    """Which kinds one wants to be told of, by name, in the order of the settings. Raises `NotSignedIn`."""
    me = viewer.require_reader()
    with house.database.reading() as session:
        chosen = {choice.kind: choice.wanted for choice in session.exec(select(NoticeChoice).where(NoticeChoice.account_id == me))}
    return {kind.name: chosen.get(kind.name, kind.on) for kind in KINDS.values() if not kind.always}


def choose(house: House, viewer: Viewer, kind: str, on: bool) -> None:
    """Be told of that kind from now on, or not. Raises `NotSignedIn`, `Invalid`."""
    me = viewer.require_reader()
    if not isinstance(kind, str) or kind not in KINDS or KINDS[kind].always:
        raise Invalid("Choose one of these.", field="kind")
    with house.database.writing() as session:
        session.get(Account, me, with_for_update=True)
        choice = session.get(NoticeChoice, (me, kind)) or NoticeChoice(account_id=me, kind=kind, wanted=True)
        choice.wanted = bool(on)
        session.add(choice)


def _read(session: Session, me: int, notice_id: int, number: int) -> None:
    more = exists().where(col(NoticeBy.notice_id) == notice_id, col(NoticeBy.number) > number)
    left = case((col(Notice.people) == 0, col(Notice.last) > number), else_=more)
    ours = and_(col(Notice.id) == notice_id, col(Notice.account_id) == me, col(Notice.read) < number)
    session.execute(update(Notice).where(ours).values(read=number, unread=left), execution_options=AS_IT_IS)


def _read_some(session: Session, me: int, after: int) -> int | None:
    """The next few in the order of ids; gives the last of them, None at the end."""
    waits = select(Notice.id).where(Notice.account_id == me, UNREAD, Notice.id > after).order_by(col(Notice.id)).limit(BATCH).with_for_update()
    found = list(session.exec(waits))
    session.execute(update(Notice).where(col(Notice.id).in_(found)).values(read=col(Notice.last), unread=False), execution_options=AS_IT_IS)
    return found[-1] if found else None
