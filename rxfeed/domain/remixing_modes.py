"""The five ways to take a picture further, and when each of them is possible. Pure.

Pictures of a post are counted from 1 wherever people, addresses and asks name them, and from 0 in rows (`PostPicture.number`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rxfeed.domain import blanks
from rxfeed.domain.errors import Invalid, NotSignedIn, RxfeedError
from rxfeed.domain.ports_engines import Abilities

if TYPE_CHECKING:
    from rxfeed.domain.studio_ask import Ask

MODES = ("prompt", "edit", "mask", "blend", "blanks")
SHOWN = frozenset({"edit", "mask", "blend"})
"""In these the engine is shown the parents' pictures."""
MOST_PARENTS, MOST_PICTURES = 4, 4
"""Of a remix, and of a post."""


@dataclass(frozen=True, slots=True)
class ParentPick:
    """A picture of a post that is taken further."""

    post_id: str
    picture: int = 1
    """Which of the post's pictures, from 1."""


@dataclass(frozen=True, slots=True)
class Start:
    """What the first parent gives to begin with, as far as this viewer may know."""

    prompt: str
    """Empty where its author keeps it hidden."""
    handle: str
    """Its author's."""
    signed_in: bool
    """Whether the viewer has an account."""


def obstacle(mode: str, start: Start, able: Abilities) -> RxfeedError | None:
    """Why this way is closed with this engine, or None."""
    if mode in SHOWN and not start.signed_in:
        return NotSignedIn("Sign in to take the picture itself further. Without an account you can remix its words.", field="mode")
    if mode in ("prompt", "blanks") and not start.prompt:
        return Invalid("@{handle} keeps this prompt hidden. Take the picture itself further.", field="mode", handle=start.handle)
    if mode == "blanks" and not blanks.find(start.prompt):
        return Invalid("This prompt has no blanks to fill in.", field="mode")
    if mode in SHOWN and not able.edits:
        return Invalid("{engine} can't look at pictures. Remix by words, or choose another engine.", field="mode", engine=able.model)
    if mode == "mask" and not able.masks:
        return Invalid("{engine} can't change a part of a picture only. Choose another way, or another engine.", field="mode", engine=able.model)
    if mode == "blend" and able.max_references < 2:
        return Invalid("{engine} looks at one picture at a time, so it can't blend. Choose another engine.", field="mode", engine=able.model)
    return None


def check(ask: Ask, able: Abilities) -> None:
    """Whether what the ask says of its parents fits together and fits the engine. Raises `Invalid` with its field."""
    parents = picks(ask.parents)
    if not (isinstance(ask.mode, str) and isinstance(ask.mask, str)) or ((ask.mode or parents) and ask.mode not in MODES):
        raise Invalid("Choose again how you take the picture further.", field="mode")
    if not ask.mode:
        return
    _check_number(ask.mode, len(parents))
    if ask.mode == "mask" and not ask.mask:
        raise Invalid("Paint the part that may change first.", field="mask")
    if ask.mode in SHOWN:
        _check_shown(ask, len(parents), able)


def picks(parents: object) -> tuple[ParentPick, ...]:
    """The parents, if they are some. Raises `Invalid`, also where one is there twice, or are too many."""
    if not isinstance(parents, tuple | list) or not all(_is_pick(parent) for parent in parents):
        raise Invalid("Choose again which pictures you take further.", field="parents")
    if len(parents) > MOST_PARENTS:
        raise Invalid("A blend takes {most} pictures at most.", field="parents", most=MOST_PARENTS)
    if len(set(parents)) < len(parents):
        raise Invalid("The same picture is there twice. Take it out once.", field="parents")
    return tuple(parents)


def _is_pick(parent: object) -> bool:
    if not isinstance(parent, ParentPick):
        return False
    return isinstance(parent.post_id, str) and type(parent.picture) is int and 1 <= parent.picture <= MOST_PICTURES


def _check_number(mode: str, parents: int) -> None:
    if not parents:
        raise Invalid("Choose the picture that you take further.", field="parents")
    if mode == "blend" and parents < 2:
        raise Invalid("Choose one more picture at least: a blend takes two to {most}.", field="parents", most=MOST_PARENTS)
    if mode != "blend" and parents > 1:
        raise Invalid("Several pictures can be blended only. Choose to blend, or take the others out.", field="parents")


def _check_shown(ask: Ask, parents: int, able: Abilities) -> None:
    refused = obstacle(ask.mode, Start(ask.prompt, "", signed_in=True), able)
    if refused is not None:
        raise refused
    if parents + len(ask.references) > able.max_references:
        raise Invalid(
            "{engine} looks at {most} pictures at most, your reference pictures among them. Take some out.",
            field="references", engine=able.model, most=able.max_references,
        )  # fmt: skip
