"""Pictures: what somebody uploaded or an engine made, in the sizes that screens need.

In the object store, for the picture `{id}`: `pictures/{id}/original` (never changed, never public) and `pictures/{id}/{width}.webp`; and while a post
that shows it is public, copies of the sizes as `public/{name}-{width}.webp`, under a name that nobody can guess and that is never used again.
All of this is slow: call it in a thread (`house.run`) and never inside a transaction.
"""

from __future__ import annotations

import hashlib
import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from PIL import Image
from sqlmodel import Session

from rxfeed.domain import ids
from rxfeed.domain.errors import Invalid, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.masks import painted
from rxfeed.domain.pictures_opening import MAX_BYTES, Opened, open_picture
from rxfeed.domain.pictures_sizes import WIDTHS, clean_copy, packed, placeholder, sizes, square
from rxfeed.domain.pictures_view import view
from rxfeed.domain.tables import Picture
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import PictureView

KINDS = {"reference": "upload", "avatar": "avatar", "mask": "mask"}
"""What an upload is for, and the kind of picture it becomes."""
MAX_ENGINE_BYTES = 64 * 1024 * 1024
AVATAR_SIDE = 512


@dataclass(frozen=True, slots=True)
class Taken:
    """An upload that is kept now."""

    id: str
    picture: PictureView


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture whose bytes are in the store and whose row is not written yet."""

    id: int
    media_type: str
    width: int
    height: int
    weight: int
    """Bytes of the original."""
    sha256: str
    placeholder: bytes


def take(house: House, viewer: Viewer, data: bytes, kind: str, origin: tuple[int, int] | None = None) -> Taken:
    """Keep an upload (`reference`, `avatar` or `mask`) of the viewer's, upright and without its metadata.

    `origin` is the post, and which of its pictures, that its credentials have named.

    Raises `Invalid` and `TooLarge` for what isn't a usable picture, `NotSignedIn` for somebody who is not even a guest, `Unavailable` for a full disk.
    """
    check(viewer, kind)
    opened = open_picture(data, MAX_BYTES)
    if kind == "avatar":
        opened = square(opened, AVATAR_SIDE)
    if kind == "mask":
        opened = painted(opened)
    clean, media_type = clean_copy(opened)
    kept = _store(house, opened, clean, media_type)
    with house.database.writing() as session:
        picture = record(session, kept, KINDS[kind], account_id=viewer.account_id, guest_id=viewer.guest_id, now=house.clock.now())
        picture.origin, picture.origin_picture = origin or (None, 0)
        return Taken(ids.to_text(picture.id), view(picture))


def check(viewer: Viewer, kind: str) -> None:
    """Whether the viewer may upload such a thing at all, before a byte of it is read. Raises as `take` does."""
    viewer.must_be_free()
    if kind not in KINDS:
        raise Invalid("There is no upload of the kind {kind}.", field="kind", kind=kind[:40])
    if kind in ("avatar", "mask"):
        viewer.require_account()
    if viewer.account_id is None and viewer.guest_id is None:
        raise NotSignedIn("Uploads need a browser that takes cookies.")


def keep(house: House, data: bytes) -> Kept:
    """Keep an engine's bytes exactly as they came, with the sizes beside them; `record` then writes the row, in the caller's transaction.

    Raises `Invalid` and `TooLarge` where the engine sent no usable picture, `Unavailable` where the store is full or away. Nothing stays behind then.
    """
    opened = open_picture(data, MAX_ENGINE_BYTES)
    return _store(house, opened, data, opened.media_type)


def record(
    session: Session, kept: Kept, kind: str, *, account_id: int | None, guest_id: int | None, now: datetime, seed: int | None = None
) -> Picture:
    """Write the row of a kept picture. `kind` is `variant`, `upload`, `avatar` or `mask`."""
    picture = Picture(
        id=kept.id, account_id=account_id, guest_id=None if account_id is not None else guest_id, kind=kind, media_type=kept.media_type, width=kept.width,
        height=kept.height, bytes=kept.weight, sha256=kept.sha256, placeholder=kept.placeholder, seed=seed, created_at=now,
    )  # fmt: skip
    session.add(picture)
    session.flush()
    return picture


def discard(house: House, picture_id: int) -> None:
    """Delete the bytes of a picture that has no row (any more)."""
    house.objects.delete_under(f"pictures/{ids.to_text(picture_id)}")


def publish_copies(house: House, picture_id: int) -> str:
    """Put the sizes where everybody may fetch them; gives the new name. Raises `NotFound`, `Unavailable`; nothing stays behind then."""
    name = ids.to_text(picture_id) + secrets.token_hex(12)
    try:
        for width in WIDTHS:
            house.objects.put(public_key(name, width), house.objects.get(rendition_key(picture_id, width)))
    except Exception:
        withdraw_copies(house, name)
        raise
    return name


def withdraw_copies(house: House, name: str) -> None:
    """Delete the public copies of that name; an empty name stands for none."""
    if name:
        for width in WIDTHS:
            house.objects.delete(public_key(name, width))


def original_key(picture_id: int) -> str:
    return f"pictures/{ids.to_text(picture_id)}/original"


def rendition_key(picture_id: int, width: int) -> str:
    return f"pictures/{ids.to_text(picture_id)}/{width}.webp"


def public_key(name: str, width: int) -> str:
    return f"public/{name}-{width}.webp"


def forming_key(call_id: int, number: int) -> str:
    """Where the forming picture `number` of a call is kept for as long as it forms (and a day at most)."""
    return f"forming/{ids.to_text(call_id)}/{number}"


def _store(house: House, opened: Opened, original: bytes, media_type: str) -> Kept:
    """Each file beside the others, for somebody waits: half of it is the processor's work and half the disk's. Nobody looks for them before there is a row."""
    picture_id = ids.mint()
    try:
        with ThreadPoolExecutor(1 + len(WIDTHS), thread_name_prefix="picture") as helpers:
            put = [helpers.submit(house.objects.put, original_key(picture_id), original)]
            put += [helpers.submit(_put_size, house, picture_id, width, pixels) for width, pixels in sizes(opened.pixels)]
            digest, tiny = hashlib.sha256(original).hexdigest(), placeholder(opened.pixels)
        for each in put:
            each.result()
    except Exception:
        discard(house, picture_id)
        raise
    return Kept(picture_id, media_type, opened.width, opened.height, len(original), digest, tiny)


def _put_size(house: House, picture_id: int, width: int, pixels: Image.Image) -> None:
    house.objects.put(rendition_key(picture_id, width), packed(pixels))
