"""Pictures over HTTP, through the whole edge."""

from __future__ import annotations

import dataclasses
import hashlib

import httpx
import pytest
from sqlmodel import select

from rxfeed import wiring
from rxfeed.adapters.objects import open_objects
from rxfeed.domain import ids, pictures
from rxfeed.domain.house import House
from rxfeed.domain.tables import Call
from rxfeed.domain.viewer import Viewer
from rxfeed.web import sending
from tests.making import generation, picture_bytes, post
from tests.stores import KEYS
from tests.web.browsers import browser, guests, signed_in

NOWHERE = [
    "/media/x/640.webp",
    "/media/%2e%2e%2f%2e%2e/640.webp",
    "/media/0000000000000/641.webp",
    "/media/0000000000000/original",
    "/media/forming/x",
    "/media/forming/%00",
    "/pictures/../../etc-96.webp",
    "/pictures/x-640.webp",
    f"/media/{'z' * 5000}/640.webp",
]


async def fetch(client: httpx.AsyncClient, path: str, method: str = "GET", **headers: str) -> httpx.Response:
    return await client.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})


def variant(house: House, viewer: Viewer) -> str:
    return generation(house, viewer)[1][0]


async def test_a_private_picture_for_its_owner(house: House) -> None:
    client, me = signed_in(house)
    picture = variant(house, me)
    answer = await fetch(client, f"/media/{picture}/640.webp")
    assert (answer.status_code, answer.headers["content-type"], answer.headers["cache-control"]) == (200, "image/webp", "private, no-store")
    assert answer.content == house.objects.get(f"pictures/{picture}/640.webp")
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"] == f'inline; filename="rxfeed-{picture}-640.webp"'


async def test_a_guests_picture_for_the_guest_only(house: House) -> None:
    client, visitor = guests(house)
    picture = variant(house, visitor)
    assert (await fetch(client, f"/media/{picture}/96.webp")).status_code == 200
    for other in (browser(), guests(house)[0], signed_in(house)[0]):
        assert (await fetch(other, f"/media/{picture}/96.webp")).status_code == 404


async def test_strangers_learn_nothing(house: House) -> None:
    picture = variant(house, signed_in(house)[1])
    absent = ids.to_text(ids.mint())
    for path in ("/media/{}/640.webp", "/media/{}/original"):
        there, not_there = [await fetch(browser(), path.format(name)) for name in (picture, absent)]
        assert there.status_code == not_there.status_code == 404
        assert there.content == not_there.content


async def test_the_original_is_a_download_for_its_owner(house: House) -> None:
    client, me = signed_in(house)
    picture = variant(house, me)
    answer = await fetch(client, f"/media/{picture}/original")
    assert answer.content == picture_bytes(seed=0)
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"] == f'attachment; filename="rxfeed-{picture}.png"'
    assert answer.headers["etag"] == f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    assert int(answer.headers["content-length"]) == len(answer.content)


async def test_the_original_of_a_published_picture_stays_private(house: House) -> None:
    post(house, signed_in(house)[1])
    picture = next(iter(house.objects.under("pictures"))).key.split("/")[1]
    other, _ = signed_in(house)
    assert (await fetch(other, f"/media/{picture}/640.webp")).status_code == 200
    assert (await fetch(other, f"/media/{picture}/original")).status_code == 404


async def test_a_public_copy_is_kept_for_ever(house: House) -> None:
    view = post(house, signed_in(house)[1])
    answer = await fetch(browser(), view.card.pictures[0].src)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    gone = await fetch(browser(), f"/pictures/{'0' * 37}-640.webp")
    assert (gone.status_code, gone.headers["cache-control"]) == (404, "no-store")


async def test_public_copies_out_of_s3(house: House, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    remote = dataclasses.replace(house, objects=open_objects(request.getfixturevalue("s3").url(), KEYS))
    monkeypatch.setattr(wiring, "_open", remote)
    view = post(remote, signed_in(remote)[1])
    assert (await fetch(browser(), view.card.pictures[0].src)).headers["content-type"] == "image/webp"
    part = await fetch(browser(), view.card.pictures[0].src, range="bytes=8-11")
    assert (part.status_code, part.content) == (206, b"WEBP")


@pytest.mark.parametrize("tag", ['{}', 'W/{}', '"other", {}', "*"])
async def test_what_the_browser_has_is_not_sent_again(house: House, tag: str) -> None:
    client, me = signed_in(house)
    path = f"/media/{variant(house, me)}/640.webp"
    etag = (await fetch(client, path)).headers["etag"]
    answer = await fetch(client, path, if_none_match=tag.format(etag))
    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", etag)
    assert (await fetch(client, path, if_none_match='"other"')).status_code == 200


async def test_sizes_have_tags_of_their_own(house: House) -> None:
    client, me = signed_in(house)
    picture = variant(house, me)
    tags = [(await fetch(client, f"/media/{picture}/{name}")).headers["etag"] for name in ("96.webp", "640.webp", "original")]
    assert len(set(tags)) == 3


@pytest.mark.parametrize("name", ["640.webp", "original"])
@pytest.mark.parametrize("chunk", [100, sending.CHUNK])
async def test_parts(house: House, name: str, chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "CHUNK", chunk)
    client, me = signed_in(house)
    path = f"/media/{variant(house, me)}/{name}"
    whole = (await fetch(client, path)).content
    size = len(whole)
    part = await fetch(client, path, range="bytes=50-299")
    assert (part.status_code, part.content, part.headers["content-range"]) == (206, whole[50:300], f"bytes 50-299/{size}")
    assert (await fetch(client, path, range=f"bytes=-{size - 1}")).content == whole[1:]
    behind = await fetch(client, path, range=f"bytes={size}-")
    assert (behind.status_code, behind.content, behind.headers["content-range"]) == (416, b"", f"bytes */{size}")
    assert (await fetch(client, path, range="bytes=0-1,4-5")).content == whole


async def test_a_part_of_what_has_changed_is_sent_whole(house: House) -> None:
    client, me = signed_in(house)
    path = f"/media/{variant(house, me)}/640.webp"
    etag = (await fetch(client, path)).headers["etag"]
    assert (await fetch(client, path, range="bytes=0-9", if_range=etag)).status_code == 206
    assert (await fetch(client, path, range="bytes=0-9", if_range='"older"')).status_code == 200


@pytest.mark.parametrize("name", ["640.webp", "original"])
async def test_head_says_all_and_sends_nothing(house: House, name: str) -> None:
    client, me = signed_in(house)
    path = f"/media/{variant(house, me)}/{name}"
    asked, got = await fetch(client, path, "HEAD"), await fetch(client, path)
    assert (asked.status_code, asked.content) == (200, b"")
    assert {name: value for name, value in asked.headers.items() if name != "date"} == {name: value for name, value in got.headers.items() if name != "date"}


async def test_a_forming_picture(house: House) -> None:
    client, me = signed_in(house)
    picture = variant(house, me)
    with house.database.writing() as session:
        call = session.exec(select(Call).where(Call.picture_id == ids.from_text(picture))).one()
        call.partial_key, call.partial_type = pictures.forming_key(call.id, 1), "image/webp"
        session.add(call)
        path = f"/media/forming/{ids.to_text(call.id)}"
    assert (await fetch(client, path)).status_code == 404  # named, but swept away
    house.objects.put(call.partial_key, b"RIFFxxxxWEBP")
    answer = await fetch(client, path + "?mark=1")
    assert (answer.content, answer.headers["content-type"], answer.headers["cache-control"]) == (b"RIFFxxxxWEBP", "image/webp", "private, no-store")
    assert "etag" not in answer.headers
    assert (await fetch(signed_in(house)[0], path)).status_code == 404


@pytest.mark.parametrize("path", NOWHERE)
async def test_bad_addresses_are_not_there(house: House, path: str) -> None:
    assert (await fetch(browser(), path)).status_code == 404


async def test_nothing_is_changed_through_media(house: House) -> None:
    client, me = signed_in(house)
    picture = variant(house, me)
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert (await fetch(client, f"/media/{picture}/640.webp", method)).status_code == 405
