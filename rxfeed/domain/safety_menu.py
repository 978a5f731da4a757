"""What the menu of a post needs to know."""

from __future__ import annotations

from dataclasses import dataclass

from rxfeed.domain import gallery
from rxfeed.domain.house import House
from rxfeed.domain.viewer import Viewer


@dataclass(frozen=True)
class PostAbout:
    """Whose post it is, and what the viewer may do about it."""

    id: str = ""
    handle: str = ""
    name: str = ""
    mine: bool = False
    signed_in: bool = False


def about(house: House, viewer: Viewer, post_id: str) -> PostAbout:
    """Raises what `gallery.show` raises."""
    post = gallery.show(house, viewer, post_id)
    author = post.card.author
    return PostAbout(post.card.id, author.handle, author.name, post.mine, viewer.signed_in)
