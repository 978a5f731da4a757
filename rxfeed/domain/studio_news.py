"""What the studio announces: work that waits, and generations that have changed. Only hints; the rows are the truth."""

from __future__ import annotations

from rxfeed.domain import ids, notices
from rxfeed.domain.house import House
from rxfeed.domain.tables import Generation

QUEUED = "queued"
STOPPED = "stopped"
GENERATION = "generation"
FORMING = "forming"
COMPOSING = "composing"


def work_waits(house: House) -> None:
    """Wake the runners."""
    house.bulletin.announce(QUEUED, {})


def somebody_composes(house: House, engine: str) -> None:
    """Generate may be pressed any moment: engines that take a while to wake can begin."""
    house.bulletin.announce(COMPOSING, {"engine": engine})


def work_stops(house: House, call_id: int) -> None:
    """Whoever works on this call may let go at once."""
    house.bulletin.announce(STOPPED, {"call_id": call_id})


def tell(house: House, generation: Generation) -> None:
    """Tell whoever watches this generation to read it again."""
    announce(house, generation.id, generation.account_id, generation.guest_id)


def announce(house: House, generation_id: int, account_id: int | None, guest_id: int | None, *, ended: bool = False) -> None:
    """As `tell`, without the row; `ended`: its owner may have a notice of it. Payload: `id` as the screen knows it, `account_id` and `guest_id` as rows do."""
    house.bulletin.announce(GENERATION, {"id": ids.to_text(generation_id), "account_id": account_id, "guest_id": guest_id})
    if ended and account_id is not None:
        notices.announce(house, [account_id])


def show_glance(house: House, generation_id: int, call_id: int, picture: str, progress: float) -> None:
    """A first glance for whoever watches, with nothing to read or to fetch.

    Payload: `id` and `call` as the screen knows them, `picture` (a data URI), `progress` (0 to 1).
    """
    house.bulletin.announce(FORMING, {"id": ids.to_text(generation_id), "call": ids.to_text(call_id), "picture": picture, "progress": progress})
