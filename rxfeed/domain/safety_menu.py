"""What the menu of a post needs to know."""

from __future__ import annotations

from dataclasses import dataclass, field

from rxfeed.domain import gallery, mutes_words
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.house import House
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import PostView


@dataclass(frozen=True)
class PostAbout:
    """Whose post it is, and what the viewer may do about it."""

    id: str = ""
    handle: str = ""
    name: str = ""
    mine: bool = False
    can_wear: bool = False
    """Whether its first picture can be the viewer's avatar."""
    signed_in: bool = False
    tags: list[str] = field(default_factory=list)
    """Those of the post that the viewer has not muted."""


def about(house: House, viewer: Viewer, post_id: str) -> PostAbout:
    """Raises what `gallery.show` raises."""
    post = gallery.show(house, viewer, post_id)
    author = post.card.author
    can_wear = post.mine and post.card.rating == "general" and not post.held_why and post.status != PostStatus.BINNED
    return PostAbout(post.card.id, author.handle, author.name, post.mine, can_wear, viewer.signed_in, _tags(house, viewer, post))


def _tags(house: House, viewer: Viewer, post: PostView) -> list[str]:
    signs = mutes_words.signs(house, viewer)
    return [tag for tag in post.card.tags if f"#{tag}" not in signs]
