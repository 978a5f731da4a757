"""The words of reports and decisions. Checked and tidied here. Pure."""

from __future__ import annotations

from enum import StrEnum

from rxfeed.domain.errors import Invalid
from rxfeed.domain.gallery_words import tidy

LONGEST_NOTE, LONGEST_WHY = 1_000, 1_000
LONGEST_DAYS = 365
KINDS = ("post", "comment", "account")
REASONS = ("spam", "harassment", "sexual", "minors", "violence", "person", "stolen", "other")


class What(StrEnum):
    """What a moderator can decide; the last two take an earlier decision back."""

    DISMISS = "dismiss"
    HIDE = "hide"
    """Out of every list and for others not there. Its author sees it, and why."""
    REMOVE = "remove"
    """The same, for what breaks the rules."""
    RATE = "rate"
    SUSPEND = "suspend"
    RESTORE = "restore"
    UNSUSPEND = "unsuspend"


FOR = {
    "post": (What.DISMISS, What.HIDE, What.REMOVE, What.RATE, What.SUSPEND),
    "comment": (What.DISMISS, What.HIDE, What.REMOVE, What.SUSPEND),
    "account": (What.DISMISS, What.SUSPEND),
}
"""What can be decided about each kind of thing."""


def kind(value: str) -> str:
    """Raises `Invalid` for what can't be reported."""
    if value not in KINDS:
        raise Invalid("There is nothing of that kind to report.", field="kind")
    return value


def reason(value: str) -> str:
    """Raises `Invalid` for anything but one of the reasons."""
    if value not in REASONS:
        raise Invalid("Choose a reason.", field="reason")
    return value


def note(text: str) -> str:
    """Tidied. Raises `Invalid` above 1,000 characters."""
    refusal = Invalid("A note has at most {limit} characters; this one has {count}.", field="note", limit=LONGEST_NOTE, count=_length(text))
    return _short(text, LONGEST_NOTE, refusal)


def what(value: str, kind: str) -> What:
    """Raises `Invalid` for what can't be decided about such a thing."""
    if value not in FOR.get(kind, ()):
        raise Invalid("That can't be decided here. Choose one of these.", field="what")
    return What(value)


def why(text: str, *, needed: bool) -> str:
    """Tidied. Raises `Invalid` above 1,000 characters, and where nothing is said though somebody is to read it."""
    refusal = Invalid("A reason has at most {limit} characters; this one has {count}.", field="why", limit=LONGEST_WHY, count=_length(text))
    clean = _short(text, LONGEST_WHY, refusal)
    if needed and not clean:
        raise Invalid("Say why: the person concerned reads it.", field="why")
    return clean


def days(value: object) -> int:
    """Of a suspension; 0 is for ever. Raises `Invalid`."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LONGEST_DAYS:
        raise Invalid("Choose for how long.", field="days")
    return value


def _short(text: str, limit: int, refusal: Invalid) -> str:
    if not isinstance(text, str) or len(text) > 20 * limit or len(clean := tidy(text)) > limit:
        raise refusal
    return clean


def _length(text: str) -> int:
    return len(text) if isinstance(text, str) else 0
