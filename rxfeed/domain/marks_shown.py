"""What stands below a post: how many answered it, and whether the viewer is among them. Travels beside the cards, which know nothing of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Integer, bindparam, func, literal_column, select
from sqlmodel import Session, col

from rxfeed.domain import ids
from rxfeed.domain.audience_rows import feed_posts
from rxfeed.domain.house import House
from rxfeed.domain.marks_counts import Mark
from rxfeed.domain.straight import WANTED
from rxfeed.domain.tables import Account, Like, Post, Repost, Save
from rxfeed.domain.viewer import Viewer

Answers = list[int]
"""Likes, reposts, comments, remixes, and the viewer's own marks: 1 for a like, 2 for a repost, 4 for a save."""
BITS: Mapping[Mark, int] = {Like: 1, Repost: 2, Save: 4}
COUNTED = (col(Post.likes), col(Post.reposts), col(Post.comments), col(Post.remixes))
_EVERYBODY = Viewer(account_id=0)


def _of(mark: Mark) -> ColumnElement[int]:
    """Its bit, or 0: looked up for each post. For who likes very many, PostgreSQL would else go through all they have liked."""
    mine = col(mark.account_id) == bindparam("me", type_=BigInteger()), col(mark.post_id) == col(Post.id)
    return func.coalesce(select(literal_column(str(BITS[mark]), Integer)).where(*mine).correlate(Post).scalar_subquery(), literal_column("0"))


MINE = select(col(Post.id), _of(Like) + _of(Repost) + _of(Save)).where(col(Post.id).in_(WANTED.binds))


def beside(house: House, viewer: Viewer, counts: Iterable[tuple[int, int, int, int, int]]) -> list[Answers]:
    """For posts by id, likes, reposts, comments and remixes, in their order: one query where somebody is signed in, for each 24 posts."""
    listed = list(counts)
    own = marked(house, viewer, [row[0] for row in listed])
    return [[*counted, own.get(number, 0)] for number, *counted in listed]


def marked(house: House, viewer: Viewer, post_ids: Sequence[int]) -> dict[int, int]:
    """Which of the posts the viewer has marked, and how."""
    found: dict[int, int] = {}
    if viewer.account_id is None:
        return found
    for asked in WANTED.parts(post_ids):
        found |= {number: bits for number, bits in house.database.rows(MINE, me=viewer.account_id, **asked) if bits}
    return found


def answers(house: House, viewer: Viewer, session: Session, post_ids: Sequence[int]) -> list[Answers]:
    """The same for posts whose counts aren't known yet: one query more."""
    counted = {row[0]: row for row in session.execute(select(col(Post.id), *COUNTED).where(col(Post.id).in_(post_ids)))}
    return beside(house, viewer, [(number, *(counted[number][1:] if number in counted else (0, 0, 0, 0))) for number in post_ids])


def told(house: House, post_ids: Sequence[str]) -> list[list[Any]]:
    """Id, likes, reposts, comments and remixes of those of the posts that are for everybody."""
    query = select(col(Post.id), *COUNTED).join(Account, col(Account.id) == col(Post.account_id))
    with house.database.reading() as session:
        rows = session.execute(query.where(col(Post.id).in_(list(map(ids.from_text, post_ids))), *feed_posts(_EVERYBODY)))
        return [[ids.to_text(row[0]), *row[1:]] for row in rows]
