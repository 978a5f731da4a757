"""What the viewer has saved, newest first, and finding something in it."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, or_, select, tuple_
from sqlalchemy.orm import Mapped
from sqlmodel import col

from rxfeed.domain import cards, cursors
from rxfeed.domain.collections_seeing import shown_to_who_kept_it
from rxfeed.domain.errors import Invalid
from rxfeed.domain.feeds_page import FeedPage
from rxfeed.domain.gallery_words import tidy
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Post, PostTag, Save
from rxfeed.domain.viewer import Viewer

PAGE, MOST = 24, 240
LONGEST, MOST_WORDS = 200, 8
"""Of what is looked for: characters, and words."""


def saved(house: House, viewer: Viewer, words: str = "", cursor: str = "", count: int = PAGE) -> FeedPage:
    """All of it, or where each of the words is in prompt, caption, tags or author. Raises `NotSignedIn`, and `Invalid` for a cursor or count that isn't one.

    A prompt that its author keeps private is not looked into.
    """
    me = viewer.require_reader()
    if not 0 <= count <= MOST:
        raise Invalid("This list can't be continued from there. Load it again.")
    most, since, words = max(PAGE, count), col(Save.since), tidy(words[:LONGEST])
    of = f"saved {me} {words}"
    query = (
        select(col(Post.id), col(Post.version), col(Account.version), since)
        .select_from(Save)
        .join(Post, col(Post.id) == col(Save.post_id))
        .join(Account, col(Account.id) == col(Post.account_id))
        .where(col(Save.account_id) == me, *shown_to_who_kept_it(viewer), *(_has(word, me) for word in words.split()[:MOST_WORDS]))
        .order_by(since.desc(), col(Save.post_id).desc())
        .limit(most + 1)
    )
    if cursor:
        query = query.where(tuple_(since, col(Save.post_id)) < cursors.decode(cursor, of))
    with house.database.reading() as session:
        rows, rest = cursors.page(session.execute(query).all(), most, lambda row: cursors.encode(row[3], row[0], of))
        made = cards.prepared(session, house.shelf, [(row[0], row[1], row[2]) for row in rows], viewer)
    return FeedPage(made, rest, cursors.encode(rows[0][3], rows[0][0], of) if rows else "")


def _has(word: str, me: int) -> ColumnElement[bool]:
    tag = word.lstrip("#").lower() or word
    told = or_(~col(Post.prompt_hidden), col(Post.account_id) == me)
    return or_(
        and_(told, _in(col(Post.prompt), word)),
        _in(col(Post.caption), word),
        exists().where(col(PostTag.post_id) == col(Post.id), col(PostTag.tag).contains(tag, autoescape=True)),
        col(Account.handle).contains(word.lstrip("@").lower() or word, autoescape=True),
        _in(col(Account.display_name), word),
    )


def _in(text: Mapped[str], word: str) -> ColumnElement[bool]:
    """Whatever the case. SQLite folds only the letters of ASCII, so of others both cases are tried."""
    return or_(*(text.icontains(form, autoescape=True) for form in sorted({word, word.lower(), word.capitalize(), word.upper()})))
