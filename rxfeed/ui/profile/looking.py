"""Who looks at whose page just now, in this process."""

from __future__ import annotations

from collections.abc import Container, Iterable

MOST = 20_000
"""Browsers that are remembered: whoever came earliest is forgotten first, and sees new counts when loading the page again."""

_looking: dict[str, str] = {}
"""Handle by client token, the latest last."""


def look(token: str, handle: str) -> None:
    """From now on that browser looks at this person's page."""
    _looking.pop(token, None)
    _looking[token] = handle
    if len(_looking) > MOST:
        del _looking[next(iter(_looking))]


def look_away(token: str) -> None:
    """What it wanted to look at isn't for it."""
    _looking.pop(token, None)


def looking_at(handle: str, connected: Container[str]) -> list[str]:
    """The browsers that do, by token. Those that aren't connected any more are forgotten."""
    found = [token for token, whose in _looking.items() if whose == handle]
    for token in found:
        if token not in connected:
            del _looking[token]
    return [token for token in found if token in connected]


def looking(seats: Iterable[str], connected: Container[str]) -> list[str]:
    """The pages of profiles, whosever, that are open in browsers with these seats (`session_cookie.seat`), by token."""
    ends = tuple(f"-{seat}" for seat in seats)
    return [token for token, whose in _looking.items() if ends and token.endswith(ends) and "/" not in whose and token in connected]
