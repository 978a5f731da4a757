"""What goes out with a call and what comes back, as the house's threads fetch and keep it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from rxfeed.domain import ids, masks, pictures, studio_work
from rxfeed.domain.errors import NotFound
from rxfeed.domain.house import House
from rxfeed.domain.pictures_opening import media_type, open_picture
from rxfeed.domain.ports_engines import Order
from rxfeed.domain.studio_claiming import Work


@dataclass(frozen=True, slots=True)
class Arrived:
    """An engine's bytes, safe in the store."""

    picture: bytes
    media_type: str


def order(house: House, work: Work) -> Order:
    """With the bytes of the parents' pictures first, then the references': that they may be shown was settled when they were asked for.

    Raises `NotFound` where one has been deleted.
    """
    parents, mask = _parents(house, work)
    return Order(
        call_id=ids.to_text(work.call_id),
        prompt=work.prompt,
        size=work.size,
        quality=work.quality,
        seed=work.seed,
        transparent=work.transparent,
        references=(*parents, *(house.objects.get(pictures.original_key(number)) for number in work.references)),
        mask=mask,
        person=hashlib.sha256(f"rxfeed {work.account_id or work.guest_id}".encode()).hexdigest(),
    )


def _parents(house: House, work: Work) -> tuple[list[bytes], bytes | None]:
    """As an engine is shown them; the mask goes with the first."""
    mask = None if work.mask is None else house.objects.get(pictures.original_key(work.mask))
    shown: list[bytes] = []
    for number in work.parents:
        if number is None:
            raise NotFound("The picture that this takes further isn't there any more.")
        picture, fitted = masks.shown(house.objects.get(pictures.original_key(number)), None if shown else mask)
        mask = mask if shown else fitted
        shown.append(picture)
    return shown, mask


def fetch(house: House, work: Work) -> Arrived:
    picture = house.objects.get(studio_work.arrived_key(work.call_id))
    return Arrived(picture, work.media_type or media_type(picture))


def check(_house: House, arrived: Arrived) -> None:
    """Raises `Invalid` or `TooLarge` for what can't be opened."""
    open_picture(arrived.picture, pictures.MAX_ENGINE_BYTES)


def put(house: House, key: str, data: bytes) -> None:
    house.objects.put(key, data)
