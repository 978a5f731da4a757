"""Uploads through the whole edge: taken, refused while they arrive, counted, and read for their recipe."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from sqlmodel import select

from rxfeed import wiring
from rxfeed.domain import ids, uploads
from rxfeed.domain.errors import Unavailable
from rxfeed.domain.house import House
from rxfeed.domain.pictures import original_key
from rxfeed.domain.pictures_opening import MAX_BYTES
from rxfeed.domain.tables import Picture, Tally
from tests.domain.test_masks import painting
from tests.making import picture_bytes
from tests.web.browsers import browser, guests, signed_in

PNG = {"content-type": "image/png"}


def kept(house: House) -> list[Picture]:
    with house.database.reading() as session:
        rows = list(session.exec(select(Picture)))
        session.expunge_all()
        return rows


def bomb() -> bytes:
    out = io.BytesIO()
    Image.new("1", (10_000, 5_000)).save(out, "PNG")
    return out.getvalue()


async def test_a_reference_as_the_body(house: House) -> None:
    client, me = signed_in(house)
    answer = await client.post("/uploads", content=picture_bytes(800, 600), headers=PNG)
    told = answer.json()
    assert answer.status_code == 201
    assert (told["width"], told["height"], told["recipe"], told["src"]) == (800, 600, None, f"/media/{told['id']}/640.webp")
    assert (await client.get(told["src"])).status_code == 200
    assert (await browser().get(told["src"])).status_code == 404
    assert [row.account_id for row in kept(house)] == [me.account_id]


async def test_a_reference_as_a_form(house: House) -> None:
    client, visitor = guests(house)
    answer = await client.post("/uploads?kind=reference", files={"file": ("lying.exe", picture_bytes(), "application/x-msdownload")}, data={"more": "words"})
    assert answer.status_code == 201
    assert [(row.guest_id, row.kind) for row in kept(house)] == [(visitor.guest_id, "upload")]


async def test_an_avatar(house: House) -> None:
    client, _ = signed_in(house)
    told = (await client.post("/uploads?kind=avatar", content=picture_bytes(300, 200), headers=PNG)).json()
    assert (told["width"], told["height"], told["recipe"]) == (200, 200, None)


async def test_a_mask_is_kept_as_engines_want_it(house: House) -> None:
    client, _ = signed_in(house)
    told = (await client.post("/uploads?kind=mask", content=painting(), headers=PNG)).json()
    assert (told["width"], told["height"], [row.kind for row in kept(house)]) == (40, 30, ["mask"])
    with Image.open(io.BytesIO(house.objects.get(original_key(ids.from_text(told["id"]))))) as mask:
        assert (mask.format, mask.mode, mask.getpixel((20, 10)), mask.getpixel((0, 0))) == ("PNG", "RGBA", (0, 0, 0, 0), (0, 0, 0, 255))
    for wrong, says in ((painting(box=None), "Nothing is painted"), (painting("RGB", form="WEBP"), "as a PNG"), (b"\x89PNG\r\n\x1a\n", "damaged")):
        answer = await client.post("/uploads?kind=mask", content=wrong, headers=PNG)
        assert (answer.status_code, says in answer.json()["error"]) == (422, True)
    assert len(kept(house)) == 1


async def test_the_recipe_comes_along(house: House) -> None:
    info, out = PngInfo(), io.BytesIO()
    info.add_text("parameters", "a lighthouse\nNegative prompt: people\nSteps: 20, Seed: 9007199254740993, Size: 512x768, Model: v1-5")
    Image.open(io.BytesIO(picture_bytes())).save(out, "PNG", pnginfo=info)
    told = (await guests(house)[0].post("/uploads", content=out.getvalue(), headers=PNG)).json()
    assert told["recipe"] == {
        "prompt": "a lighthouse", "negative": "people", "seed": "9007199254740993", "width": 512, "height": 768, "model": "v1-5", "source": "A1111",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "status", "sentence"),
    [
        (b"", 422, "empty"),
        (bomb(), 413, "40 megapixels"),
        (b"PK\x03\x04" + bytes(50), 422, "ZIP"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 422, "SVG"),
        (picture_bytes()[:500], 422, "damaged"),
        (picture_bytes() + bytes(MAX_BYTES), 413, "20 MB"),
    ],
    ids=["empty", "bomb", "zip", "svg", "half", "heavy"],
)
async def test_what_is_refused_says_why(house: House, data: bytes, status: int, sentence: str) -> None:
    client, _ = guests(house)
    for answer in (await client.post("/uploads", content=data, headers=PNG), await client.post("/uploads", files={"file": ("picture.png", data, "image/png")})):
        assert answer.status_code == status
        assert sentence in answer.json()["error"]
        assert answer.json()["field"] == "file"
    assert kept(house) == []


class FullDisk:
    """Takes a few objects, then is full."""

    def __init__(self, house: House) -> None:
        self.inner, self.room = house.objects, 2

    def __getattr__(self, name: str) -> object:
        return getattr(self.inner, name)

    def put(self, key: str, data: bytes) -> None:
        self.room -= 1
        if self.room < 0:
            raise Unavailable("The disk is full, so the picture could not be stored. Tell whoever runs this server.")
        self.inner.put(key, data)


async def test_a_full_disk_is_said_and_leaves_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    client, _ = guests(house)
    monkeypatch.setattr(wiring, "_open", dataclasses.replace(house, objects=FullDisk(house)))
    answer = await client.post("/uploads", content=picture_bytes(), headers=PNG)
    assert (answer.status_code, "disk is full" in answer.json()["error"]) == (503, True)
    assert kept(house) == []
    assert list(house.objects.under("pictures")) == []


async def test_an_endless_body_is_cut_off_while_it_arrives(house: House) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 10 * MAX_BYTES:
            sent += 1 << 20
            yield bytes(1 << 20)

    client, _ = guests(house)
    answer = await client.post("/uploads", content=endless(), headers=PNG)
    assert (answer.status_code, sent <= MAX_BYTES + (3 << 20)) == (413, True)


async def test_an_endless_form_is_cut_off_while_it_arrives(house: House) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        yield b'--x\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n'
        while sent < 10 * MAX_BYTES:
            sent += 1 << 20
            yield bytes(1 << 20)

    client, _ = guests(house)
    answer = await client.post("/uploads", content=endless(), headers={"content-type": "multipart/form-data; boundary=x"})
    assert (answer.status_code, sent <= MAX_BYTES + (3 << 20)) == (413, True)


async def test_a_large_body_is_refused_by_what_it_announces(house: House) -> None:
    async def never() -> AsyncIterator[bytes]:
        raise AssertionError("was read")
        yield b""

    client, _ = guests(house)
    answer = await client.post("/uploads", content=never(), headers={**PNG, "content-length": str(MAX_BYTES * 2)})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("content_type", "body"),
    [("multipart/form-data", b"x"), ("multipart/form-data; boundary=x", b"nonsense"), ("multipart/form-data; boundary=x", b"--x--\r\n"),
     ("multipart/form-data; boundary=x", b'--x\r\ncontent-disposition: form-data; name="file"\r\n\r\nwords\r\n--x--\r\n'),
     ("multipart/form-data; boundary=x", b'--x\r\ncontent-disposition: form-data; name="a"; filename="a"\r\n\r\n1\r\n' * 20 + b"--x--\r\n")],
)  # fmt: skip
async def test_a_form_that_makes_no_sense(house: House, content_type: str, body: bytes) -> None:
    answer = await guests(house)[0].post("/uploads", content=body, headers={"content-type": content_type})
    assert answer.status_code == 422
    assert answer.json()["error"].endswith(".")


async def test_nobody_is_asked_to_allow_cookies(house: House) -> None:
    answer = await browser().post("/uploads", content=picture_bytes(), headers=PNG)
    assert (answer.status_code, "cookie" in answer.json()["error"]) == (401, True)


async def test_another_site_may_not_upload_in_somebodys_name(house: House) -> None:
    client, _ = signed_in(house)
    for origin in ("https://evil.example", "null"):
        answer = await client.post("/uploads", content=picture_bytes(), headers={**PNG, "origin": origin})
        assert answer.status_code == 403
    assert kept(house) == []


@pytest.mark.parametrize(("kind", "status"), [("avatar", 401), ("mask", 401), ("variant", 422), ("", 422), ("x" * 3_000, 422)])
async def test_a_guest_uploads_references_only(house: House, kind: str, status: int) -> None:
    answer = await guests(house)[0].post("/uploads", params={"kind": kind}, content=picture_bytes(), headers=PNG)
    assert answer.status_code == status
    assert kept(house) == []


async def test_guests_of_an_address_share_a_limit(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "FROM_ADDRESS", replace(uploads.FROM_ADDRESS, most=2))
    (one, _), (two, _) = guests(house), guests(house)
    answers = [await client.post("/uploads", content=picture_bytes(8, 8), headers=PNG) for client in (one, two, one)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert 3500 < int(answers[2].headers["retry-after"]) <= 3600
    assert "Wait 60 min" in answers[2].json()["error"]
    with house.database.writing() as session:
        tally = session.exec(select(Tally).where(Tally.key == "upload from 127.0.0.1")).one()
        tally.since -= timedelta(hours=1)
        session.add(tally)
    assert (await two.post("/uploads", content=picture_bytes(8, 8), headers=PNG)).status_code == 201


async def test_an_account_has_a_limit_of_its_own(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "BY_ACCOUNT", replace(uploads.BY_ACCOUNT, most=1))
    (one, _), (two, _) = signed_in(house), signed_in(house)
    answers: list[httpx.Response] = [await client.post("/uploads", content=picture_bytes(8, 8), headers=PNG) for client in (one, one, two)]
    assert [answer.status_code for answer in answers] == [201, 429, 201]
