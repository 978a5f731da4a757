"""Places of posts in a collection: numbers with so much room between them that a post is moved by giving it one of its own. Pure."""

from __future__ import annotations

from rxfeed.domain import ids
from rxfeed.domain.errors import Invalid, NotFound

STEP = 1 << 40
"""Between two that were put in one after the other: some forty posts can be moved between the same two before the rest has to make room."""
FIRST = 1 << 62
"""In the middle of what a column holds. New posts go before the first, 4 million times."""


def before(rank: int | None) -> int | None:
    """A place before the first; `None` where there is no more room."""
    if rank is None:
        return FIRST
    return rank - STEP if rank > STEP else None


def between(low: int | None, high: int | None) -> int | None:
    """A place after `low` and before `high`, either of which may be the end of the list; `None` where there is no more room."""
    if low is None:
        return before(high)
    if high is None:
        return low + STEP
    middle = (low + high) // 2
    return middle if low < middle < high else None


def encode(rank: int, post_id: int) -> str:
    """Where a list was left off, as opaque text."""
    return ids.to_text(rank) + ids.to_text(post_id)


def decode(cursor: str) -> tuple[int, int]:
    """Back again. Raises `Invalid` for text that `encode` never wrote."""
    try:
        return ids.from_text(cursor[: ids.TEXT_LENGTH]), ids.from_text(cursor[ids.TEXT_LENGTH :])
    except (NotFound, TypeError) as error:
        raise Invalid("This list can't be continued from there. Load it again.") from error
