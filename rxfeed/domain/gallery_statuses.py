"""What a post can be, and what it can become. Pure."""

from __future__ import annotations

from enum import StrEnum

from rxfeed.domain.errors import Conflict

BIN_DAYS = 30


class PostStatus(StrEnum):
    """`scheduled` waits for its time, `binned` for 30 days before it is gone; `hidden` and `removed` are a moderator's doing."""

    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    BINNED = "binned"
    HIDDEN = "hidden"
    REMOVED = "removed"


HELD = frozenset({PostStatus.HIDDEN, PostStatus.REMOVED})
GRAPH: dict[PostStatus, frozenset[PostStatus]] = {
    PostStatus.SCHEDULED: frozenset({PostStatus.PUBLISHED, PostStatus.BINNED}) | HELD,
    PostStatus.PUBLISHED: frozenset({PostStatus.BINNED}) | HELD,
    PostStatus.BINNED: frozenset({PostStatus.PUBLISHED, PostStatus.SCHEDULED}) | HELD,
    PostStatus.HIDDEN: frozenset({PostStatus.PUBLISHED, PostStatus.SCHEDULED, PostStatus.BINNED, PostStatus.REMOVED}),
    PostStatus.REMOVED: frozenset({PostStatus.PUBLISHED, PostStatus.SCHEDULED, PostStatus.BINNED, PostStatus.HIDDEN}),
}


def move(have: str, wanted: PostStatus) -> str:
    """The new status. Raises `Conflict` where the graph has no such edge."""
    if wanted not in GRAPH[PostStatus(have)]:
        raise Conflict("This post has changed meanwhile. Load it again.")
    return wanted
