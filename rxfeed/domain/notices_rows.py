"""Which notices somebody is shown, as conditions of queries: of what they see, by people they hear of."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, and_, literal, or_, select
from sqlmodel import col

from rxfeed.domain.audience_rows import heard, shown_posts
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.tables import Account, Comment, Notice, NoticeBy, Post
from rxfeed.domain.viewer import Viewer


def shown(viewer: Viewer, *, anew: bool = False) -> list[ColumnElement[bool]]:
    """Of the viewer's own notices; `anew`: where somebody whom they hear of has done it since they last looked. What nobody in particular did always is."""
    somebody = [col(NoticeBy.notice_id) == col(Notice.id), *([col(NoticeBy.number) > col(Notice.read)] if anew else [])]
    people = _is_any(*somebody, col(Account.id) == col(NoticeBy.by_id), *heard(viewer))
    post = _is_any(col(Post.id) == col(Notice.post_id), col(Account.id) == col(Post.account_id), *_there(viewer))
    comment = _is_any(col(Comment.id) == col(Notice.comment_id), col(Comment.deleted_at).is_(None), col(Comment.held) == "")
    of_something = and_(or_(col(Notice.post_id).is_(None), post), or_(col(Notice.comment_id).is_(None), comment))
    return [or_(col(Notice.people) == 0, and_(people, of_something))]


def among(query: Select[int], viewer: Viewer) -> Select[int]:
    """The people of a notice (the query is of `NoticeBy`) whom the viewer hears of, newest first."""
    theirs = query.join(Account, col(Account.id) == col(NoticeBy.by_id)).where(col(NoticeBy.notice_id) == col(Notice.id), *heard(viewer))
    return theirs.order_by(col(NoticeBy.number).desc()).correlate(Notice)


def _is_any(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """As `exists`, looked up for each notice: PostgreSQL would rather gather everything that exists first."""
    return select(literal(1)).where(*conditions).limit(1).correlate(Notice).scalar_subquery().is_not(None)


def _there(viewer: Viewer) -> list[ColumnElement[bool]]:
    """One's own posts too are gone once they are in the bin."""
    return [*shown_posts(viewer), col(Post.status) == PostStatus.PUBLISHED]
