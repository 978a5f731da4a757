"""Words and tags that stay out of one's own feeds, for a time or for ever. People are muted in `circle`.

    mute_word, unmute_word     in the prompt or the caption
    mute_tag, unmute_tag       exactly
    muted                      what that is now
    tidy                       what has ended goes, of people too
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, func, or_
from sqlmodel import Session, col, select

from rxfeed.domain import gallery_words, ids, mutes_matching, mutes_times
from rxfeed.domain.circle_counts import Changes, count
from rxfeed.domain.circle_ties import HIDES
from rxfeed.domain.errors import Invalid, LimitReached
from rxfeed.domain.house import House
from rxfeed.domain.tables import Mute, MutedTag, MutedWord
from rxfeed.domain.viewer import Viewer

MOST = 100
"""Words, and as many tags: each is looked for in every post of a page."""
Kept = MutedWord | MutedTag


@dataclass(frozen=True)
class MutedView:
    """A muted word or tag. `until`: ISO 8601, empty for ever."""

    what: str = ""
    until: str = ""


@dataclass(frozen=True)
class MutedViews:
    """What somebody has muted besides people, by the alphabet."""

    words: list[MutedView] = field(default_factory=list)
    tags: list[MutedView] = field(default_factory=list)


def mute_word(house: House, viewer: Viewer, word: str, lasting: str = "") -> None:
    """Muted again, it is for the new time. Raises `NotSignedIn`, `Invalid` (with the field), `LimitReached`."""
    me, now = viewer.require_account(), house.clock.now()
    _keep(house, MutedWord(account_id=me, word=mutes_matching.word(word), since=now, until=mutes_times.end(now, lasting)))


def unmute_word(house: House, viewer: Viewer, word: str) -> None:
    """Raises `NotSignedIn`."""
    _take_back(house, viewer, MutedWord, MutedWord.word, mutes_matching.fold(str(word)[: 10 * mutes_matching.LONGEST]))


def mute_tag(house: House, viewer: Viewer, tag: str, lasting: str = "") -> None:
    """Muted again, it is for the new time. Raises `NotSignedIn`, `Invalid` (with the field), `LimitReached`."""
    me, now = viewer.require_account(), house.clock.now()
    if not (tag := gallery_words.tag(tag)):
        raise Invalid("Type a tag.", field="tags")
    _keep(house, MutedTag(account_id=me, tag=tag, since=now, until=mutes_times.end(now, lasting)))


def unmute_tag(house: House, viewer: Viewer, tag: str) -> None:
    """Raises `NotSignedIn`, `Invalid` for what can't be a tag."""
    _take_back(house, viewer, MutedTag, MutedTag.tag, gallery_words.tag(tag))


def muted(house: House, viewer: Viewer) -> MutedViews:
    """What holds now. Raises `NotSignedIn`."""
    me, now = viewer.require_reader(), house.clock.now()
    with house.database.reading() as session:
        words = session.exec(select(MutedWord).where(MutedWord.account_id == me, _holds(MutedWord, now)).order_by(MutedWord.word)).all()
        tags = session.exec(select(MutedTag).where(MutedTag.account_id == me, _holds(MutedTag, now)).order_by(MutedTag.tag)).all()
    return MutedViews([_view(row.word, row) for row in words], [_view(row.tag, row) for row in tags])


def tidy(house: House) -> int:
    """Take away what has ended, and count it no more; how many mutes they were."""
    done = 0
    for table in (Mute, MutedWord, MutedTag):
        with house.database.writing() as session:
            ended = delete(table).where(col(table.until) <= house.clock.now()).returning(col(table.account_id))
            gone = Counter(session.execute(ended).scalars())
            count(session, {account_id: Changes(hides=-number) for account_id, number in gone.items()})
        done += gone.total()
    return done


def _keep(house: House, row: Kept) -> None:
    """One after the other for each account, so that a hundred stay a hundred."""
    table, me = type(row), row.account_id
    with house.database.writing() as session:
        house.database.exclusively(session, f"mutes {me}")
        known = session.get(table, (me, row.word if isinstance(row, MutedWord) else row.tag))
        if known is not None:
            known.until = row.until
            return
        if session.exec(select(func.count()).select_from(table).where(table.account_id == me)).one() >= MOST:
            raise LimitReached("At most {limit} can be muted. Take one of them back first.", field="word", limit=MOST)
        session.add(row)
        session.flush()
        count(session, {me: Changes(hides=1)})
    house.bulletin.announce(HIDES, {"ids": [ids.to_text(me)]})


def _take_back(house: House, viewer: Viewer, table: type[Kept], column: Any, what: str) -> None:
    me = viewer.require_account()
    with house.database.writing() as session:
        house.database.exclusively(session, f"mutes {me}")
        count(session, {me: Changes(hides=-_gone(session, delete(table).where(col(table.account_id) == me, column == what)))})


def _gone(session: Session, statement: Any) -> int:
    return int(session.execute(statement).rowcount)  # type: ignore[attr-defined]


def _holds(table: type[Kept], now: Any) -> Any:
    return or_(col(table.until).is_(None), col(table.until) > now)


def _view(what: str, row: Kept) -> MutedView:
    return MutedView(what, row.until.isoformat() if row.until else "")
