"""Lists of posts for somebody's eyes, by keyset."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select, text, tuple_
from sqlmodel import Session, col

from rxfeed.domain import cards, cursors
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Post
from rxfeed.domain.viewer import Viewer

PAGE = 24
PUBLIC = text("post.status = 'published' AND post.visibility = 'public'")
"""Word for word, so that both databases know at once that the index of listed posts fits."""


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A page of prepared cards (JSON bytes). `next` continues it and is empty at the end; `newest` is where news begin; `reset`: replace the list."""

    cards: list[bytes]
    next: str
    newest: str
    reset: bool = False

    def json(self) -> bytes:
        """The page as the browser's store takes it."""
        reset = b"true" if self.reset else b"false"
        return b'{"cards":[%b],"next":"%b","newest":"%b","reset":%b}' % (b",".join(self.cards), self.next.encode(), self.newest.encode(), reset)


def latest(house: House, viewer: Viewer, cursor: str = "") -> FeedPage:
    """Newest public posts first, after the cursor. Raises `Invalid` for a cursor that isn't one."""
    query = _listed(viewer).order_by(col(Post.published_at).desc(), col(Post.id).desc()).limit(PAGE + 1)
    if cursor:
        query = query.where(tuple_(col(Post.published_at), col(Post.id)) < cursors.decode(cursor))
    with house.database.reading() as session:
        return _page(session, house, query)


def since(house: House, viewer: Viewer, cursor: str) -> FeedPage:
    """What has been published after `cursor`, newest first; where that is more than a page, the newest page and `reset`."""
    query = _listed(viewer).order_by(col(Post.published_at).desc(), col(Post.id).desc()).limit(PAGE + 1)
    if cursor:
        query = query.where(tuple_(col(Post.published_at), col(Post.id)) > cursors.decode(cursor))
    with house.database.reading() as session:
        page = _page(session, house, query)
    return FeedPage(page.cards, page.next, page.newest or cursor, reset=bool(page.next) or not cursor)


def _listed(viewer: Viewer) -> Select[int, int, int, datetime | None]:
    """Every post has its author; the join is an outer one to have SQLite walk the listed posts in order, and not begin with the accounts."""
    query = (
        select(col(Post.id), col(Post.version), col(Account.version), col(Post.published_at))
        .outerjoin(Account, col(Account.id) == col(Post.account_id))
        .where(PUBLIC, col(Account.delete_at).is_(None))
    )
    return query if viewer.signed_in else query.where(col(Post.rating) == "general")


def _page(session: Session, house: House, query: Select[int, int, int, datetime | None]) -> FeedPage:
    rows = session.execute(query).all()
    shown = rows[:PAGE]
    made = cards.prepared(session, house.shelf, [(row[0], row[1], row[2]) for row in shown])
    newest = cursors.encode(shown[0][3], shown[0][0]) if shown else ""
    return FeedPage(made, cursors.encode(shown[-1][3], shown[-1][0]) if len(rows) > PAGE else "", newest)
