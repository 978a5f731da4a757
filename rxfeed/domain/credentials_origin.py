"""Which post a file came from, by its credentials or by its looks; named only to those who may see that post."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from rxfeed.domain import credentials_fingerprints as fingerprints
from rxfeed.domain import ids
from rxfeed.domain.audience_rows import verdict
from rxfeed.domain.credentials_claims import Trust
from rxfeed.domain.credentials_reading import NONE, Reading, read
from rxfeed.domain.errors import Invalid
from rxfeed.domain.house import House
from rxfeed.domain.pictures_opening import open_picture
from rxfeed.domain.pictures_view import view as picture_view
from rxfeed.domain.tables import Account, Credential, Picture, Post, PostPicture
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import PictureView

MOST = 4


@dataclass(frozen=True, slots=True)
class FoundPost:
    """A post of this server that shows the picture."""

    id: str
    handle: str
    name: str
    picture: PictureView
    number: int = 1


@dataclass(frozen=True, slots=True)
class Explained:
    """All that is known of a file that somebody has dropped."""

    reading: Reading = NONE
    how: str = ""
    """`credential`, `looks`, `damaged` where it has no looks to go by, or empty where nothing was found that the viewer may see."""
    posts: list[FoundPost] = field(default_factory=list)


def explain(house: House, viewer: Viewer, data: bytes) -> Explained:
    """Read a file and look for its post. Raises `Invalid` and `TooLarge` for what isn't a picture; one that is damaged still has its credentials read."""
    reading = read(house, data)
    try:
        pixels = open_picture(data).pixels
    except Invalid:
        if not reading.steps:
            raise
        return Explained(reading, "damaged")
    if (number := _signed_here(house, reading)) is not None and (posts := _seen(house, viewer, [number])):
        return Explained(reading, "credential", posts)
    posts = _seen(house, viewer, fingerprints.nearest(house, pixels))
    return Explained(reading, "looks" if posts else "", posts)


def origin_of(house: House, data: bytes) -> tuple[int, int] | None:
    """The post whose signed picture this file is, and which of its pictures, from 0; None where it has no credentials of this server that hold."""
    picture_id = _signed_here(house, read(house, data))
    if picture_id is None:
        return None
    with house.database.reading() as session:
        return session.exec(select(PostPicture.post_id, PostPicture.number).where(PostPicture.picture_id == picture_id)).first()


def _signed_here(house: House, reading: Reading) -> int | None:
    """The picture with this manifest, also one that has been replaced. A manifest that doesn't hold could have borrowed its name."""
    if reading.trust != Trust.TRUSTED:
        return None
    with house.database.reading() as session:
        return session.exec(select(Credential.picture_id).where(Credential.manifest == reading.manifest)).first()


def _seen(house: House, viewer: Viewer, pictures: Iterable[int]) -> list[FoundPost]:
    with house.database.reading() as session:
        found = [post for number in pictures for post in _showing(session, viewer, number)]
    return found[:MOST]


def _showing(session: Session, viewer: Viewer, picture_id: int) -> list[FoundPost]:
    rows = (
        select(Post, Account, PostPicture, Picture)
        .join(Account, col(Account.id) == Post.account_id)
        .join(PostPicture, col(PostPicture.post_id) == Post.id)
        .join(Picture, col(Picture.id) == PostPicture.picture_id)
        .where(PostPicture.picture_id == picture_id)
    )
    return [
        FoundPost(ids.to_text(post.id), author.handle, author.display_name, picture_view(picture, link.public_name, link.alt), link.number + 1)
        for post, author, link, picture in session.exec(rows)
        if verdict(session, viewer, post, author).see
    ]
