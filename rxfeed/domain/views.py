"""What the screen and the API get of posts: frozen, without anything that its reader may not know. Everything else has views of its own (`*_views`).

In all of them ids are the short text of `ids.to_text`, times ISO 8601 in UTC, money micro-dollars; addresses (`src`) begin with `/`.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class PictureView:
    """A picture with its box reserved: `placeholder` is a data URI, shown until `src` is there."""

    src: str = ""
    """The middle size (640)."""
    srcset: str = ""
    full: str = ""
    """The largest size, for the post page."""
    width: int = 1
    height: int = 1
    placeholder: str = ""
    alt: str = ""


@dataclass(frozen=True)
class AuthorView:
    """Who made it."""

    handle: str = ""
    name: str = ""
    avatar: str = ""
    """Address of the avatar, or empty: then the initial stands for it."""
    is_sample: bool = False


@dataclass(frozen=True)
class Reposter:
    """Whose repost has brought a post."""

    handle: str = ""
    name: str = ""


@dataclass(frozen=True)
class ParentView:
    """What a post came of, as its card says it: the same for everybody."""

    id: str = ""
    """Empty where it isn't for everybody."""
    handle: str = ""
    """Empty where its author is gone."""
    mode: str = ""
    """`prompt`, `edit`, `mask`, `blend` or `blanks`."""
    thumb: str = ""
    """Address of its picture (96), which asks who looks; empty as `id` is."""


@dataclass(frozen=True)
class PostCard:
    """A post in a list."""

    id: str
    version: int
    author: AuthorView
    pictures: list[PictureView]
    prompt: str
    """Empty where the author hid it."""
    caption: str
    tags: list[str]
    engine: str
    model: str
    """What to print for the engine: `gpt-image-2`, `Sketch`."""
    shape: str
    rating: str
    licence: str
    """Short name to print (`CC BY 4.0`)."""
    remix: str
    published_at: str
    is_sample: bool
    edited: bool
    parents: list[ParentView] = field(default_factory=list)
    steps: int = 0
    """From its furthest ancestor."""


@dataclass(frozen=True)
class FoundCard(PostCard):
    """A card as Explore gives it for words."""

    found: list[tuple[str, bool]] = field(default_factory=list)
    """Pieces of its text, and whether they are one of the words."""


@dataclass(frozen=True)
class ConsentView:
    """What the author allows now."""

    remix: str = ""
    licence: str = ""
    licence_name: str = ""
    licence_url: str = ""
    training: bool = False
    version: int = 0
    decided_at: str = ""


@dataclass(frozen=True)
class PostView:
    """A post on its own page."""

    card: PostCard
    consent: ConsentView
    quality: str
    size: str
    """`1536 × 1024`."""
    seeds: list[str]
    """As text, for JavaScript's numbers are too small; empty where hidden or unknown."""
    visibility: str
    status: str
    prompt_hidden: bool
    mine: bool
    """Whether the viewer is its author and may edit it."""
    replies: str = "everybody"
    """Who may comment: `everybody`, `followers` or `nobody`."""
    publish_at: str = ""
    """When a scheduled post is due; empty for every other."""
    pinned: bool = False
    """Whether its author's page begins with it."""
    answers: list[int] = field(default_factory=lambda: [0, 0, 0, 0, 0])
    """See `marks_shown.Answers`."""
    held_why: str = ""
    """What its author reads where a moderator has hidden or removed it."""
