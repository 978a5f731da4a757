"""Places of posts in a collection: numbers with so much room between them that a post is moved by giving it one of its own. Pure."""

from __future__ import annotations

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
