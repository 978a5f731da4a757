"""Leaving, changing one's mind, and what is left afterwards: nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlmodel import SQLModel, func, select

from rxfeed.domain import accounts, ids, pictures, sessions
from rxfeed.domain.errors import Invalid, NotFound, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.sessions import Browser
from rxfeed.domain.tables import Account, Consent, Picture, Post, PostPicture, PostTag
from rxfeed.domain.viewer import NOBODY, Viewer
from tests.domain.visitors import PASSWORD, Plain, Standing, signed_up, viewer

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def house(house: House) -> House:
    return replace(house, clock=Standing(NOON), passwords=Plain())


def test_leaving_signs_out_everywhere_and_names_the_day(house: House) -> None:
    here = signed_up(house, "ann")
    there = accounts.sign_in(house, Browser(), "ann", PASSWORD)
    assert accounts.delete_account(house, sessions.recognise(house, here, ""), PASSWORD) == NOON + timedelta(days=30)
    assert not any(sessions.recognise(house, cookie, "").signed_in for cookie in (here, there))


def test_one_can_change_ones_mind(house: House) -> None:
    ann = viewer(house, "ann")
    accounts.delete_account(house, ann, PASSWORD)
    house.clock.pass_time(timedelta(days=29))
    back = sessions.recognise(house, accounts.sign_in(house, Browser(), "ann", PASSWORD), "")
    assert accounts.account(house, back).delete_on == "2026-05-31T12:00:00+00:00"
    accounts.keep_account(house, back)
    assert accounts.account(house, back).delete_on == ""
    house.clock.pass_time(timedelta(days=300))
    assert accounts.carry_out_deletions(house) == 0


def test_signing_in_alone_does_not_keep_the_account(house: House) -> None:
    accounts.delete_account(house, viewer(house, "ann"), PASSWORD)
    accounts.sign_in(house, Browser(), "ann", PASSWORD)
    house.clock.pass_time(timedelta(days=30))
    assert accounts.carry_out_deletions(house) == 1


def test_afterwards_nothing_is_left_and_nobody_else_has_lost_anything(house: House) -> None:
    ann, bob = viewer(house, "ann"), viewer(house, "bob")
    for who in (ann, bob):
        _post(house, who)
        accounts.wear(house, who, pictures.take(house, who, _png(), "avatar").id)
    before = _kept(house, "pictures") + _kept(house, "public")
    accounts.delete_account(house, ann, PASSWORD)
    house.clock.pass_time(timedelta(days=30))
    assert accounts.carry_out_deletions(house) == 1
    assert (_kept(house, "pictures") + _kept(house, "public")) * 2 == before
    with house.database.reading() as session:
        assert session.exec(select(Account.handle)).all() == ["bob"]
        assert {table: _count(session, table) for table in (Post, PostPicture, PostTag, Consent)} == {Post: 1, PostPicture: 1, PostTag: 1, Consent: 1}
        assert {*session.exec(select(Picture.account_id))} == {bob.account_id}
    assert viewer(house, "ann").signed_in


@pytest.mark.parametrize("password", ["", "wrong password"])
def test_leaving_needs_the_password(house: House, password: str) -> None:
    ann = viewer(house, "ann")
    with pytest.raises(Invalid):
        accounts.delete_account(house, ann, password)
    assert accounts.account(house, ann).delete_on == ""


def test_nobody_can_not_leave(house: House) -> None:
    for leaving in (lambda: accounts.delete_account(house, NOBODY, PASSWORD), lambda: accounts.keep_account(house, NOBODY)):
        with pytest.raises(NotSignedIn):
            leaving()


# --- the profile --------------------------------------------------------------------------------------------------------------------------


def test_name_and_words_are_kept_as_they_were_meant(house: House) -> None:
    ann = viewer(house, "ann")
    accounts.set_profile(house, ann, "  Ann \n of   Green ", " Boats.\nAnd 👩\u200d🎨, \u200fשלום ")
    mine = accounts.account(house, ann)
    assert (mine.name, mine.bio) == ("Ann of Green", "Boats.\nAnd 👩\u200d🎨, \u200fשלום")
    assert accounts.me(house, ann).name == "Ann of Green"


@pytest.mark.parametrize(
    ("name", "bio", "field"), [("x" * 61, "", "name"), ("", "x" * 501, "bio"), ("a\x00b", "", "name"), ("", "a\x1b[31m", "bio"), ("a\u202eb", "", "name")]
)
def test_what_a_profile_may_not_hold(house: House, name: str, bio: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        accounts.set_profile(house, viewer(house, "ann"), name, bio)
    assert refused.value.field == field


def test_every_change_that_cards_show_grows_the_version(house: House) -> None:
    ann = viewer(house, "ann")
    accounts.set_profile(house, ann, "Ann", "")
    accounts.wear(house, ann, pictures.take(house, ann, _png(), "avatar").id)
    accounts.wear(house, ann, "")
    with house.database.reading() as session:
        assert session.get_one(Account, ann.account_id).version == 4


def test_an_avatar_is_public_until_it_is_changed(house: House) -> None:
    ann = viewer(house, "ann")
    accounts.wear(house, ann, pictures.take(house, ann, _png(), "avatar").id)
    first = accounts.me(house, ann).avatar
    assert _kept(house, "public") == 3
    accounts.wear(house, ann, pictures.take(house, ann, _png(), "avatar").id)
    assert accounts.me(house, ann).avatar not in {first, ""}
    assert _kept(house, "public") == 3
    accounts.wear(house, ann, "")
    assert (accounts.me(house, ann).avatar, _kept(house, "public")) == ("", 0)


def test_only_ones_own_avatar_can_be_worn(house: House) -> None:
    ann, bob = viewer(house, "ann"), viewer(house, "bob")
    theirs, reference = pictures.take(house, bob, _png(), "avatar").id, pictures.take(house, ann, _png(), "reference").id
    for picture in (theirs, reference, ids.to_text(ids.mint()), "../../x", "x" * 10_000):
        with pytest.raises(NotFound):
            accounts.wear(house, ann, picture)


def test_nobody_has_an_empty_corner(house: House) -> None:
    assert not accounts.me(house, NOBODY).signed_in


def _post(house: House, who: Viewer) -> None:
    """A published picture of that account, by its rows."""
    assert who.account_id is not None
    kept, number = pictures.keep(house, _png()), ids.mint()
    name = pictures.publish_copies(house, kept.id)
    with house.database.writing() as session:
        pictures.record(session, kept, "variant", account_id=who.account_id, guest_id=None, now=NOON)
        session.add(Post(id=number, account_id=who.account_id, status="published", created_at=NOON, published_at=NOON))
        session.flush()
        session.add(PostPicture(post_id=number, number=0, picture_id=kept.id, public_name=name))
        session.add(PostTag(post_id=number, tag="boats"))
        session.add(Consent(id=ids.mint(), post_id=number, version=1, remix="anyone", licence="CC0-1.0", training=False, decided_at=NOON))


def _count(session: object, table: type[SQLModel]) -> int:
    return session.exec(select(func.count()).select_from(table)).one()  # type: ignore[attr-defined,no-any-return]


def _kept(house: House, prefix: str) -> int:
    """How many objects."""
    return len(list(house.objects.under(prefix)))


def _png() -> bytes:
    data = BytesIO()
    Image.effect_noise((64, 64), 50).convert("RGB").save(data, "PNG")
    return data.getvalue()
