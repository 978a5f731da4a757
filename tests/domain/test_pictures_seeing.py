"""Who may see which picture."""

from __future__ import annotations

import itertools

import pytest
from sqlmodel import col, select, update

from rxfeed.domain import ids, pictures
from rxfeed.domain.errors import NotFound
from rxfeed.domain.house import House
from rxfeed.domain.pictures_seeing import Belonging, may_see, see, see_forming, see_original, see_public
from rxfeed.domain.tables import Account, Call, Post
from rxfeed.domain.viewer import NOBODY, Viewer
from tests.making import generation, guest, person, picture_bytes, post

ME, GUEST = Viewer(account_id=1), Viewer(guest_id=1)
OTHERS = [NOBODY, Viewer(account_id=2), Viewer(guest_id=2), Viewer(account_id=2, role="admin")]


class TestRule:
    @pytest.mark.parametrize(("viewer", "account_id", "guest_id"), [(ME, 1, None), (GUEST, None, 1)])
    def test_the_owner_sees_all_of_it(self, viewer: Viewer, account_id: int | None, guest_id: int | None) -> None:
        for shown, whole in itertools.product((True, False), repeat=2):
            assert may_see(viewer, Belonging(account_id, guest_id, shown), original=whole)

    @pytest.mark.parametrize("viewer", OTHERS)
    def test_others_see_what_is_shown_and_never_the_original(self, viewer: Viewer) -> None:
        assert may_see(viewer, Belonging(1, None, shown=True))
        assert not may_see(viewer, Belonging(1, None, shown=True), original=True)
        assert not may_see(viewer, Belonging(1, None, shown=False))

    def test_an_account_is_not_the_guest_of_the_same_number(self) -> None:
        assert not may_see(GUEST, Belonging(1, None, shown=False))
        assert not may_see(ME, Belonging(None, 1, shown=False))

    def test_what_belongs_to_nobody_is_nobodys(self) -> None:
        assert not may_see(NOBODY, Belonging(None, None, shown=False))


def sees(house: House, viewer: Viewer, picture: str) -> bool:
    try:
        see(house, viewer, picture, "640")
    except NotFound:
        return False
    return True


def change(house: House, handle: str, **values: object) -> None:
    with house.database.writing() as session:
        account_id = session.exec(select(Account.id).where(Account.handle == handle)).one()
        target = Account if "delete_at" in values else Post
        session.execute(update(target).where(col(Account.id if target is Account else Post.account_id) == account_id).values(**values))


def test_a_variant_is_its_makers_until_it_is_published(house: House) -> None:
    me, other = person(house), person(house)
    _, (picture,) = generation(house, me)
    assert sees(house, me, picture)
    assert not any(sees(house, viewer, picture) for viewer in (other, guest(house), NOBODY))


@pytest.mark.parametrize("visibility", ["public", "unlisted"])
def test_a_published_picture_is_everybodys_and_its_original_the_authors(house: House, visibility: str) -> None:
    me = person(house)
    _, (passed_over,) = generation(house, me)
    post(house, me, visibility=visibility)
    picture = next(iter({found.key.split("/")[1] for found in house.objects.under("pictures")} - {passed_over}))
    assert sees(house, NOBODY, picture)
    assert sees(house, person(house), picture)
    assert not sees(house, NOBODY, passed_over)
    assert see_original(house, me, picture).download
    for viewer in (NOBODY, person(house), guest(house)):
        with pytest.raises(NotFound):
            see_original(house, viewer, picture)


@pytest.mark.parametrize("status", ["scheduled", "binned"])
def test_a_post_that_is_not_out_shows_nothing(house: House, status: str) -> None:
    me = person(house)
    post(house, me)
    picture = next(iter(house.objects.under("pictures"))).key.split("/")[1]
    change(house, me.handle, status=status)
    assert sees(house, me, picture)
    assert not sees(house, NOBODY, picture)


def test_an_author_who_is_going_takes_the_pictures_along(house: House) -> None:
    me = person(house)
    post(house, me)
    picture = next(iter(house.objects.under("pictures"))).key.split("/")[1]
    change(house, me.handle, delete_at=house.clock.now())
    assert not sees(house, person(house), picture)


def test_a_guests_upload_is_that_browsers(house: House) -> None:
    visitor = guest(house)
    taken = pictures.take(house, visitor, picture_bytes(), "reference")
    assert house.objects.get(see_original(house, visitor, taken.id).key) == house.objects.get(f"pictures/{taken.id}/original")
    assert not any(sees(house, viewer, taken.id) for viewer in (guest(house), person(house), NOBODY))


@pytest.mark.parametrize("picture", ["", "x", "zzzzzzzzzzzzz", "0000000000000", "../../etc/passwd", "03f45d6aq88k1", "A" * 10_000])
def test_any_other_address_is_not_there(house: House, picture: str) -> None:
    for look in (see_original, see_forming):
        with pytest.raises(NotFound):
            look(house, person(house), picture)
    with pytest.raises(NotFound):
        see(house, NOBODY, picture, "640")


@pytest.mark.parametrize("width", ["", "0", "641", "-96", "٦٤٠", "0640", "96.0", "9" * 5_000])
def test_only_the_three_widths_are_there(house: House, width: str) -> None:
    me = person(house)
    taken = pictures.take(house, me, picture_bytes(), "reference")
    with pytest.raises(NotFound):
        see(house, me, taken.id, width)
    with pytest.raises(NotFound):
        see_public("0" * 37, width)


@pytest.mark.parametrize("name", ["", "x", "../x", "0" * 36, "0" * 38, "A" * 37, "0" * 37 + "\n"])
def test_only_names_that_were_ever_given_are_looked_for(name: str) -> None:
    with pytest.raises(NotFound):
        see_public(name, "640")


def test_a_forming_picture_is_its_askers(house: House) -> None:
    me = person(house)
    _, (picture,) = generation(house, me)
    with house.database.writing() as session:
        call = session.exec(select(Call).where(Call.picture_id == ids.from_text(picture))).one()
        number = call.id
    with pytest.raises(NotFound):
        see_forming(house, me, ids.to_text(number))
    with house.database.writing() as session:
        call = session.get_one(Call, number)
        call.partial_key, call.partial_type = pictures.forming_key(number, 2), "image/png"
        session.add(call)
    assert see_forming(house, me, ids.to_text(number)).key == f"forming/{ids.to_text(number)}/2"
    for viewer in (person(house), guest(house), NOBODY):
        with pytest.raises(NotFound):
            see_forming(house, viewer, ids.to_text(number))


def test_a_forming_picture_of_an_unknown_kind_is_not_sent(house: House) -> None:
    me = person(house)
    _, (picture,) = generation(house, me)
    with house.database.writing() as session:
        call = session.exec(select(Call).where(Call.picture_id == ids.from_text(picture))).one()
        call.partial_key, call.partial_type = pictures.forming_key(call.id, 0), "text/html"
        session.add(call)
        number = call.id
    with pytest.raises(NotFound):
        see_forming(house, me, ids.to_text(number))
