"""What a page of notices is about: people, pictures, words. A constant number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from rxfeed.domain import talk_words
from rxfeed.domain.pictures_view import public_address, smallest_address
from rxfeed.domain.tables import Account, Comment, Notice, Post, PostPicture
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import AuthorView

SHORT = 160
"""Characters of a comment."""


@dataclass(frozen=True, slots=True)
class Things:
    """By number."""

    people: dict[int, AuthorView]
    thumbs: dict[int, str]
    comments: dict[int, str]

    def words(self, notice: Notice) -> str:
        """What was said, in one line; a comment as it is now."""
        said = " ".join(self.comments.get(notice.comment_id or 0, notice.words).split())
        return said if len(said) <= SHORT else said[:SHORT].rstrip() + "…"


def things_of(session: Session, viewer: Viewer, notices: Sequence[Notice], people: set[int]) -> Things:
    """Three queries."""
    return Things(
        people=_people(session, people),
        thumbs=_thumbs(session, viewer, {notice.post_id for notice in notices if notice.post_id is not None}),
        comments=_comments(session, {notice.comment_id for notice in notices if notice.comment_id is not None}),
    )


def _people(session: Session, numbers: set[int]) -> dict[int, AuthorView]:
    query = select(col(Account.id), col(Account.handle), col(Account.display_name), col(Account.avatar_name), col(Account.is_sample))
    return {
        number: AuthorView(handle, name or handle, public_address(avatar, 96) if avatar else "", sample)
        for number, handle, name, avatar, sample in session.execute(query.where(col(Account.id).in_(numbers)))
    }


def _thumbs(session: Session, viewer: Viewer, numbers: set[int]) -> dict[int, str]:
    """The first picture of each post; of others' posts only what is for all eyes."""
    query = (
        select(col(PostPicture.post_id), col(PostPicture.picture_id), col(PostPicture.public_name))
        .join(Post, col(Post.id) == col(PostPicture.post_id))
        .where(col(PostPicture.post_id).in_(numbers), (col(Post.account_id) == viewer.account_id) | (col(Post.rating) == "general"))
        .order_by(col(PostPicture.number).desc())
    )
    return {post_id: smallest_address(picture_id, name) for post_id, picture_id, name in session.execute(query)}


def _comments(session: Session, numbers: set[int]) -> dict[int, str]:
    """Their words without signs of layout."""
    query = select(col(Comment.id), col(Comment.html)).where(col(Comment.id).in_(numbers))
    return {row[0]: talk_words.plain(row[1]) for row in session.execute(query)}
