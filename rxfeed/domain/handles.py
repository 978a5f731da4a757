"""What an account may be called."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from rxfeed.domain.errors import Invalid, LimitReached

SHORTEST, LONGEST = 3, 30
ALLOWED = re.compile(r"[a-z0-9_]+")
UNWRITABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
"""Control characters and halves of characters: no handle has them, and PostgreSQL takes some of them in no text at all."""
TAKEN_FROM_THE_START = """
about abuse account accounts admin administrator administrators all anonymous anybody anyone api app apps assets atom auth bot bots collections
compose contact copyright create daemon default deleted demo dmca editor editors everybody everyone explore export false federation feed feeds
following ghost guest guests help here home host hostmaster images inbox info invite json latest legal library licence license lineage localhost login
logout mail mailer_daemon me media mod moderation moderator moderators myself nobody none noreply notifications null oauth official openai operator
outbox owner password policy post postmaster posts press privacy profile prompt register remix rest root rss rxfeed search security self server
service session sessions settings share sign_in sign_out sign_up signin signout signup sketch somebody someone spam staff static status store
subscribe superuser support sys sysadmin system tag tags team terms test tests top trending true undefined unknown upload uploads user username users
void webhook webmaster well_known www you yourself
"""
"""Names that would pass for the server itself, for its staff, or for a page."""
HELD = timedelta(days=30)
"""So long a handle that was left leads to whoever left it, and nobody else can take it."""
PAUSE = timedelta(days=7)
"""From one new handle to the next."""
RESERVED = frozenset(TAKEN_FROM_THE_START.split())


def fold(handle: str) -> str:
    """As it is looked up: lower case, without the `@` and the blanks that people type around it. What can't be written at all becomes `?`, which nobody has."""
    return UNWRITABLE.sub("?", handle.strip().removeprefix("@").lower())


def check(handle: str) -> str:
    """The handle as it will be kept. Raises `Invalid` with a sentence for its field."""
    if not handle.isascii():
        raise Invalid("A handle has only the letters a to z, figures and the underscore.", field="handle")
    folded = fold(handle)
    if not SHORTEST <= len(folded) <= LONGEST:
        raise Invalid("A handle has {shortest} to {longest} characters.", field="handle", shortest=SHORTEST, longest=LONGEST)
    if not ALLOWED.fullmatch(folded):
        raise Invalid("A handle has only the letters a to z, figures and the underscore.", field="handle")
    if folded in RESERVED:
        raise Invalid("This handle is reserved. Choose another one.", field="handle")
    return folded


def check_pause(last: datetime | None, now: datetime) -> None:
    """`last`: when a handle was left before, if ever. Raises `LimitReached` where that is too little time ago."""
    if last is not None and now - last < PAUSE:
        wait = last + PAUSE - now
        message = "A handle can be changed once in {days} days. Yours can be again in {left} days."
        raise LimitReached(message, retry_after=wait.total_seconds(), field="handle", days=PAUSE.days, left=wait.days + 1)
