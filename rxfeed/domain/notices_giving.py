"""Somebody is told of something, in the transaction in which it happens."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from rxfeed.domain import ids, mutes_words
from rxfeed.domain.audience_rows import relation
from rxfeed.domain.notices_kinds import Kind, about
from rxfeed.domain.tables import Notice, NoticeBy, NoticeChoice
from rxfeed.domain.viewer import Viewer

LONGEST = 500


def give(
    session: Session, kind: Kind, *, to: int, now: datetime, by: int | None = None, post_id: int | None = None, comment_id: int | None = None,
    collection_id: int | None = None, generation_id: int | None = None, words: str = "",
) -> bool:  # fmt: skip
    """Tell `to` that `by` (None: nobody in particular) has done it. `words` are shown below the sentence.

    Nothing happens where it is one's own doing, where a block stands between the two, where they have muted who did it or what is in the words, or don't
    want to hear of this kind.
    Whoever is told of the same twice is told once. Returns whether there is anything new: then call `announce` after the commit.
    """
    if by == to or not _wants(session, kind, to) or (by is not None and (_apart(session, to, by) or _unwanted(session, to, words, now))):
        return False
    things = {"post_id": post_id, "comment_id": comment_id, "collection_id": collection_id, "generation_id": generation_id}
    session.flush()
    number, last = _hold(session, kind, to, about(kind, by, things, now), {**things, "words": words[:LONGEST], "at": now})
    if by is not None and not _joins(session, number, by, last + 1):
        return False
    people = col(Notice.people) + int(by is not None)
    changed = update(Notice).where(col(Notice.id) == number).values(at=now, unread=True, words=words[:LONGEST], last=last + 1, people=people)
    session.execute(changed, execution_options={"synchronize_session": False})
    return True


def _wants(session: Session, kind: Kind, account_id: int) -> bool:
    if kind.always:
        return True
    choice = session.get(NoticeChoice, (account_id, kind.name))
    return choice.wanted if choice is not None else kind.on


def _apart(session: Session, to: int, by: int) -> bool:
    between = relation(session, Viewer(account_id=to), by)
    return between.blocks or between.blocked or between.mutes


def _unwanted(session: Session, to: int, words: str, now: datetime) -> bool:
    return words != "" and mutes_words.silence(session, to, words, now)


def _hold(session: Session, kind: Kind, to: int, thing: str, values: dict[str, object]) -> tuple[int, int]:
    """The notice, new or as it is, in our hands until the transaction ends: its id and the last number given. Whoever does the same meanwhile waits."""
    row = {"id": ids.mint(), "account_id": to, "kind": kind.name, "about": thing, "unread": True, **values}
    kept = _insert(session, Notice).values(row).on_conflict_do_update(index_elements=["account_id", "kind", "about"], set_={"about": thing})
    number, last = session.execute(kept.returning(col(Notice.id), col(Notice.last))).one()
    return int(number), int(last)


def _joins(session: Session, notice_id: int, by: int, number: int) -> bool:
    """Whether they weren't among them yet."""
    row = _insert(session, NoticeBy).values(notice_id=notice_id, by_id=by, number=number).on_conflict_do_nothing()
    return session.execute(row.returning(col(NoticeBy.by_id))).first() is not None


def _insert(session: Session, table: type[Notice] | type[NoticeBy]) -> postgresql.Insert | sqlite.Insert:
    return sqlite.insert(table) if session.get_bind().dialect.name == "sqlite" else postgresql.insert(table)
