"""What reasons, decisions and things are called."""

from __future__ import annotations

import reflex as rx

from rxfeed.ui.words import say


def reasons() -> dict[str, rx.Var[str]]:
    """By name, in the order of the form."""
    return {
        "spam": say("Spam or advertising"),
        "harassment": say("Harassment or hate"),
        "sexual": say("Sexual, beyond its rating"),
        "violence": say("Violence, beyond its rating"),
        "minors": say("Endangers children"),
        "person": say("Shows somebody without their consent"),
        "stolen": say("Somebody else's work"),
        "other": say("Something else"),
    }


def reason_name(reason: rx.Var[str]) -> rx.Var[str]:
    """In the reader's language."""
    *others, (_, last) = reasons().items()
    return rx.match(reason, *others, last)


def deeds() -> dict[str, rx.Var[str]]:
    """What a moderator can do, as buttons and choices say it."""
    return {
        "dismiss": say("Dismiss the report"),
        "hide": say("Hide it"),
        "remove": say("Remove it"),
        "rate": say("Rate it otherwise"),
        "suspend": say("Suspend the account"),
    }


def deed_done(what: rx.Var[str]) -> rx.Var[str]:
    """As the log says it."""
    return rx.match(
        what,
        ("hide", say("Hidden")),
        ("remove", say("Removed")),
        ("rate", say("Rated otherwise")),
        ("suspend", say("Suspended")),
        ("restore", say("Given back")),
        ("unsuspend", say("Suspension ended")),
        say("Dismissed"),
    )


def thing_name(kind: rx.Var[str]) -> rx.Var[str]:
    return rx.match(kind, ("post", say("Picture")), ("comment", say("Comment")), say("Account"))


def rating_name(rating: rx.Var[str]) -> rx.Var[str]:
    return rx.match(rating, ("mature", say("Mature")), ("suggestive", say("Suggestive")), say("General"))
