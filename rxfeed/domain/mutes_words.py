"""A viewer's muted words, for lists that leave out what has them; and their muted words and tags, for what people say to each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import BigInteger, Select, bindparam, literal, or_, select, union_all
from sqlmodel import Session, col

from rxfeed.domain import mutes_matching
from rxfeed.domain.house import House
from rxfeed.domain.tables import MutedTag, MutedWord, Post
from rxfeed.domain.tables.columns import UtcDateTime
from rxfeed.domain.viewer import Viewer

WORDS = select(col(MutedWord.word)).where(
    col(MutedWord.account_id) == bindparam("me", type_=BigInteger()),
    or_(col(MutedWord.until).is_(None), col(MutedWord.until) > bindparam("now", type_=UtcDateTime())),
)
TAGS = select(literal("#") + col(MutedTag.tag)).where(
    col(MutedTag.account_id) == bindparam("me", type_=BigInteger()),
    or_(col(MutedTag.until).is_(None), col(MutedTag.until) > bindparam("now", type_=UtcDateTime())),
)
SIGNS = cast("Select[str]", union_all(WORDS, TAGS))
TEXTS = (col(Post.account_id), col(Post.prompt), col(Post.prompt_hidden), col(Post.caption))
"""What of a post a list asks for to show it to `Words`."""


@dataclass(frozen=True, slots=True)
class Words:
    """Those that hold now, of one viewer."""

    me: int
    words: tuple[str, ...]

    def hide(self, author_id: int, prompt: str, prompt_hidden: bool, caption: str) -> bool:
        """Whether a post stays out of the viewer's feeds. A prompt that its author keeps private is not looked at: one would learn its words that way."""
        return author_id != self.me and mutes_matching.has(self.words, caption if prompt_hidden else f"{prompt}\n{caption}")


def of(house: House, viewer: Viewer) -> Words | None:
    """One prepared statement; none for who hides nothing. None where no word is muted."""
    if viewer.account_id is None or not viewer.hides:
        return None
    words = tuple(row[0] for row in house.database.rows(WORDS, me=viewer.account_id, now=house.clock.now()))
    return Words(viewer.account_id, words) if words else None


def signs(house: House, viewer: Viewer) -> tuple[str, ...]:
    """What is muted in what people say: words, and tags with their `#`. One prepared statement; none for who hides nothing."""
    if viewer.account_id is None or not viewer.hides:
        return ()
    return tuple(row[0] for row in house.database.rows(SIGNS, me=viewer.account_id, now=house.clock.now()))


def silence(session: Session, account_id: int, text: str, now: datetime) -> bool:
    """Whether that account has muted something that is in the text. One query."""
    return mutes_matching.has([str(row[0]) for row in session.execute(SIGNS, {"me": account_id, "now": now})], text)
