"""What an account says and shows of itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from rxfeed.domain import accounts, ids, pictures
from rxfeed.domain.errors import Invalid, NotFound
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account
from rxfeed.domain.viewer import NOBODY
from tests.domain.visitors import Plain, Standing, viewer
from tests.making import picture_bytes

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def house(house: House) -> House:
    return replace(house, clock=Standing(NOON), passwords=Plain())


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
    accounts.wear(house, ann, pictures.take(house, ann, picture_bytes(), "avatar").id)
    accounts.wear(house, ann, "")
    with house.database.reading() as session:
        assert session.get_one(Account, ann.account_id).version == 4


def test_an_avatar_is_public_until_it_is_changed(house: House) -> None:
    ann = viewer(house, "ann")
    accounts.wear(house, ann, pictures.take(house, ann, picture_bytes(), "avatar").id)
    first = accounts.me(house, ann).avatar
    assert _copies(house) == 3
    accounts.wear(house, ann, pictures.take(house, ann, picture_bytes(), "avatar").id)
    assert accounts.me(house, ann).avatar not in {first, ""}
    assert _copies(house) == 3
    accounts.wear(house, ann, "")
    assert (accounts.me(house, ann).avatar, _copies(house)) == ("", 0)


def test_only_ones_own_pictures_can_be_worn(house: House) -> None:
    ann, bob = viewer(house, "ann"), viewer(house, "bob")
    theirs = pictures.take(house, bob, picture_bytes(), "avatar").id
    for picture in (theirs, ids.to_text(ids.mint()), "../../x", "x" * 10_000):
        with pytest.raises(NotFound):
            accounts.wear(house, ann, picture)


def test_nobody_has_an_empty_corner(house: House) -> None:
    assert not accounts.me(house, NOBODY).signed_in


def _copies(house: House) -> int:
    """How many objects everybody may fetch."""
    return len(list(house.objects.under("public")))
