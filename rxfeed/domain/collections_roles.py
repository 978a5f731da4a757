"""What somebody may do with a collection. Pure."""

from __future__ import annotations

from enum import IntEnum

from rxfeed.domain.errors import Invalid, NotAllowed, NotFound, RxfeedError


class Role(IntEnum):
    """Each may do what those before it may."""

    NONE = 0
    VIEW = 1
    ADD = 2
    """Put posts in, and take out what one has put in oneself."""
    EDIT = 3
    """Take out whatever is there, put it in order, say what the collection is called."""
    OWN = 4
    """Decide who sees it and who works on it, and delete it."""


GIVEN = {"view": Role.VIEW, "add": Role.ADD, "edit": Role.EDIT}
"""What an owner may let somebody do, by the word in the row."""
VISIBILITIES = ("private", "unlisted", "public")


def role_of(*, owner: bool, given: str, accepted: bool, visibility: str) -> Role:
    """`given` is what the owner has offered, or empty. Until it is accepted one may look, to know what one would accept."""
    if owner:
        return Role.OWN
    offered = GIVEN.get(given, Role.NONE)
    open_to_all = Role.VIEW if visibility in {"unlisted", "public"} else Role.NONE
    return max(open_to_all, offered if accepted else min(offered, Role.VIEW))


def must(role: Role, least: Role) -> None:
    """Raise where the role isn't enough: `NotFound` for a collection that one may not even know of, else `NotAllowed`."""
    if role < least:
        raise _refusal(role, least)


def given(role: str) -> str:
    """The role as it is kept. Raises `Invalid`."""
    if role not in GIVEN:
        raise Invalid("Choose what they may do.", field="role")
    return role


def visibility(value: str) -> str:
    """Raises `Invalid` for anything but the three visibilities."""
    if value not in VISIBILITIES:
        raise Invalid("Choose who can see this.", field="visibility")
    return value


def _refusal(role: Role, least: Role) -> RxfeedError:
    if role is Role.NONE:
        return NotFound("This collection isn't there, or isn't meant for you.")
    if least is Role.ADD:
        return NotAllowed("You may look at this collection, but not add to it.")
    if least is Role.EDIT:
        return NotAllowed("You may not change this collection.")
    return NotAllowed("Only its owner can do that.")
