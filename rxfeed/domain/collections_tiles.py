"""A collection as its list and its page show it: how many posts the viewer is shown, and which picture stands for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ScalarSelect, func, literal, select
from sqlmodel import Session, col

from rxfeed.domain import ids
from rxfeed.domain.collections_seeing import shown
from rxfeed.domain.collections_views import CollectionItem
from rxfeed.domain.pictures_view import public_address, view
from rxfeed.domain.tables import Account, Collection, CollectionMember, CollectionPost, Picture, Post, PostPicture
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import AuthorView, PictureView

COUNTED = 50
"""Posts that are counted one by one. Of larger collections only their hundreds are told, so that the counter gives away no single post."""
IN_ORDER = (col(CollectionPost.rank), col(CollectionPost.post_id))
"""Also where the order doesn't matter: so that databases begin with the collection and not with all posts there are."""
NOTHING = (PictureView(), "general")
Covers = dict[int, tuple[PictureView, str]]


def count(viewer: Viewer) -> ScalarSelect[int]:
    """A column for queries of `Collection`: how many of its posts the viewer is shown, one more than `COUNTED` standing for more."""
    few = _posts(viewer, literal(1)).order_by(*IN_ORDER).limit(COUNTED + 1).correlate(Collection).subquery()
    return select(func.count()).select_from(few).scalar_subquery()


def cover(viewer: Viewer) -> ScalarSelect[int]:
    """A column for queries of `Collection`: the post that stands for it. The chosen one, where the viewer is shown it; else the first that they are shown."""
    post_id = col(CollectionPost.post_id)
    chosen = _posts(viewer, post_id).where(post_id == col(Collection.cover_id)).correlate(Collection).scalar_subquery()
    first = _posts(viewer, post_id).order_by(*IN_ORDER).limit(1).correlate(Collection).scalar_subquery()
    return select(func.coalesce(chosen, first)).correlate(Collection).scalar_subquery()


def covers(session: Session, post_ids: Sequence[int | None]) -> Covers:
    """The first picture of each post, with its rating. One query."""
    query = (
        select(
            *map(col, (PostPicture.post_id, PostPicture.public_name, PostPicture.alt, Post.rating)),
            *map(col, (Picture.id, Picture.width, Picture.height, Picture.placeholder)),
        )
        .join(Picture, col(Picture.id) == col(PostPicture.picture_id))
        .join(Post, col(Post.id) == col(PostPicture.post_id))
        .where(col(PostPicture.post_id).in_([number for number in post_ids if number is not None]), col(PostPicture.number) == 0)
    )
    return {row.post_id: (view(row, public_name=row.public_name, alt=row.alt), row.rating) for row in session.execute(query)}


def told(counted: int, counter: int) -> tuple[int, bool]:
    """How many to say, and whether there are more. Pure."""
    return (counted, False) if counted <= COUNTED else (max(COUNTED, counter // 100 * 100), True)


def author(account: Account) -> AuthorView:
    """Whose it is."""
    avatar = public_address(account.avatar_name, 96) if account.avatar_name else ""
    return AuthorView(account.handle, account.display_name or account.handle, avatar, account.is_sample)


def item(viewer: Viewer, row: Any, covers: Covers) -> CollectionItem:
    """From a row of collection, owner, member (or None), count and cover."""
    collection, owner, member, counted, cover_id = row
    posts, many = told(counted, collection.posts)
    picture, rating = covers.get(cover_id, NOTHING)
    return CollectionItem(
        id=ids.to_text(collection.id),
        name=collection.name,
        visibility=collection.visibility,
        posts=posts,
        many=many,
        cover=picture,
        rating=rating,
        owner=author(owner),
        mine=owner.id == viewer.account_id,
        role=member.role if member else "",
        invited=_waits(member),
        changed_at=collection.changed_at.isoformat(),
    )


def _waits(member: CollectionMember | None) -> bool:
    return member is not None and member.accepted_at is None


def _posts(viewer: Viewer, column: Any) -> Any:
    return (
        select(column)
        .select_from(CollectionPost)
        .join(Post, col(Post.id) == col(CollectionPost.post_id))
        .join(Account, col(Account.id) == col(Post.account_id))
        .where(col(CollectionPost.collection_id) == col(Collection.id), *shown(viewer))
    )
