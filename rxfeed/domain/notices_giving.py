"""Somebody is told of something, in the transaction in which it happens."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Insert, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from rxfeed.domain import audience_rows, ids, mutes_words, straight
from rxfeed.domain.notices_kinds import Kind, about
from rxfeed.domain.tables import Notice, NoticeBy, NoticeChoice

LONGEST = 500


def give(
    session: Session, kind: Kind, *, to: int, now: datetime, by: int | None = None, post_id: int | None = None, comment_id: int | None = None,
    collection_id: int | None = None, generation_id: int | None = None, words: str = "",
) -> bool:  # fmt: skip
    """Tell `to` that `by` (None: nobody in particular) has done it. `words` are shown below the sentence.

    Nothing happens where it is one's own doing, where a block stands between the two, where they have muted who did it, what is in the words or a tag of
    somebody else's post, unless they have asked for it themselves, or don't want to hear of this kind.
    Whoever is told of the same twice is told once. Returns whether there is anything new: then call `announce` after the commit.
    """
    if by == to or not _wants(session, kind, to, by, post_id) or (by is not None and _unwanted(session, to, words, now)):
        return False
    things = {"post_id": post_id, "comment_id": comment_id, "collection_id": collection_id, "generation_id": generation_id}
    values = {**things, "words": words[:LONGEST], "at": now}
    dialect = session.get_bind().dialect.name
    row = {"id": ids.mint(), "account_id": to, "kind": kind.name, "about": about(kind, by, things, now), "unread": True, "people": 0, "last": 0, "read": 0}
    number, last = straight.rows(session, HOLD[dialect], **row, **values)[0]
    if by is not None and not straight.rows(session, JOIN[dialect], notice_id=number, by_id=by, number=last + 1):
        return False
    straight.rows(session, TELL, notice=number, now=now, said=words[:LONGEST], newest=last + 1, more=int(by is not None))
    return True


def _wants(session: Session, kind: Kind, to: int, by: int | None, post_id: int | None) -> bool:
    wanted, unheard, muted = straight.rows(session, WANTS, to=to, by=by, named=kind.name, post=None if kind.asked else post_id)[0]
    return not (unheard or muted) and (kind.always or (kind.on if wanted is None else wanted))


def _unwanted(session: Session, to: int, words: str, now: datetime) -> bool:
    return words != "" and mutes_words.silence(session, to, words, now)


def _holding(dialect: str) -> Insert:
    """The notice, new or as it is, in our hands until the transaction ends: its id and the last number given. Whoever does the same meanwhile waits."""
    row = _insert(dialect, Notice)
    kept = row.on_conflict_do_update(index_elements=["account_id", "kind", "about"], set_={"about": row.excluded.about})
    return kept.returning(col(Notice.id), col(Notice.last))


def _joining(dialect: str) -> Insert:
    """Gives back a row where they weren't among them yet."""
    return _insert(dialect, NoticeBy).on_conflict_do_nothing().returning(col(NoticeBy.by_id))


def _insert(dialect: str, table: type[Notice] | type[NoticeBy]) -> postgresql.Insert | sqlite.Insert:
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


_TO, _BY = bindparam("to", type_=BigInteger()), bindparam("by", type_=BigInteger())
_CHOICE = select(col(NoticeChoice.wanted)).where(col(NoticeChoice.account_id) == _TO, col(NoticeChoice.kind) == bindparam("named"))
WANTS = select(_CHOICE.scalar_subquery(), audience_rows.unheard(_TO, _BY), audience_rows.muted_tag(_TO, bindparam("post", type_=BigInteger())))
HOLD = {dialect: _holding(dialect) for dialect in ("sqlite", "postgresql")}
JOIN = {dialect: _joining(dialect) for dialect in ("sqlite", "postgresql")}
TELL = (
    update(Notice)
    .where(col(Notice.id) == bindparam("notice", type_=BigInteger()))
    .values(at=bindparam("now"), unread=True, words=bindparam("said"), last=bindparam("newest"), people=col(Notice.people) + bindparam("more"))
)
