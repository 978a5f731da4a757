"""A picture that somebody wears comes off with the change after which it isn't for everybody's eyes any more.

Whom its post is for doesn't count: wearing it is its owner's word that everybody may see this square of it. What its rating says, and whether it is
there at all, does. Nothing puts it on again by itself.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import or_
from sqlmodel import Session, col

from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.tables import Account, Picture, Post

EVERYBODYS = or_(col(Post.id).is_(None), (col(Post.rating) == "general") & (col(Post.held) == "") & (col(Post.status) != PostStatus.BINNED))
"""`for_everybody`, for queries that join a picture with its post, if it has one."""


def for_everybody(post: Post | None) -> bool:
    """Of what was published only what is rated general, is not in the bin, and is held by no moderator. Pure."""
    return post is None or (post.rating == "general" and not post.held and post.status != PostStatus.BINNED)


def take_off(author: Account, post: Post, picture_ids: Collection[int]) -> str:
    """Where the author, who is held, wears one of the post's pictures and may no longer: the name whose copies nobody needs now, or nothing."""
    if for_everybody(post) or author.avatar_id is None or author.avatar_from not in picture_ids:
        return ""
    name, author.avatar_id, author.avatar_name = author.avatar_name, None, ""
    author.version = Account.version + 1  # in SQL: who changes their name meanwhile isn't held
    return name


def lost(session: Session, account: Account) -> str:
    """Why what the account wore came off: `deleted`, `held` or `rated`; `back` where it could be worn again; nothing where none did."""
    if account.avatar_id is not None or account.avatar_from is None:
        return ""
    picture = session.get(Picture, account.avatar_from)
    post = session.get(Post, picture.post_id) if picture is not None and picture.post_id is not None else None
    if post is None or post.status == PostStatus.BINNED:
        return "deleted"
    return "back" if for_everybody(post) else "held" if post.held else "rated"
