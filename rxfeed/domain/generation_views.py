"""Pictures that are asked for, and what comes of them, as the composer and the library show it."""

from __future__ import annotations

from dataclasses import dataclass, field

from rxfeed.domain.views import PictureView


@dataclass(frozen=True)
class ReferenceView:
    """A picture that an engine is shown."""

    id: str = ""
    picture: PictureView = field(default_factory=PictureView)


@dataclass(frozen=True)
class SourceView:
    """A picture of a post that a generation takes further."""

    post_id: str = ""
    picture: int = 1
    """Which of the post's pictures, from 1."""


@dataclass(frozen=True)
class VariantView:
    """One picture of a generation: waiting, forming, there, or not come."""

    id: str
    """The call's id."""
    number: int
    status: str
    progress: float
    picture_id: str
    """Empty until ready."""
    picture: PictureView
    """The forming picture while it forms, then the finished one."""
    prompt: str
    seed: str
    error: str
    """The message id of a sentence, or empty; the edge that shows it says it in the viewer's language: `say(error, **error_values)`."""
    error_values: dict[str, str]
    decision: str
    can_retry: bool
    retry_at: str
    """Not before this time, where the engine asked to wait; else empty."""
    posted_as: str
    """The id of the post it was published in, or empty."""
    cost: int = 0
    post_status: str = ""
    """What that post is now, a `PostStatus`; empty without one."""


@dataclass(frozen=True)
class GenerationView:
    """A request and what came of it (PendingCard while it runs)."""

    id: str
    status: str
    """`queued`, `running`, `ready`, `partly_ready`, `failed`, `cancelled`."""
    engine: str
    model: str
    prompt: str
    shape: str
    quality: str
    width: int
    height: int
    seed: str
    transparent: bool
    references: list[ReferenceView]
    variants: list[VariantView]
    ready: int
    total: int
    created_at: str
    cost: int
    """Of all its calls, also of those that were tried again."""
    draft: bool = False
    form: dict[str, str] = field(default_factory=dict)
    mode: str = ""
    """How it takes its sources further; empty where it is no remix."""
    sources: list[SourceView] = field(default_factory=list)
    mask: str = ""
    """Id of its mask."""


@dataclass(frozen=True)
class GenerationPage:
    """A page of the library. `next` continues it and is empty at the end."""

    generations: list[GenerationView]
    next: str


@dataclass(frozen=True)
class AllowanceView:
    """What one may still ask for today, shown before one asks."""

    pictures_left: int = 0
    pictures_a_day: int = 0
    running: int = 0
    """Generations under way."""
    at_once: int = 0
    budget_left: int = 0
    """What the server may still spend today, in micro-dollars; counts for paid engines only."""
    paid: bool = False
    """Whether the chosen engine costs money."""
    reason: str = ""
    """Message id of why nothing can be asked for just now, or empty; say it with `reason_values`."""
    reason_values: dict[str, str] = field(default_factory=dict)
