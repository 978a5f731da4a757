"""How alike the pictures of an edge are, measured after it is made: bytes are fetched and opened outside every transaction. No edge goes by it."""

from __future__ import annotations

from datetime import timedelta

from PIL import UnidentifiedImageError
from sqlalchemy import select, tuple_, update
from sqlalchemy.orm import aliased
from sqlmodel import col

from rxfeed.domain.errors import NotFound
from rxfeed.domain.house import House
from rxfeed.domain.likeness import Look, likeness, look
from rxfeed.domain.lineage_walk import HOLDS
from rxfeed.domain.pictures import rendition_key
from rxfeed.domain.pictures_sizes import WIDTHS
from rxfeed.domain.tables import Edge, PostPicture

AT_ONCE = 20
PATIENCE = timedelta(hours=1)
"""How long an edge whose pictures can't be compared is tried again."""


def measure(house: House) -> int:
    """Of new edges; how many could be. Those that can't be hold nobody up: each is looked at once."""
    measured, after = 0, (0, -1)
    while found := _waiting(house, after):
        measured += sum(_one(house, *row) for row in found)
        after = found[-1][0], found[-1][1]
    return measured


def _waiting(house: House, after: tuple[int, int]) -> list[tuple[int, int, int, int]]:
    """Child, number, the parent's picture and the child's: in order, those behind that one."""
    child, parent = aliased(PostPicture), aliased(PostPicture)
    waiting = (
        select(col(Edge.child_id), col(Edge.number), col(parent.picture_id), col(child.picture_id))
        .join(parent, (col(parent.post_id) == col(Edge.parent_id)) & (col(parent.number) == col(Edge.picture)))
        .join(child, (col(child.post_id) == col(Edge.child_id)) & (col(child.number) == 0))
        .where(col(Edge.likeness).is_(None), HOLDS, col(Edge.made_at) > house.clock.now() - PATIENCE)
        .where(tuple_(col(Edge.child_id), col(Edge.number)) > after)
        .order_by(col(Edge.child_id), col(Edge.number))
        .limit(AT_ONCE)
    )
    with house.database.reading() as session:
        return [(row[0], row[1], row[2], row[3]) for row in session.execute(waiting)]


def _one(house: House, child_id: int, number: int, before: int, after: int) -> bool:
    one, other = _look(house, before), _look(house, after)
    if one is None or other is None:
        return False
    with house.database.writing() as session:
        this = col(Edge.child_id) == child_id, col(Edge.number) == number
        session.execute(update(Edge).where(*this).values(likeness=likeness(one, other)))
    return True


def _look(house: House, picture_id: int) -> Look | None:
    try:
        return look(house.objects.get(rendition_key(picture_id, WIDTHS[0])))
    except (NotFound, UnidentifiedImageError, OSError):
        return None
