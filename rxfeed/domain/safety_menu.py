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
    can_wear: bool = False
    """Whether its first picture can be the viewer's avatar."""
    signed_in: bool = False


def about(house: House, viewer: Viewer, post_id: str) -> PostAbout:
    """Raises what `gallery.show` raises."""
    post = gallery.show(house, viewer, post_id)
    author = post.card.author
    can_wear = post.mine and post.card.rating == "general" and not post.held_why
    return PostAbout(post.card.id, author.handle, author.name, post.mine, can_wear, viewer.signed_in)
