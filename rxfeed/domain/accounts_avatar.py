"""The picture that stands for a person: an upload, or any picture of their own.

Everybody sees it, also signed-out people, and beside everything one does. So of what was published only what is rated general can be worn, and nothing that a
moderator holds; what becomes anything else while it is worn comes off (`accounts_worn`). What was never published, a variant or an upload, has no rating: it
is taken as general on its owner's word, as whatever they upload is, until somebody reports the account. What is worn is a square copy, so that neither its post
nor its prompt can be found from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from rxfeed.domain import cursors, ids, pictures, pictures_view, uploads
from rxfeed.domain.accounts_worn import EVERYBODYS, for_everybody
from rxfeed.domain.errors import Invalid, NotFound
from rxfeed.domain.gallery_rows import hold, withdraw
from rxfeed.domain.generation_views import ReferenceView
from rxfeed.domain.house import House
from rxfeed.domain.pictures_sizes import WIDTHS
from rxfeed.domain.tables import Account, Picture, Post, PostPicture
from rxfeed.domain.viewer import Viewer

PAGE = 24


@dataclass(frozen=True)
class AvatarChoices:
    """Pictures of one's own to choose from. `next` continues them and is empty at the end."""

    pictures: list[ReferenceView] = field(default_factory=list)
    next: str = ""


def wear(house: House, viewer: Viewer, picture_id: str) -> None:
    """Make a picture one's avatar, cut square: an upload for it, or any picture or post of one's own. An empty id takes the avatar off.

    Raises `NotSignedIn`, `NotFound`, `Invalid` for what isn't for everybody's eyes, `LimitReached`, `Unavailable`.
    """
    account_id = viewer.require_account()
    worn = _avatar(house, viewer, account_id, picture_id) if picture_id else _Worn()
    name = pictures.publish_copies(house, worn.picture_id) if worn.picture_id is not None else ""
    try:
        with house.database.writing() as session:
            hold(house, session, account_id)
            row = session.get_one(Account, account_id, with_for_update=True, populate_existing=True)
            _check(session, worn.of)
            before, row.avatar_id, row.avatar_name, row.avatar_from, row.version = row.avatar_name, worn.picture_id, name, worn.of, row.version + 1
    except BaseException:
        withdraw(house, [name])
        raise
    withdraw(house, [before])


def choices(house: House, viewer: Viewer, cursor: str = "") -> AvatarChoices:
    """What one has made and uploaded, the latest first. One query. Raises `NotSignedIn`, `Invalid` for a cursor that isn't one."""
    me = viewer.require_reader()
    of, mine = f"avatars for {me}", (col(Picture.account_id) == me, col(Picture.kind).not_in(["avatar", "mask"]), EVERYBODYS)
    query = select(Picture).outerjoin(Post, col(Post.id) == col(Picture.post_id)).where(*mine).order_by(col(Picture.id).desc()).limit(PAGE + 1)
    query = query.where(col(Picture.id) < cursors.unpack(cursor, of, 1)[0]) if cursor else query
    with house.database.reading() as session:
        rows, rest = cursors.page(session.exec(query).all(), PAGE, lambda row: cursors.pack(of, row.id))
        return AvatarChoices([pictures_view.reference(row) for row in rows], rest)


@dataclass(frozen=True, slots=True)
class _Worn:
    """A picture that is cut square already, and which one of the owner's pictures it was cut from, where it was."""

    picture_id: int | None = None
    of: int | None = None


def _avatar(house: House, viewer: Viewer, account_id: int, wanted: str) -> _Worn:
    """The upload, or a square copy of what was chosen."""
    with house.database.reading() as session:
        picture = _own(session, account_id, ids.from_text(wanted))
        if picture.kind == "avatar":
            return _Worn(picture.id)
        _check(session, picture.id)
        largest, of = pictures.rendition_key(picture.id, max(WIDTHS)), picture.id
    uploads.admit(house, viewer, "avatar")
    return _Worn(ids.from_text(pictures.take(house, viewer, house.objects.get(largest), "avatar").id), of)


def _check(session: Session, picture_id: int | None) -> None:
    picture = session.get(Picture, picture_id) if picture_id is not None else None
    if picture is not None and picture.post_id is not None and not for_everybody(session.get(Post, picture.post_id)):
        raise Invalid("Everybody sees an avatar. Choose a picture that is rated general.", field="avatar")


def _own(session: Session, account_id: int, number: int) -> Picture:
    """The picture of that id, or the first one of the post of that id."""
    first = select(PostPicture.picture_id).where(PostPicture.post_id == number).order_by(col(PostPicture.number)).limit(1)
    picture = session.get(Picture, number) or session.get(Picture, session.exec(first).first() or 0)
    if picture is None or picture.account_id != account_id or picture.kind == "mask":
        raise NotFound("This picture is not among yours.", field="avatar")
    return picture
