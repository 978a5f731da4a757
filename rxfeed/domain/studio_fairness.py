"""Whose turn it is. Pure."""

from __future__ import annotations

from collections.abc import Mapping


def next_turn(waiting: Mapping[int, int], busy: Mapping[int, int], places: int) -> int | None:
    """The call to work on next, or None where it has to wait.

    `waiting`: each person's oldest call; `busy`: how many calls of each person are being worked on; `places`: how many may be at once.
    Whoever has the fewest under way comes first, then the oldest call. The last place is kept for somebody who has nothing under way, so that one person
    alone never fills the server (unless it has only one place).
    """
    taken = sum(busy.values())
    if not waiting or taken >= places:
        return None
    person = min(waiting, key=lambda one: (busy.get(one, 0), waiting[one]))
    if busy.get(person, 0) and taken == places - 1:
        return None
    return waiting[person]
