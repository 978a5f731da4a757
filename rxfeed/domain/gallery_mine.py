"""The viewer's own posts by status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import cast

from sqlalchemy import ColumnElement, text, tuple_, union_all
from sqlmodel import Session, col, select

from rxfeed.domain import cursors, ids, pictures_view
from rxfeed.domain.errors import Invalid
from rxfeed.domain.gallery_statuses import BIN_DAYS, PostStatus
from rxfeed.domain.house import House
from rxfeed.domain.library_views import PostItem, short
from rxfeed.domain.tables import Picture, Post, PostPicture
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import PictureView

PAGE = 24


def mine(house: House, viewer: Viewer, status: str, cursor: str = "", most: int = PAGE) -> tuple[list[PostItem], str]:
    """At most so many posts of a status, and the cursor that continues them (empty at the end). Two queries.

    The last to appear, or to be thrown away, comes first; of those that wait, the next one. Raises `Invalid`, `NotSignedIn`.
    """
    account_id = viewer.require_reader()
    if status not in _MOMENTS:
        raise Invalid("There is no such list.")
    of = f"{status} of {account_id}"
    moment, waits = col(getattr(Post, _MOMENTS[status])), status == PostStatus.SCHEDULED
    order = (moment.asc(), col(Post.id).asc()) if waits else (moment.desc(), col(Post.id).desc())
    place, here = tuple_(moment, col(Post.id)), cursors.decode(cursor, of) if cursor else None
    after = [] if here is None else [place > here if waits else place < here]
    # one after the other, for each has an index in order: all statuses at once would be fetched and sorted
    each = [select(Post.id).where(Post.account_id == account_id, one, *after).order_by(*order).limit(most + 1).subquery() for one in _LISTS[status]]
    query = select(Post).where(col(Post.id).in_(union_all(*(select(one.c.id) for one in each)))).order_by(*order).limit(most + 1)
    with house.database.reading() as session:
        posts, rest = cursors.page(session.exec(query).all(), most, lambda post: cursors.encode(getattr(post, _MOMENTS[status]), post.id, of))
        shown = _pictures(session, [post.id for post in posts])
    return [_item(post, shown.get(post.id, [])) for post in posts], rest


def _pictures(session: Session, post_ids: Sequence[int]) -> dict[int, list[PictureView]]:
    query = (
        select(PostPicture, Picture)
        .join(Picture, col(Picture.id) == PostPicture.picture_id)
        .where(col(PostPicture.post_id).in_(post_ids))
        .order_by(col(PostPicture.post_id), col(PostPicture.number))
    )
    found: dict[int, list[PictureView]] = {}
    for link, picture in session.exec(query):
        found.setdefault(link.post_id, []).append(pictures_view.view(picture, public_name=link.public_name, alt=link.alt))
    return found


def _item(post: Post, shown: Sequence[PictureView]) -> PostItem:
    return PostItem(
        id=ids.to_text(post.id),
        status=post.status,
        visibility=post.visibility,
        words=short(post.prompt or post.caption),
        picture=shown[0] if shown else PictureView(),
        pictures=len(shown),
        published_at=post.published_at.isoformat() if post.published_at else "",
        publish_at=post.publish_at.isoformat() if post.publish_at else "",
        gone_at=(post.binned_at + timedelta(days=BIN_DAYS)).isoformat() if post.binned_at else "",
    )


_MOMENTS: Mapping[str, str] = {PostStatus.PUBLISHED: "published_at", PostStatus.SCHEDULED: "publish_at", PostStatus.BINNED: "binned_at"}
"""What the posts of a status are ordered by."""
_LISTS: Mapping[str, Sequence[ColumnElement[bool]]] = {
    PostStatus.PUBLISHED: (
        cast("ColumnElement[bool]", text("post.status = 'published'")),  # word for word as the index of a profile has it
        col(Post.status).in_((PostStatus.HIDDEN, PostStatus.REMOVED)),
    ),
    PostStatus.SCHEDULED: (col(Post.status) == PostStatus.SCHEDULED,),
    PostStatus.BINNED: (col(Post.status) == PostStatus.BINNED,),
}
"""What a moderator holds stays among one's published posts, and says so."""
