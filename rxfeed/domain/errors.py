"""What can go wrong, said so that the person it happens to knows what to do next.

A message is an English sentence with named blanks. It doubles as the key of the message catalogue, so the edge that shows it
(a page, a route, the console) can say it in the reader's language and fill the blanks afterwards.
"""

from __future__ import annotations

from enum import StrEnum


class Decision(StrEnum):
    """What a person can do about a failed call to an engine."""

    RETRY_LATER = "retry_later"
    CHANGE_PROMPT = "change_prompt"
    TELL_ADMIN = "tell_admin"
    RETRY = "retry"
    CHECK_AGAIN = "check_again"
    """The picture is here, unchecked: to try again is free."""


class RxfeedError(Exception):
    """Base of every sayable error. `status` is the HTTP status a route answers with; `field` the form field it belongs to, if any."""

    status = 400

    def __init__(self, message: str, /, *, field: str = "", **values: object) -> None:
        super().__init__(message.format(**values) if values else message)
        self.message = message
        self.values = values
        self.field = field


class Invalid(RxfeedError):
    """What was given can't be used as it is."""

    status = 422


class NotSignedIn(RxfeedError):
    """An account is needed for this."""

    status = 401


class NotAllowed(RxfeedError):
    """The account may not do this."""

    status = 403


class NotFound(RxfeedError):
    """It does not exist, or the asker may not know that it does."""

    status = 404


class Conflict(RxfeedError):
    """Somebody was faster, or the thing has moved on."""

    status = 409


class TooLarge(RxfeedError):
    """More bytes or pixels than are taken."""

    status = 413


class LimitReached(RxfeedError):
    """A quota, a rate or a budget is used up. `retry_after` is in seconds, 0 where waiting does not help."""

    status = 429

    def __init__(self, message: str, /, *, retry_after: float = 0, field: str = "", **values: object) -> None:
        super().__init__(message, field=field, **values)
        self.retry_after = retry_after


class Unavailable(RxfeedError):
    """A part of the house (disk, database, object store) does not answer now."""

    status = 503


class EngineFailed(RxfeedError):
    """An engine did not make the picture.

    `decision` says what helps; `retry_after` (seconds) is honoured where the engine named one; `cost` is what was spent all the same, in micro-dollars.
    """

    status = 502

    def __init__(self, message: str, /, *, decision: Decision, retry_after: float = 0, cost: int = 0, **values: object) -> None:
        super().__init__(message, field="", **values)
        self.decision = decision
        self.retry_after = retry_after
        self.cost = cost


class Misconfigured(RxfeedError):
    """A setting has a wrong value; the message names the setting and says how to mend it."""

    status = 500
