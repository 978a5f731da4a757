"""What the remix view shows. Pictures are counted from 1; sentences are message ids with their values (`say(why, **why_values)`)."""

from __future__ import annotations

from dataclasses import dataclass, field

from rxfeed.domain.views import AuthorView, PictureView
from rxfeed.domain.views import ParentView as AncestorView


@dataclass(frozen=True)
class ParentView:
    """A picture of a post that is taken further, and whether it may be."""

    post_id: str = ""
    picture: int = 1
    pictures: int = 1
    """How many the post has."""
    image: PictureView = field(default_factory=PictureView)
    """A mask has its `width` and `height`."""
    rating: str = "general"
    author: AuthorView = field(default_factory=AuthorView)
    prompt: str = ""
    """Empty where it is hidden."""
    prompt_hidden: bool = False
    engine: str = ""
    model: str = ""
    shape: str = ""
    quality: str = ""
    size: str = ""
    """`1536 × 1024`."""
    seed: str = ""
    licence: str = ""
    licence_name: str = ""
    licence_url: str = ""
    remix: str = ""
    """`anyone`, `ask` or `nobody`."""
    bound: str = ""
    """The licence that its child is bound to, which for one's own may be less (`permission.licence_of_own`)."""
    mine: bool = False
    allowed: bool = False
    may_ask: bool = False
    """Whether its author can be asked."""
    why: str = ""
    """Where it is not allowed."""
    why_values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ModeView:
    """A way to take the parents further with an engine, and why not."""

    mode: str = ""
    """`prompt`, `edit`, `mask`, `blend` or `blanks`."""
    engine: str = ""
    possible: bool = False
    why: str = ""
    why_values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LicenceOption:
    """A licence that the child may have, or why not."""

    id: str = ""
    name: str = ""
    allowed: bool = True
    why: str = ""
    why_values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RemixView:
    """All that the remix view begins with."""

    parents: list[ParentView] = field(default_factory=list)
    before: list[AncestorView] = field(default_factory=list)
    """Of whom these came, the first ones first."""
    allowed: bool = False
    """Whether all parents are."""
    modes: list[ModeView] = field(default_factory=list)
    """For each engine and each mode."""
    blanks: list[str] = field(default_factory=list)
    """Names of the blanks in the first parent's prompt."""
    licences: list[LicenceOption] = field(default_factory=list)
    visibilities: list[str] = field(default_factory=list)
    """Of `public`, `followers`, `unlisted`: those that the child may have."""


@dataclass(frozen=True)
class CandidateView:
    """A post that could be blended with."""

    post_id: str = ""
    picture: int = 1
    pictures: int = 1
    image: PictureView = field(default_factory=PictureView)
    rating: str = "general"
    handle: str = ""
    words: str = ""
    """The prompt's beginning; empty where it is hidden."""
    licence_name: str = ""
    bound: str = ""
    """As a `ParentView`'s."""
    remix: str = ""
    mine: bool = False
    allowed: bool = False
    may_ask: bool = False
    why: str = ""
    why_values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CandidatePage:
    """A page of them. `next` continues it and is empty at the end."""

    candidates: list[CandidateView] = field(default_factory=list)
    next: str = ""
