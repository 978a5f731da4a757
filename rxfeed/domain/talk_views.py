"""The conversation as the screen shows it."""

from __future__ import annotations

from dataclasses import dataclass, field

from rxfeed.domain.views import AuthorView


@dataclass(frozen=True)
class CommentView:
    """A comment, or the empty place of one that is gone."""

    id: str = ""
    author: AuthorView = field(default_factory=AuthorView)
    html: str = ""
    """Clean: see `talk_words.rendered`."""
    text: str = ""
    """As it was written, for its author alone."""
    answers_to: str = ""
    """The handle of whoever it answers, where that isn't who began the thread."""
    at: str = ""
    edited: str = ""
    """When; empty where it never was."""
    gone: bool = False
    mine: bool = False
    pinned: bool = False
    muted: bool = False
    """It has a word or a tag in it that the viewer has muted: it is folded."""
    held_why: str = ""
    """Why a moderator keeps it from everybody else: only its author sees it then."""


@dataclass(frozen=True)
class ThreadView:
    """A comment with the first answers to it, oldest first."""

    id: str = ""
    place: str = ""
    """In the order of the list: its text order is the list's, backwards."""
    begins: CommentView = field(default_factory=CommentView)
    answers: list[CommentView] = field(default_factory=list)
    more: int = 0
    """How many answers are not here; -1 where there are some and their number is nobody's business."""
    next: str = ""
    """Continues the answers; empty at the end."""


@dataclass(frozen=True)
class TalkPage:
    """Part of a conversation. `next` continues it and is empty at the end."""

    count: int = 0
    """All comments that this viewer may see."""
    may: str = ""
    """`yes`, or why the viewer can't comment: `sign in`, `suspended`, `followers`, `nobody`."""
    hosts: bool = False
    """Whether the viewer is the post's author, who may pin."""
    threads: list[ThreadView] = field(default_factory=list)
    next: str = ""


@dataclass(frozen=True)
class FormerView:
    """What a comment once said, and since when."""

    html: str
    at: str
