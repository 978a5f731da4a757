"""The signed file of a picture, as everybody who sees the post may download it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from rxfeed.domain import ids
from rxfeed.domain.audience_rows import is_public, verdict
from rxfeed.domain.credentials_reading import Reading, read
from rxfeed.domain.credentials_rows import current, signed_key
from rxfeed.domain.errors import NotFound, Unavailable
from rxfeed.domain.house import House
from rxfeed.domain.pictures_seeing import EXTENSIONS, Seen
from rxfeed.domain.tables import Account, Credential, Post
from rxfeed.domain.viewer import Viewer

NUMBERS = {"1", "2", "3", "4"}


def see_signed(house: House, viewer: Viewer, name: str) -> tuple[Seen, bool]:
    """A signed file by its address, and whether it is everybody's. Raises `NotFound`, also for one that has been replaced."""
    with house.database.reading() as session:
        row = session.exec(select(Credential).where(Credential.name == name, col(Credential.withdrawn_at).is_(None))).first()
        if row is None:
            raise _nothing()
        open_to_all = _open(session, viewer, row)
        file_name = f"rxfeed-{ids.to_text(row.post_id)}-{row.number + 1}.{EXTENSIONS[row.media_type]}"
        return Seen(signed_key(row.name), row.media_type, row.name, file_name, weight=row.bytes, download=True), open_to_all


@dataclass(frozen=True, slots=True)
class Panel:
    """What the signed file of a post's picture says."""

    reading: Reading
    pictures: int
    """How many of the post are signed."""


def read_of(house: House, viewer: Viewer, post: str, number: int = 1) -> Panel:
    """The file itself is read. Raises `NotFound`; `Unavailable` while it is not signed yet."""
    row, pictures = _current(house, viewer, post, number)
    return Panel(read(house, house.objects.get(signed_key(row.name))), pictures)


def see_current(house: House, viewer: Viewer, post: str, number: str) -> str:
    """Where the signed file of a post's picture is just now. Raises as `read_of` does."""
    row, _ = _current(house, viewer, post, int(number) if number in NUMBERS else 0)
    return f"/signed/{row.name}.{EXTENSIONS[row.media_type]}"


def _current(house: House, viewer: Viewer, post: str, number: int) -> tuple[Credential, int]:
    with house.database.reading() as session:
        found = session.get(Post, ids.from_text(post))
        author = session.get(Account, found.account_id) if found is not None else None
        if found is None or author is None or not verdict(session, viewer, found, author).see:
            raise _nothing()
        rows = {row.number + 1: row for row in current(session, [found.id])}
        session.expunge_all()
    if not rows:
        raise Unavailable("This picture is not signed yet. That takes a moment after it was posted or changed: look again then.")
    if number not in rows:
        raise _nothing()
    return rows[number], len(rows)


def _open(session: Session, viewer: Viewer, row: Credential) -> bool:
    post = session.get_one(Post, row.post_id)
    author = session.get_one(Account, post.account_id)
    if is_public(post, author):
        return True
    if not verdict(session, viewer, post, author).see:
        raise _nothing()
    return False


def _nothing() -> NotFound:
    return NotFound("There is nothing at this address.")
