"""Pictures of what was reported: copies of their own, kept for as long as a matter with them is open, whatever their owner does."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta

from sqlmodel import Session, col, select

from rxfeed.domain import ids
from rxfeed.domain.errors import NotFound
from rxfeed.domain.house import House
from rxfeed.domain.pictures import rendition_key
from rxfeed.domain.pictures_seeing import Seen
from rxfeed.domain.pictures_sizes import WIDTHS
from rxfeed.domain.safety_roles import must_moderate
from rxfeed.domain.tables import Exhibit, Matter
from rxfeed.domain.viewer import Viewer

WITHOUT_MATTER_FOR = timedelta(hours=1)
"""Bytes are written before the row that refers to them."""
KEY = re.compile(r"exhibits/(\w+)\.webp")


def keep_exhibits(house: House, pictures: Iterable[int]) -> None:
    """Copy them, again where there is a copy already: then it isn't swept just now. One whose bytes are lost is left out. Raises `Unavailable`."""
    for picture in pictures:
        with suppress(NotFound):
            house.objects.put(exhibit_key(picture), house.objects.get(rendition_key(picture, max(WIDTHS))))


def see_exhibit(house: House, viewer: Viewer, picture: str) -> Seen:
    """For moderators. Raises `NotFound`."""
    must_moderate(viewer)
    number = ids.from_text(picture)
    with house.database.reading() as session:
        if number not in _needed(session, [number]):
            raise NotFound("There is nothing at this address.")
    return Seen(exhibit_key(number), "image/webp", f"exhibit-{picture}", f"rxfeed-{picture}.webp")


def sweep_exhibits(house: House) -> int:
    """Delete the copies that no open matter needs. Returns how many."""
    before = house.clock.now() - WITHOUT_MATTER_FOR
    found = {match[1]: kept.key for kept in house.objects.under("exhibits") if kept.changed_at < before and (match := KEY.fullmatch(kept.key))}
    gone = 0
    for name, key in found.items():
        with house.database.reading() as session:
            needed = _needed(session, [ids.from_text(name)])
        if not needed:
            house.objects.delete(key)
            gone += 1
    return gone


def exhibit_key(picture_id: int) -> str:
    return f"exhibits/{ids.to_text(picture_id)}.webp"


def _needed(session: Session, pictures: list[int]) -> set[int]:
    query = select(Exhibit.picture_id).join(Matter, col(Matter.id) == Exhibit.matter_id)
    return set(session.exec(query.where(col(Exhibit.picture_id).in_(pictures), col(Matter.closed_at).is_(None))))
