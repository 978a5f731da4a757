"""Posts are looked at once, after they have come out: bytes are fetched and opened outside every transaction."""

from __future__ import annotations

import logging

from PIL import UnidentifiedImageError
from sqlalchemy import CursorResult, delete, update
from sqlmodel import Session, col, select

from rxfeed.domain.errors import NotFound, Unavailable
from rxfeed.domain.house import House
from rxfeed.domain.likeness import Look, look, packed
from rxfeed.domain.pictures import rendition_key
from rxfeed.domain.pictures_sizes import WIDTHS
from rxfeed.domain.similar_buckets import buckets
from rxfeed.domain.tables import LookBucket, PostLook, PostPicture

log = logging.getLogger(__name__)

AT_ONCE = 40
"""Posts a turn, some milliseconds each: whoever comes first with a million posts has them looked at within hours, and the newest at once."""


def await_look(session: Session, post_id: int) -> None:
    """Within the transaction that publishes it: the post is to be looked at, unless it has been."""
    if session.get(PostLook, post_id) is None:
        session.add(PostLook(post_id=post_id))


def look_due(house: House) -> int:
    """Look at the newest that wait; how many were seen. What can't be opened has no look; while the store is away everything waits."""
    waiting = select(PostLook.post_id, PostPicture.picture_id).join(PostPicture, col(PostPicture.post_id) == col(PostLook.post_id))
    waiting = waiting.where(col(PostLook.look).is_(None), PostPicture.number == 0).order_by(col(PostLook.post_id).desc()).limit(AT_ONCE)
    with house.database.reading() as session:
        due = list(session.exec(waiting))
    if not due:
        return 0
    try:
        seen = {post_id: _look(house, picture_id) for post_id, picture_id in due}
    except Unavailable as reason:
        log.warning("posts are looked at later: %s", reason)
        return 0
    with house.database.writing() as session:
        return sum(keep(session, post_id, seen[post_id]) for post_id in sorted(seen))


def _look(house: House, picture_id: int) -> Look | None:
    try:
        return look(house.objects.get(rendition_key(picture_id, WIDTHS[0])))
    except (NotFound, UnidentifiedImageError, OSError):
        return None


def keep(session: Session, post_id: int, seen: Look | None) -> bool:
    """Unless another process has, or the post is gone."""
    this = col(PostLook.post_id) == post_id, col(PostLook.look).is_(None)
    if seen is None:
        session.execute(delete(PostLook).where(*this))
        return False
    kept: CursorResult[object] = session.execute(update(PostLook).where(*this).values(look=packed(seen)))  # type: ignore[assignment]
    if kept.rowcount:
        session.add_all(LookBucket(bucket=bucket, post_id=post_id) for bucket in buckets(seen))
    return bool(kept.rowcount)
