"""Pages of cards: what every list of posts answers with, whatever it is ordered by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any, cast

import orjson
from sqlalchemy import BigInteger, ColumnElement, Select, bindparam, select
from sqlalchemy.orm import Mapped
from sqlmodel import col

from rxfeed.domain import cards, ids, marks_shown, mutes_words, straight
from rxfeed.domain.audience_rows import feed_posts
from rxfeed.domain.house import House
from rxfeed.domain.marks_shown import Answers
from rxfeed.domain.mutes_words import Words
from rxfeed.domain.straight import WANTED
from rxfeed.domain.tables import Account, Post
from rxfeed.domain.viewer import NOBODY, Viewer
from rxfeed.domain.views import Reposter

PAGE, SCAN = WANTED.most, 96
"""Posts of a page, and those that are looked through for one by who has muted words."""
Row = tuple[Any, ...]
Listing = Select[int, int, int, datetime, int, int, int, int, *tuple[Any, ...]]
"""Post id, post version, author version, published at; likes, reposts, comments, remixes."""
Asked = tuple[Listing, Mapping[str, object]]
"""A listing with its values."""
Others = Callable[[Sequence[Row]], Iterable[Asked]]
PUBLISHED_AT = cast("Mapped[datetime]", col(Post.published_at))
"""What is listed has it."""


def columns(moment: Mapped[datetime]) -> Listing:
    """Of a listing in which a post stands at that moment."""
    return select(col(Post.id), col(Post.version), col(Account.version), moment, *marks_shown.COUNTED)


COLUMNS = columns(PUBLISHED_AT)
SOMEBODY, CHOOSY = Viewer(account_id=0), Viewer(account_id=bindparam("me", type_=BigInteger()), hides=True)  # type: ignore[arg-type]
"""They stand for everybody who sees everything that is public, and for everybody who doesn't."""


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A page of prepared cards (JSON bytes), and in their order what stands below them.

    `next` continues it and is empty at the end; `newest` is where news begin; `reset`: replace the list.
    """

    cards: list[bytes]
    next: str
    newest: str
    reset: bool = False
    answers: list[Answers] = field(default_factory=list)
    reposters: Mapping[str, Reposter] = field(default_factory=dict)
    """By the post's id, of those that a repost has brought."""

    def json(self) -> bytes:
        """The page as the browser's store takes it."""
        rest = {"next": self.next, "newest": self.newest, "reset": self.reset, "answers": self.answers, "reposters": self.reposters}
        return b'{"cards":[%b],%b' % (b",".join(self.cards), orjson.dumps(rest)[1:])


@dataclass(frozen=True, slots=True)
class Picked:
    """Which of the rows that were read a page shows; the rest as in `FeedPage`."""

    rows: list[Row]
    next: str = ""
    newest: str = ""
    reposters: Mapping[int, Reposter] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listings:
    """One list for each kind of viewer. Statements are made once: making and compiling one costs more than running it."""

    nobody: Listing
    somebody: Listing
    choosy: Listing
    wordy: Listing
    """For who has muted words: with the texts to look for them in."""

    @classmethod
    def of(cls, made: Callable[[Viewer], Listing]) -> Listings:
        """From a query that begins with the columns of `Listing` and obeys `feed_posts` of the viewer."""
        choosy = made(CHOOSY)
        return cls(made(NOBODY), made(SOMEBODY), choosy, choosy.add_columns(*mutes_words.TEXTS))

    def wide(self) -> Listings:
        """With more rows for who has muted words: some will be left out."""
        return replace(self, wordy=self.wordy.limit(SCAN + 1))

    def fit(self, viewer: Viewer, words: Words | None) -> Listing:
        """The one for this viewer, who may have muted words."""
        return self.wordy if words else self.choosy if viewer.hides else self.somebody if viewer.signed_in else self.nobody


def listing(viewer: Viewer, *where: ColumnElement[bool]) -> Listing:
    """Posts for feeds, in no order. Every post has its author; the outer join has SQLite walk the listed posts in order, and not begin with the accounts."""
    return COLUMNS.outerjoin(Account, col(Account.id) == col(Post.account_id)).where(*feed_posts(viewer), *where)


def page(
    house: House, viewer: Viewer, listing: Listing, values: Mapping[str, object], pick: Callable[[Sequence[Row]], Picked], others: Others = lambda _: ()
) -> FeedPage:
    """What a listing finds, with the `others` that what it found asks for, as cards.

    One query for each listing, five more for cards that aren't on the shelf, one for the viewer's own marks.
    """

    def picked_by(ask: Callable[..., list[Any]]) -> Picked:
        rows = ask(listing, **{"me": viewer.account_id, **values})
        return pick([*rows, *(row for query, given in others(rows) for row in ask(query, **{"me": viewer.account_id, **given}))])

    picked = picked_by(house.database.rows)
    found = house.shelf.take([row[:3] for row in picked.rows])
    if len(found) < len(picked.rows):
        with house.database.reading() as session:  # the list again, so that it and its cards are of one moment
            picked = picked_by(partial(straight.rows, session))
            found = cards.by_key(session, house.shelf, [row[:3] for row in picked.rows])
    if viewer.hides and found:
        with house.database.reading() as session:
            found = cards.shown_to(session, viewer, found)
    shown = [row for row in picked.rows if row[:3] in found]
    below = marks_shown.beside(house, viewer, [(row[0], *row[4:8]) for row in shown])
    reposters = {ids.to_text(row[0]): picked.reposters[row[0]] for row in shown if row[0] in picked.reposters}
    return FeedPage([found[row[:3]] for row in shown], picked.next, picked.newest, answers=below, reposters=reposters)


def of_posts(house: House, viewer: Viewer, post_ids: Sequence[int], listings: Listings | None = None) -> tuple[FeedPage, int]:
    """The first `PAGE` of those posts that everybody's feeds show this viewer, in the order given, and how many of `post_ids` were gone through for them.

    For lists whose order is kept elsewhere: `next` and `newest` are the caller's to say. One query for each 24 posts, as a rule one in all.
    `listings`: others than `POSTS` in which to look for `WANTED`.
    """
    words, shown, answers, gone = mutes_words.of(house, viewer), list[bytes](), list[Answers](), 0
    while gone < len(post_ids) and len(shown) < PAGE:
        asked = post_ids[gone : gone + PAGE - len(shown)]
        more = page(house, viewer, (listings or POSTS).fit(viewer, words), WANTED.values(asked), lambda rows, asked=asked: _ordered(rows, asked, words))  # type: ignore[misc]
        shown, answers, gone = shown + more.cards, answers + more.answers, gone + len(asked)
    return FeedPage(shown, "", "", answers=answers), gone


def shows_any(house: House, viewer: Viewer, post_ids: Sequence[int]) -> bool:
    """Whether this viewer's feeds show any of those posts. One prepared statement for each 24 until one is found, and no cards."""
    words = mutes_words.of(house, viewer)
    return any(passing(house.database.rows(POSTS.fit(viewer, words), me=viewer.account_id, **values), words) for values in WANTED.parts(post_ids))


def passing(rows: Sequence[Row], words: Words | None) -> list[Row]:
    """Those without what has muted words; the texts stand last."""
    return [row for row in rows if words is None or not words.hide(*row[-len(mutes_words.TEXTS) :])]


def _ordered(rows: Sequence[Row], post_ids: Sequence[int], words: Words | None) -> Picked:
    known = {row[0]: row for row in passing(rows, words)}
    return Picked([known[number] for number in post_ids if number in known])


POSTS = Listings.of(lambda viewer: listing(viewer, col(Post.id).in_(WANTED.binds)))
