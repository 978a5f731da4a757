"""An account becomes private, or public again: what anybody may fetch goes, and comes back."""

from __future__ import annotations

import json

import pytest
from sqlmodel import select, update

from rxfeed.domain import accounts, accounts_privacy, accounts_seen, circle, feeds, gallery, ids
from rxfeed.domain.errors import NotFound, NotSignedIn
from rxfeed.domain.gallery import Changes
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, PostPicture
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making


def copies(house: House) -> int:
    """Static copies that anybody may fetch."""
    return len(list(house.objects.under("public")))


def named(house: House) -> list[bool]:
    with house.database.reading() as session:
        return [bool(name) for name in session.exec(select(PostPicture.public_name).order_by(PostPicture.post_id))]


def settling(house: House) -> list[bool]:
    with house.database.reading() as session:
        return list(session.exec(select(Account.settling)))


def sources(house: House, viewer: Viewer) -> list[str]:
    """Where the pictures of mara's page come from, for this viewer."""
    cards = json.loads(accounts_seen.posts(house, viewer, "mara").json())["cards"]
    return [card["pictures"][0]["src"].split("/")[1] for card in cards]


@pytest.fixture
def mara(house: House) -> Viewer:
    return making.person(house, "mara")


def test_private_takes_the_copies_away_at_once_and_public_brings_them_back(house: House, mara: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts_privacy, "BATCH", 2)
    for _ in range(3):
        making.post(house, mara)
    hidden = making.post(house, mara, visibility="unlisted")
    before = copies(house)
    accounts_privacy.set_private(house, mara, private=True)
    assert (copies(house), named(house), settling(house)) == (0, [False] * 4, [False])
    assert sources(house, mara) == ["media"] * 3
    assert feeds.latest(house, mara).cards == []
    accounts_privacy.set_private(house, mara, private=False)
    assert (accounts_privacy.settle_copies(house), accounts_privacy.settle_copies(house)) == (1, 0)
    assert (copies(house), named(house), settling(house)) == (before, [True] * 3 + [False], [False])
    assert sources(house, NOBODY) == ["pictures"] * 3
    assert gallery.show(house, NOBODY, hidden.card.id).card.pictures[0].src.startswith("/media/")


def test_nobody_waits_for_what_is_old(house: House, mara: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in ("BATCH", "AT_ONCE"):
        monkeypatch.setattr(accounts_privacy, limit, 1)
    for _ in range(3):
        making.post(house, mara)
    accounts_privacy.set_private(house, mara, private=True)
    assert (named(house), settling(house)) == ([True, True, False], [True])
    assert feeds.latest(house, NOBODY).cards == []
    assert accounts_privacy.settle_copies(house) == 1
    assert (copies(house), named(house), settling(house)) == (0, [False] * 3, [False])


def test_what_a_crash_left_behind_the_housekeeping_takes(house: House, mara: Viewer) -> None:
    making.post(house, mara)
    with house.database.writing() as session:
        session.execute(update(Account).values(private=True, settling=True))
    assert accounts_privacy.settle_copies(house) == 1
    assert (copies(house), named(house), settling(house)) == (0, [False], [False])
    assert accounts_privacy.settle_copies(house) == 0


def test_nothing_that_is_published_or_changed_while_private_gets_copies(house: House, mara: Viewer) -> None:
    accounts_privacy.set_private(house, mara, private=True)
    first = making.post(house, mara)
    second = making.post(house, mara, visibility="unlisted")
    gallery.edit(house, mara, second.card.id, Changes(visibility="public"))
    gallery.bin(house, mara, first.card.id)
    gallery.restore(house, mara, first.card.id)
    assert (copies(house), named(house)) == (0, [False, False])


def test_a_post_for_followers_has_no_copies_whoever_its_author_is(house: House, mara: Viewer) -> None:
    made = making.post(house, mara)
    assert copies(house) > 0
    gallery.edit(house, mara, made.card.id, Changes(visibility="followers"))
    assert (copies(house), feeds.latest(house, mara).cards) == (0, [])
    fan = making.person(house, "fan")
    with pytest.raises(NotFound):
        gallery.show(house, fan, made.card.id)
    circle.follow(house, fan, "mara")
    assert gallery.show(house, fan, made.card.id).card.pictures[0].src.startswith("/media/")
    assert len(sources(house, fan)) == 1
    assert sources(house, NOBODY) == []
    circle.remove_follower(house, mara, "fan")
    with pytest.raises(NotFound):
        gallery.show(house, fan, made.card.id)


def test_who_leaves_private_comes_back_private(house: House, mara: Viewer) -> None:
    making.post(house, mara)
    accounts_privacy.set_private(house, mara, private=True)
    with house.database.writing() as session:
        session.execute(update(Account).values(delete_at=house.clock.now()))
    accounts.keep_account(house, mara)
    assert (copies(house), named(house)) == (0, [False])


def test_only_oneself_can_switch(house: House, mara: Viewer) -> None:
    for viewer in (NOBODY, Viewer(guest_id=1), Viewer(account_id=ids.mint())):
        with pytest.raises((NotSignedIn, NotFound)):
            accounts_privacy.set_private(house, viewer, private=True)
    assert not accounts_seen.profile(house, NOBODY, mara.handle).private
