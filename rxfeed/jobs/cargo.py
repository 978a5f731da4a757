"""What goes out with a call and what comes back, as the house's threads fetch and keep it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from rxfeed.domain import ids, pictures, studio_work
from rxfeed.domain.house import House
from rxfeed.domain.pictures_opening import media_type, open_picture
from rxfeed.domain.ports import Order
from rxfeed.domain.studio_work import Work


@dataclass(frozen=True, slots=True)
class Arrived:
    """An engine's bytes, safe in the store."""

    picture: bytes
    media_type: str


def order(house: House, work: Work) -> Order:
    """With the references' bytes: that they may be shown was settled when they were asked for. Raises `NotFound` where one has been deleted."""
    return Order(
        call_id=ids.to_text(work.call_id),
        prompt=work.prompt,
        size=work.size,
        quality=work.quality,
        seed=work.seed,
        transparent=work.transparent,
        references=tuple(house.objects.get(pictures.original_key(number)) for number in work.references),
        person=hashlib.sha256(f"rxfeed {work.account_id or work.guest_id}".encode()).hexdigest(),
    )


def fetch(house: House, work: Work) -> Arrived:
    picture = house.objects.get(studio_work.arrived_key(work.call_id))
    return Arrived(picture, work.media_type or media_type(picture))


def check(_house: House, arrived: Arrived) -> None:
    """Raises `Invalid` or `TooLarge` for what can't be opened."""
    open_picture(arrived.picture, pictures.MAX_ENGINE_BYTES)


def put(house: House, key: str, data: bytes) -> None:
    house.objects.put(key, data)
