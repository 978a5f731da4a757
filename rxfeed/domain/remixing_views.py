"""What the remix view shows. Pictures are counted from 1; sentences are message ids with their values (`say(why, **why_values)`)."""

from __future__ import annotations

from dataclasses import dataclass, field

from rxfeed.domain.views import AuthorView, PictureView
from rxfeed.domain.views import ParentView as AncestorView


@dataclass(frozen=True)
class Answer:
    """Whether something is possible, and why not."""

    allowed: bool = field(default=False, kw_only=True)
    why: str = field(default="", kw_only=True)
    """Where it is not allowed."""
    why_values: dict[str, str] = field(default_factory=dict, kw_only=True)


@dataclass(frozen=True)
class TakenView(Answer):
    """A picture of a post that somebody would take further, and whether they may."""

    post_id: str = ""
    picture: int = 1
    pictures: int = 1
    """How many the post has."""
    image: PictureView = field(default_factory=PictureView)
    """A mask has its `width` and `height`."""
    rating: str = "general"
    licence_name: str = ""
    bound: str = ""
    """The licence that its child is bound to, which for one's own may be less (`permission.licence_of_own`)."""
    remix: str = ""
    """`anyone`, `ask` or `nobody`."""
    mine: bool = False
    may_ask: bool = False
    """Whether its author can be asked."""


@dataclass(frozen=True)
class ParentView(TakenView):
    """One that is taken further."""

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
    licence_url: str = ""


@dataclass(frozen=True)
class ModeView(Answer):
    """A way to take the parents further with an engine, and why not."""

    mode: str = ""
    """`prompt`, `edit`, `mask`, `blend` or `blanks`."""
    engine: str = ""


@dataclass(frozen=True)
class LicenceOption(Answer):
    """A licence that the child may have, or why not."""

    id: str = ""
    name: str = ""


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
class CandidateView(TakenView):
    """One that could be blended with."""

    handle: str = ""
    words: str = ""
    """The prompt's beginning; empty where it is hidden."""


@dataclass(frozen=True)
class CandidatePage:
    """A page of them. `next` continues it and is empty at the end."""

    candidates: list[CandidateView] = field(default_factory=list)
    next: str = ""
