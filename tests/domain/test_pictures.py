"""Taking, keeping, publishing and withdrawing pictures, on real databases, in a folder and in a real S3 store."""

from __future__ import annotations

import dataclasses
import io

import pytest
from PIL import Image
from sqlmodel import select

from rxfeed.adapters.objects import open_objects
from rxfeed.domain import ids, pictures
from rxfeed.domain.errors import Invalid, NotFound, NotSignedIn, Unavailable
from rxfeed.domain.house import House
from rxfeed.domain.pictures_sizes import WIDTHS
from rxfeed.domain.tables import Picture
from rxfeed.domain.viewer import NOBODY
from rxfeed.domain.views import PictureView
from tests.making import guest, person, picture_bytes
from tests.stores import KEYS


@pytest.fixture(params=["folder", "s3"])
def home(request: pytest.FixtureRequest, house: House) -> House:
    """The house with either store."""
    if request.param == "folder":
        return house
    return dataclasses.replace(house, objects=open_objects(request.getfixturevalue("s3").url(), KEYS))


class FullDisk:
    """A store that is full from the so-manieth object on."""

    def __init__(self, house: House, room: int) -> None:
        self.inner, self.room = house.objects, room

    def __getattr__(self, name: str) -> object:
        return getattr(self.inner, name)

    def put(self, key: str, data: bytes) -> None:
        self.room -= 1
        if self.room < 0:
            raise Unavailable("The disk is full, so the picture could not be stored. Tell whoever runs this server.")
        self.inner.put(key, data)


def keys(house: House, prefix: str) -> set[str]:
    return {found.key for found in house.objects.under(prefix)}


def rows(house: House) -> list[Picture]:
    with house.database.reading() as session:
        found = list(session.exec(select(Picture)))
        session.expunge_all()
        return found


def test_an_upload_is_kept_in_all_sizes_under_its_owner(home: House) -> None:
    me = person(home)
    taken = pictures.take(home, me, picture_bytes(1600, 1200), "reference")
    (row,) = rows(home)
    assert (row.account_id, row.guest_id, row.kind, row.width, row.height, row.media_type) == (me.account_id, None, "upload", 1600, 1200, "image/png")
    assert taken.id == ids.to_text(row.id)
    assert keys(home, "pictures") == {f"pictures/{taken.id}/{name}" for name in ("original", "96.webp", "640.webp", "1280.webp")}
    assert home.objects.size(f"pictures/{taken.id}/original") == row.bytes
    assert [Image.open(io.BytesIO(home.objects.get(pictures.rendition_key(row.id, width)))).size[0] for width in WIDTHS] == list(WIDTHS)


def test_an_upload_of_a_guest_is_the_guests(house: House) -> None:
    visitor = guest(house)
    pictures.take(house, visitor, picture_bytes(), "reference")
    (row,) = rows(house)
    assert (row.account_id, row.guest_id) == (None, visitor.guest_id)


def test_an_upload_loses_its_metadata(house: House) -> None:
    exif = Image.Exif()
    exif[0x010E] = "SECRET"
    out = io.BytesIO()
    Image.open(io.BytesIO(picture_bytes())).save(out, "JPEG", exif=exif)
    taken = pictures.take(house, person(house), out.getvalue(), "reference")
    assert b"SECRET" in out.getvalue()
    assert all(b"SECRET" not in house.objects.get(key) for key in keys(house, f"pictures/{taken.id}"))


def test_an_avatar_is_square(house: House) -> None:
    view = pictures.take(house, person(house), picture_bytes(900, 600), "avatar").picture
    assert (view.width, view.height) == (512, 512)
    assert rows(house)[0].kind == "avatar"


def test_who_may_not_upload_leaves_nothing(house: House) -> None:
    for viewer, kind, error in ((NOBODY, "reference", NotSignedIn), (guest(house), "avatar", NotSignedIn), (person(house), "variant", Invalid)):
        with pytest.raises(error):
            pictures.take(house, viewer, picture_bytes(), kind)
    assert rows(house) == []
    assert keys(house, "pictures") == set()


def test_an_engines_bytes_are_kept_as_they_came(home: House) -> None:
    data = picture_bytes(300, 200) + b"trailing bytes that no decoder minds"
    kept = pictures.keep(home, data)
    assert home.objects.get(pictures.original_key(kept.id)) == data
    assert rows(home) == []
    me = person(home)
    with home.database.writing() as session:
        pictures.record(session, kept, "variant", account_id=me.account_id, guest_id=None, now=home.clock.now(), seed=7)
    (row,) = rows(home)
    assert (row.id, row.kind, row.seed, row.bytes, row.sha256, row.placeholder) == (kept.id, "variant", 7, len(data), kept.sha256, kept.placeholder)


def test_an_engine_that_sends_no_picture_leaves_nothing(house: House) -> None:
    with pytest.raises(Invalid):
        pictures.keep(house, b"<html>502 Bad Gateway</html>")
    assert keys(house, "pictures") == set()


@pytest.mark.parametrize("room", range(4))
def test_a_disk_that_fills_up_while_storing_leaves_nothing(house: House, room: int) -> None:
    full = dataclasses.replace(house, objects=FullDisk(house, room))  # type: ignore[arg-type]
    with pytest.raises(Unavailable, match="disk is full"):
        pictures.take(full, person(house), picture_bytes(), "reference")
    assert rows(house) == []
    assert keys(house, "pictures") == set()


def test_public_copies_have_a_new_name_each_time(home: House) -> None:
    kept = pictures.keep(home, picture_bytes(700, 500))
    first, second = pictures.publish_copies(home, kept.id), pictures.publish_copies(home, kept.id)
    assert first != second
    assert keys(home, "public") == {f"public/{name}-{width}.webp" for name in (first, second) for width in WIDTHS}
    assert home.objects.get(pictures.public_key(first, 640)) == home.objects.get(pictures.rendition_key(kept.id, 640))
    pictures.withdraw_copies(home, first)
    pictures.withdraw_copies(home, first)
    pictures.withdraw_copies(home, "")
    assert keys(home, "public") == {f"public/{second}-{width}.webp" for width in WIDTHS}


def test_publishing_what_is_not_there(house: House) -> None:
    with pytest.raises(NotFound):
        pictures.publish_copies(house, ids.mint())


@pytest.mark.parametrize("room", range(3))
def test_publishing_to_a_full_disk_leaves_nothing(house: House, room: int) -> None:
    kept = pictures.keep(house, picture_bytes())
    with pytest.raises(Unavailable):
        pictures.publish_copies(dataclasses.replace(house, objects=FullDisk(house, room)), kept.id)  # type: ignore[arg-type]
    assert keys(house, "public") == set()


def test_the_view_of_an_upload_names_private_addresses(house: House) -> None:
    taken = pictures.take(house, person(house), picture_bytes(1000, 500), "reference")
    base = f"/media/{taken.id}"
    assert dataclasses.replace(taken.picture, placeholder="") == PictureView(
        src=f"{base}/640.webp",
        srcset=f"{base}/96.webp 96w, {base}/640.webp 640w, {base}/1280.webp 1000w",
        full=f"{base}/1280.webp",
        width=1000,
        height=500,
    )
    assert taken.picture.placeholder.startswith("data:image/webp;base64,")
