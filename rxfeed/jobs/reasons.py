"""Why a call waits or ends, where neither its engine nor the domain has said so."""

from __future__ import annotations

from rxfeed.domain.errors import Decision, EngineFailed


def unchecked() -> EngineFailed:
    """While it is tried again and again."""
    return EngineFailed(
        "The picture has come and is kept safe, but this server can't check it just now. It tries again and again; tell an admin if it stays like this.",
        decision=Decision.TELL_ADMIN,
    )


def unchecked_for_too_long() -> EngineFailed:
    """Its bytes stay, see `domain/studio_unchecked.py`."""
    return EngineFailed(
        "The picture has come, but this server could not check it. It is kept for 30 days: try again and it is checked again, without being paid for twice.",
        decision=Decision.CHECK_AGAIN,
    )


def silent(seconds: float, cost: int = 0) -> EngineFailed:
    """`cost` in micro-dollars."""
    return EngineFailed(
        "The engine has been silent for {seconds} s, so the picture was given up. Try again later.",
        decision=Decision.RETRY_LATER, cost=cost, seconds=round(seconds),
    )  # fmt: skip


def our_fault() -> EngineFailed:
    """Whatever nobody thought of."""
    return EngineFailed(
        "Something in this server went wrong while the picture was being made. Try again, and tell an admin if it stays like this.", decision=Decision.RETRY
    )
