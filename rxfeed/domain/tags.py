"""A tag's own page."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, literal, select
from sqlmodel import col

from rxfeed.domain import gallery_words
from rxfeed.domain.audience_rows import feed_posts
from rxfeed.domain.errors import Invalid, NotFound
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, FollowedTag, Post, PostTag
from rxfeed.domain.viewer import Viewer

COUNTED = 1_000
"""Posts that are counted; with more, the page says "more than"."""


@dataclass(frozen=True)
class TagView:
    """A tag as its page shows it."""

    tag: str = ""
    posts: int = 0
    """Those that the viewer sees, up to `COUNTED`."""
    more: bool = False
    """There are more."""
    followers: int = 0
    follows: bool = False


def show(house: House, viewer: Viewer, tag: str) -> TagView:
    """A tag that nobody has used yet has a page too. Raises `NotFound` for what can't be one. Three queries."""
    tag = named(tag)
    listed = (
        select(literal(1))
        .select_from(PostTag)
        .outerjoin(Post, col(Post.id) == col(PostTag.post_id))
        .outerjoin(Account, col(Account.id) == col(Post.account_id))
        .where(col(PostTag.tag) == tag, *feed_posts(viewer))
        .limit(COUNTED + 1)
    )
    with house.database.reading() as session:
        posts = session.execute(select(func.count()).select_from(listed.subquery())).scalar_one()
        followers = session.execute(select(func.count()).where(col(FollowedTag.tag) == tag)).scalar_one()
        follows = viewer.account_id is not None and session.get(FollowedTag, (viewer.account_id, tag)) is not None
    return TagView(tag, min(posts, COUNTED), posts > COUNTED, followers, follows)


def named(tag: str) -> str:
    """As all tags are written. Raises `NotFound` for what can't be one."""
    try:
        found = gallery_words.tag(tag)
    except Invalid as error:
        raise NotFound("That can't be a tag: a tag is one word of letters and figures.") from error
    if not found or len(tag) > 2 * gallery_words.MAX_TAG:
        raise NotFound("That can't be a tag: a tag is one word of letters and figures.")
    return found
