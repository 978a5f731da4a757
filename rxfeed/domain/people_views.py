"""People, as the screen shows them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class ViewerView:
    """Who looks, for the shell."""

    signed_in: bool = False
    handle: str = ""
    name: str = ""
    avatar: str = ""
    role: str = ""
    is_admin: bool = False
    is_moderator: bool = False
    choosy: bool = False
    """Whether there is anybody or anything that they don't see."""
    shows: str = ""
    """Ratings whose pictures need no veil: `suggestive mature`."""
    private: bool = False
    """Whether their account approves its followers."""
    suspended: bool = False
    suspended_until: str = ""
    """Empty where it has no end."""
    suspended_why: str = ""
    new: bool = False
    """Whether the account was made within a day."""


@dataclass(frozen=True)
class TextPart:
    """A piece of somebody's text, and where it leads: `https://…`, `/u/…`, or empty for plain words."""

    text: str = ""
    href: str = ""


@dataclass(frozen=True)
class ProfileView:
    """Somebody's page."""

    handle: str = ""
    name: str = ""
    bio: list[TextPart] = field(default_factory=list)
    avatar: str = ""
    """Address of the picture (640), or empty."""
    joined: str = ""
    posts: int = 0
    """Those that this viewer can find there."""
    followers: int = 0
    following: int = 0
    is_sample: bool = False
    mine: bool = False
    follows: bool = False
    """Whether the viewer follows them."""
    follows_back: bool = False
    """Whether they follow the viewer."""
    blocked: bool = False
    """By the viewer; then nothing else is told."""
    muted: bool = False
    private: bool = False
    """Whether it approves its followers."""
    hidden: bool = False
    """Whether its posts and people are not for this viewer."""
    asked: bool = False
    """Whether the viewer has asked to follow it, and waits."""
    requests: int = 0
    """Of who looks at themselves: how many wait to be let in."""
    tags: list[str] = field(default_factory=list)
    """Those they use most in what this viewer can find there, the most used first."""
    pinned: list[str] = field(default_factory=list)
    """Ids of the posts that stand first."""
    shows_likes: bool = False
    """Whether others find there what its person likes."""


@dataclass(frozen=True)
class PersonView:
    """Somebody in a list of people."""

    id: str
    """The handle: what the browser's store of lists goes by."""
    handle: str
    name: str
    bio: str
    """In one line."""
    avatar: str
