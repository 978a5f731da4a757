"""The sweep takes what nobody can see any more, and nothing else."""

from __future__ import annotations

import dataclasses
import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select, update

from rxfeed.domain import ids, pictures
from rxfeed.domain.house import House
from rxfeed.domain.pictures_sweep import sweep
from rxfeed.domain.tables import Account, Picture, Reference
from rxfeed.domain.tables import Session as Browser
from rxfeed.domain.viewer import Viewer
from tests.making import generation, guest, person, picture_bytes, post


@dataclasses.dataclass
class Later:
    """A clock that is ahead."""

    ahead: timedelta
    of: House

    def now(self) -> datetime:
        return self.of.clock.now() + self.ahead


def later(house: House, **ahead: float) -> House:
    return dataclasses.replace(house, clock=Later(timedelta(**ahead), house))


def owned(house: House) -> set[str]:
    with house.database.reading() as session:
        return {ids.to_text(number) for number in session.exec(select(Picture.id))}


def stored(house: House) -> set[str]:
    return {found.key.split("/")[1] for found in house.objects.under("pictures")}


def test_fresh_things_stay(house: House) -> None:
    me = person(house)
    pictures.take(house, me, picture_bytes(), "reference")
    pictures.keep(house, picture_bytes())
    post(house, me)
    house.objects.put("forming/x/1", b"1")
    assert sweep(house) == 0


def test_what_is_used_stays_for_ever(house: House) -> None:
    me = person(house)
    post(house, me)
    generation_id, _ = generation(house, me)
    shown = pictures.take(house, me, picture_bytes(), "reference")
    avatar = pictures.take(house, me, picture_bytes(), "avatar")
    name = pictures.publish_copies(house, ids.from_text(avatar.id))
    with house.database.writing() as session:
        session.add(Reference(generation_id=ids.from_text(generation_id), number=0, picture_id=ids.from_text(shown.id)))
        session.execute(update(Account).where(col(Account.id) == me.account_id).values(avatar_id=ids.from_text(avatar.id), avatar_name=name))
    before = {found.key for prefix in ("pictures", "public") for found in house.objects.under(prefix)}
    assert sweep(later(house, days=400)) == 0
    assert {found.key for prefix in ("pictures", "public") for found in house.objects.under(prefix)} == before


@pytest.mark.parametrize("kind", ["reference", "avatar"])
def test_an_upload_that_nothing_refers_to_goes_after_a_week(house: House, kind: str) -> None:
    pictures.take(house, person(house), picture_bytes(), kind)
    assert sweep(later(house, days=6.9)) == 0
    assert sweep(later(house, days=7.1)) == 1
    assert (owned(house), stored(house)) == (set(), set())


def test_a_guests_pictures_go_when_the_browser_is_forgotten(house: House) -> None:
    here, gone = guest(house), guest(house)
    for viewer in (here, gone):
        generation(house, viewer)
    with house.database.writing() as session:
        session.delete(session.get_one(Browser, gone.guest_id))
    assert sweep(later(house, days=8)) == 1
    with house.database.reading() as session:
        assert list(session.exec(select(Picture.guest_id))) == [here.guest_id]
    assert stored(house) == owned(house)


def test_bytes_whose_row_was_never_written_go_after_an_hour(house: House) -> None:
    _, (mine,) = generation(house, person(house))
    pictures.keep(house, picture_bytes())
    assert sweep(later(house, minutes=59)) == 0
    assert sweep(later(house, minutes=61)) == 1
    assert stored(house) == {mine}


def test_copies_that_no_post_names_go_after_an_hour(house: House) -> None:
    me = person(house)
    post(house, me)
    used = {found.key for found in house.objects.under("public")}
    picture = ids.from_text(next(iter(owned(house))))
    pictures.publish_copies(house, picture)
    assert sweep(later(house, minutes=59)) == 0
    assert sweep(later(house, minutes=61)) == 3
    assert {found.key for found in house.objects.under("public")} == used


def test_forming_pictures_go_after_a_day(house: House) -> None:
    house.objects.put(pictures.forming_key(1, 1), b"1")
    assert sweep(later(house, hours=23)) == 0
    assert sweep(later(house, hours=25)) == 1


def test_what_it_does_not_know_stays(house: House) -> None:
    for key in ("pictures/readme", "pictures/not-an-id/original", "public/robots.txt"):
        house.objects.put(key, b"1")
    assert sweep(later(house, days=400)) == 0


def test_more_than_one_batch(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rxfeed.domain.pictures_sweep.BATCH", 3)
    me: Viewer = person(house)
    for number in range(7):
        pictures.take(house, me, picture_bytes(8, 8, number), "reference")
    for _ in range(8):
        house.objects.put(f"pictures/{ids.to_text(ids.mint())}/original", os.urandom(3))
    assert sweep(later(house, days=8)) == 15
    assert stored(house) == set()
