"""Who may see which picture, and the facts a route needs to send it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlmodel import Session, col, select

from rxfeed.domain import ids, pictures_view
from rxfeed.domain.audience_rows import verdict
from rxfeed.domain.errors import NotFound
from rxfeed.domain.generation_views import ReferenceView
from rxfeed.domain.house import House
from rxfeed.domain.pictures import original_key, public_key, rendition_key
from rxfeed.domain.pictures_sizes import WIDTHS
from rxfeed.domain.tables import Account, Call, Picture, Post, PostPicture
from rxfeed.domain.viewer import Viewer

PUBLIC_NAME = re.compile(r"[0-9a-z]{13}[0-9a-f]{24}")
"""The picture's id, so that copies nobody uses any more can be found, and chance, so that nobody can guess it."""
EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "image/avif": "avif"}
"""The only kinds of picture that are ever sent."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """Whose a picture is, and whether a post shows it."""

    account_id: int | None
    guest_id: int | None
    shown: bool
    """In a post that this viewer sees (`audience`)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An object that may be sent, and what to say about it."""

    key: str
    media_type: str
    mark: str
    """Changes whenever the bytes do: an ETag without its quotes. Empty where they change too often to ask."""
    file_name: str = ""
    weight: int = 0
    """Bytes, where they may be so many that they are better sent in parts."""
    download: bool = False
    """To be saved rather than shown."""


def may_see(viewer: Viewer, belonging: Belonging, *, original: bool = False) -> bool:
    """Its owner always, and the bytes as they came only the owner; everybody else what a post shows."""
    return viewer.owns(belonging.account_id, belonging.guest_id) or (belonging.shown and not original)


def see(house: House, viewer: Viewer, picture: str, width: str) -> Seen:
    """A size of a picture at its private address. Raises `NotFound`, also where the viewer may not know that it is there."""
    limit = _width(width)
    row = _picture(house, viewer, picture, original=False)
    return Seen(rendition_key(row.id, limit), "image/webp", f"{row.sha256[:32]}-{limit}", f"rxfeed-{picture}-{limit}.webp")


def see_in_post(house: House, viewer: Viewer, post: str, number: str) -> Seen:
    """One of a post's pictures, in the size for a line of text. Raises `NotFound`."""
    if not (number.isascii() and number.isdigit() and len(number) < 3):
        raise _nothing()
    with house.database.reading() as session:
        found = session.get(PostPicture, (ids.from_text(post), int(number)))
    if found is None:
        raise _nothing()
    return see(house, viewer, ids.to_text(found.picture_id), str(WIDTHS[0]))


def see_original(house: House, viewer: Viewer, picture: str) -> Seen:
    """The bytes as they came, for their owner. Raises `NotFound`."""
    row = _picture(house, viewer, picture, original=True)
    name = f"rxfeed-{picture}.{EXTENSIONS[row.media_type]}"
    return Seen(original_key(row.id), row.media_type, row.sha256[:32], name, weight=row.bytes, download=True)


def see_forming(house: House, viewer: Viewer, call: str) -> Seen:
    """The newest forming picture of the viewer's own call. Raises `NotFound`."""
    with house.database.reading() as session:
        row = session.get(Call, ids.from_text(call))
        if row is None or not viewer.owns(row.account_id, row.guest_id) or not row.partial_key or row.partial_type not in EXTENSIONS:
            raise _nothing()
        return Seen(row.partial_key, row.partial_type, "")


def see_public(name: str, width: str) -> Seen:
    """A static copy. Raises `NotFound` for what can't be one; whether it is there, the store knows."""
    if not PUBLIC_NAME.fullmatch(name):
        raise _nothing()
    return Seen(public_key(name, _width(width)), "image/webp", f"{name}-{width}")


def references(house: House, viewer: Viewer, wanted: str) -> list[ReferenceView]:
    """What an engine may be shown under that id: the viewer's own picture, or the pictures of the viewer's own post. Raises `NotFound`."""
    number = ids.from_text(wanted)
    posted = select(PostPicture.picture_id).where(PostPicture.post_id == number)
    query = select(Picture).outerjoin(PostPicture, (col(PostPicture.picture_id) == Picture.id) & (col(PostPicture.post_id) == number))
    query = query.where((col(Picture.id) == number) | col(Picture.id).in_(posted)).order_by(col(PostPicture.number))
    with house.database.reading() as session:
        found = session.exec(query).all()
        if not found or not all(viewer.owns(row.account_id, row.guest_id) for row in found):
            raise NotFound("Only a picture of your own can be a reference, and this one isn't there, or isn't yours.", field="references")
        return [pictures_view.reference(row) for row in found]


def _picture(house: House, viewer: Viewer, picture: str, *, original: bool) -> Picture:
    with house.database.reading() as session:
        row = session.get(Picture, ids.from_text(picture))
        if row is None or not may_see(viewer, _belonging(session, viewer, row), original=original):
            raise _nothing()
        session.expunge(row)
        return row


def _belonging(session: Session, viewer: Viewer, row: Picture) -> Belonging:
    owned = viewer.owns(row.account_id, row.guest_id)
    return Belonging(row.account_id, row.guest_id, shown=not owned and _is_shown(session, viewer, row.id))


def _is_shown(session: Session, viewer: Viewer, picture_id: int) -> bool:
    query = (
        select(Post, Account)
        .join(PostPicture, col(PostPicture.post_id) == Post.id)
        .join(Account, col(Account.id) == Post.account_id)
        .where(PostPicture.picture_id == picture_id)
    )
    return any(verdict(session, viewer, post, author).see for post, author in session.exec(query))


def _width(text: str) -> int:
    if text not in map(str, WIDTHS):
        raise _nothing()
    return int(text)


def _nothing() -> NotFound:
    return NotFound("There is nothing at this address.")
