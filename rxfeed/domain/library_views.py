"""What the library shows of a generation and of a post: small enough for long lists, and no more than its owner's browser needs."""

from __future__ import annotations

from dataclasses import dataclass

from rxfeed.domain import ids
from rxfeed.domain.generation_views import GenerationView, VariantView
from rxfeed.domain.pictures_view import original_address
from rxfeed.domain.views import PictureView

LONGEST_WORDS = 400
"""Characters of a prompt: more than three lines show."""


@dataclass(frozen=True)
class VariantItem:
    """One picture of a generation: waiting, forming, there, or not come."""

    id: str
    number: int
    """From 1."""
    status: str
    progress: float
    picture: PictureView
    picture_id: str
    """Empty until it is there."""
    original: str
    """Where its owner downloads the bytes as they came; empty until they are there."""
    error: str
    """The message id of a sentence, or empty."""
    error_values: dict[str, str]
    has_ended: bool
    """Whether it ended without a picture."""
    posted_as: str
    """The id of the post it is in, or empty."""
    post_status: str
    """What that post is, a `PostStatus`, or empty."""


@dataclass(frozen=True)
class GenerationItem:
    """A generation in its row."""

    id: str
    status: str
    model: str
    prompt: str
    shape: str
    width: int
    height: int
    ready: int
    total: int
    created_at: str
    draft: bool
    variants: list[VariantItem]


@dataclass(frozen=True)
class PostItem:
    """A post of one's own on its tile."""

    id: str
    status: str
    visibility: str
    words: str
    """Its prompt, also where that is hidden from others, else its caption."""
    picture: PictureView
    pictures: int
    """How many it has; `picture` is the first."""
    published_at: str
    publish_at: str
    """When a scheduled post is due; empty for every other."""
    gone_at: str
    """When a post in the bin is deleted for good; empty for every other."""


def generation_item(view: GenerationView) -> GenerationItem:
    """From what the composer gets."""
    return GenerationItem(
        id=view.id,
        status=view.status,
        model=view.model,
        prompt=short(view.prompt),
        shape=view.shape,
        width=view.width,
        height=view.height,
        ready=view.ready,
        total=view.total,
        created_at=view.created_at,
        draft=view.draft,
        variants=[_variant_item(variant) for variant in view.variants],
    )


def short(words: str) -> str:
    """What fits on the screen, and a sign that there is more."""
    return words if len(words) <= LONGEST_WORDS else words[:LONGEST_WORDS].rstrip() + "…"


def _variant_item(view: VariantView) -> VariantItem:
    return VariantItem(
        id=view.id,
        number=view.number + 1,
        status=view.status,
        progress=view.progress,
        picture=view.picture,
        picture_id=view.picture_id,
        original=original_address(ids.from_text(view.picture_id)) if view.picture_id else "",
        error=view.error,
        error_values=view.error_values,
        has_ended=view.can_retry,
        posted_as=view.posted_as,
        post_status=view.post_status,
    )
