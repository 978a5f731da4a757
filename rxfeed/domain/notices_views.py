"""A notice as the screen gets it."""

from __future__ import annotations

from dataclasses import dataclass, field

from rxfeed.domain.views import AuthorView


@dataclass(frozen=True)
class NoticeView:
    """One line: who did what to which thing."""

    id: str = ""
    kind: str = ""
    sentence: str = ""
    """Message id, with the blank `{who}`."""
    people: list[AuthorView] = field(default_factory=list)
    """The newest, two at most."""
    one: str = ""
    two: str = ""
    """Their handles, as far as there is anybody."""
    others: int = 0
    """How many there are besides those."""
    words: str = ""
    """What was said, in short."""
    thumb: str = ""
    """Address of a small picture of the post, or empty."""
    href: str = ""
    """Where it leads; empty where nothing is there to go to."""
    at: str = ""
    unread: bool = False
    asks: bool = False
    """Whether an answer is waited for: may they follow?"""
    post: str = ""
    """Id of the post it is about, or empty."""
