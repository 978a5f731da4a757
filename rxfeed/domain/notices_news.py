"""That somebody's notices have changed, for their open pages. Only a hint; the rows are the truth."""

from __future__ import annotations

from collections.abc import Iterable

from rxfeed.domain import ids
from rxfeed.domain.house import House

TOLD = "told"
"""The bulletin's topic: `account` is the id, as text, of who has something new, or has read it."""


def announce(house: House, account_ids: Iterable[int]) -> None:
    """To be called once the transaction is done."""
    for account_id in sorted(set(account_ids)):
        house.bulletin.announce(TOLD, {"account": ids.to_text(account_id)})
