"""What the screen gets of collections: frozen, and nothing that its reader may not know."""

from __future__ import annotations

from dataclasses import dataclass, field

from rxfeed.domain.people_views import TextPart
from rxfeed.domain.views import AuthorView, PictureView


@dataclass(frozen=True)
class CollectionItem:
    """A collection in a list."""

    id: str
    name: str
    visibility: str
    posts: int
    """Those that the viewer is shown; where `many`, there are more than that."""
    many: bool
    cover: PictureView
    """Without `src` where there is nothing to show."""
    rating: str
    """Of the cover."""
    owner: AuthorView
    mine: bool
    role: str
    """What its owner lets the viewer do: `view`, `add`, `edit`, or empty."""
    invited: bool
    """Whether the viewer has still to accept that."""
    changed_at: str


@dataclass(frozen=True)
class CollectionsPage:
    """A page of collections. `next` continues it and is empty at the end."""

    collections: list[CollectionItem]
    next: str


@dataclass(frozen=True)
class CollectionView:
    """A collection on its own page."""

    id: str = ""
    name: str = ""
    description: str = ""
    parts: list[TextPart] = field(default_factory=list)
    """The description, with what in it leads somewhere."""
    visibility: str = "private"
    posts: int = 0
    many: bool = False
    cover: PictureView = field(default_factory=PictureView)
    rating: str = "general"
    owner: AuthorView = field(default_factory=AuthorView)
    mine: bool = False
    may_add: bool = False
    may_edit: bool = False
    role: str = ""
    invited: bool = False
    version: int = 0
    changed_at: str = ""


@dataclass(frozen=True)
class MemberView:
    """Somebody who works on a collection, or is asked to."""

    handle: str
    name: str
    avatar: str
    role: str
    accepted: bool


@dataclass(frozen=True)
class CollectionChoice:
    """A collection that one may add a post to."""

    id: str
    name: str
    visibility: str
    owner: str
    """Handle of its owner where that is somebody else, or empty."""
    holds: bool
    """Whether the post is in it already."""
    can_take_out: bool
