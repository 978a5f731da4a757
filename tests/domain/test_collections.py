"""Collections: who may do what, what happens once however often it is asked, and how many."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import col, select

from rxfeed.domain import accounts_deletion, collections, gallery, ids
from rxfeed.domain.collections import Changes
from rxfeed.domain.errors import Conflict, Invalid, LimitReached, NotAllowed, NotFound, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Collection, CollectionPost, Notice, Post
from rxfeed.domain.viewer import NOBODY
from tests import making


def held(house: House, collection_id: str) -> list[str]:
    """The posts of a collection in order, as the rows have them; their counter agrees."""
    number = ids.from_text(collection_id)
    with house.database.reading() as session:
        rows = session.exec(select(CollectionPost).where(CollectionPost.collection_id == number).order_by(col(CollectionPost.rank))).all()
        assert session.get_one(Collection, number).posts == len(rows)
        return [ids.to_text(row.post_id) for row in rows]


def test_added_twice_is_in_it_once_and_new_ones_stand_first(house: House) -> None:
    mara = making.person(house)
    first, second = (making.post(house, mara).card.id for _ in range(2))
    harbour = collections.begin(house, mara, "Harbours", post_id=first)
    for _ in range(2):
        collections.add(house, mara, harbour, second)
    assert held(house, harbour) == [second, first]
    assert [(choice.name, choice.holds) for choice in collections.choices(house, mara, first)] == [("Harbours", True)]
    for _ in range(2):
        collections.take_out(house, mara, harbour, first)
    assert held(house, harbour) == [second]


def test_nobody_else_may_touch_or_know_of_it(house: House) -> None:
    mara, tariq = making.person(house), making.person(house)
    post = making.post(house, mara).card.id
    harbour = collections.begin(house, mara, "Harbours", post_id=post)
    for deed in (
        lambda who: collections.add(house, who, harbour, post),
        lambda who: collections.take_out(house, who, harbour, post),
        lambda who: collections.move(house, who, harbour, post, post),
        lambda who: collections.change(house, who, harbour, Changes(name="x")),
        lambda who: collections.cover(house, who, harbour, post),
        lambda who: collections.delete(house, who, harbour),
    ):
        with pytest.raises(NotFound):
            deed(tariq)
        with pytest.raises(NotSignedIn):
            deed(NOBODY)
    collections.change(house, mara, harbour, Changes(visibility="public"))
    with pytest.raises(NotAllowed):
        collections.add(house, tariq, harbour, post)
    assert held(house, harbour) == [post]


def test_what_one_may_not_see_cannot_be_put_in(house: House) -> None:
    mara, tariq = making.person(house), making.person(house)
    hers = making.post(house, mara).card.id
    gallery.bin(house, mara, hers)
    harbour = collections.begin(house, tariq, "Harbours")
    for wanted in (hers, ids.to_text(1), "nonsense"):
        with pytest.raises(NotFound):
            collections.add(house, tariq, harbour, wanted)
        with pytest.raises(NotFound):
            collections.begin(house, tariq, "Another", post_id=wanted)
    assert held(house, harbour) == []


def test_names_are_tidied_and_refused(house: House) -> None:
    mara = making.person(house)
    for name in ("", "  \n ", "\u200b\u200b", "x" * 81, "x" * 50_000):
        with pytest.raises(Invalid):
            collections.begin(house, mara, name)
    with pytest.raises(Invalid):
        collections.begin(house, mara, "Harbours", "everybody")


def test_order_by_hand_also_where_there_is_no_room_left(house: House) -> None:
    mara = making.person(house)
    one, two, three = (making.post(house, mara).card.id for _ in range(3))
    harbour = collections.begin(house, mara, "Harbours", post_id=three)
    collections.add(house, mara, harbour, two)
    collections.add(house, mara, harbour, one)
    for _ in range(45):
        collections.move(house, mara, harbour, three, two)
        assert held(house, harbour) == [one, three, two]
        collections.move(house, mara, harbour, three, two)
        assert held(house, harbour) == [one, two, three]
    collections.move(house, mara, harbour, one, three)
    assert held(house, harbour) == [two, three, one]
    collections.shift(house, mara, harbour, one, later=True)
    collections.shift(house, mara, harbour, two, later=False)
    assert held(house, harbour) == [two, three, one], "at the ends there is nowhere to go"
    gallery.bin(house, mara, three)
    collections.shift(house, mara, harbour, one, later=False)
    assert held(house, harbour) == [one, two, three], "past the one that is seen"
    collections.take_out(house, mara, harbour, one)
    with pytest.raises(Conflict):
        collections.move(house, mara, harbour, two, one)


def test_a_full_collection_says_so(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rxfeed.domain.collections_filling.MOST", 1)
    mara = making.person(house)
    first, second = (making.post(house, mara).card.id for _ in range(2))
    harbour = collections.begin(house, mara, "Harbours", post_id=first)
    with pytest.raises(LimitReached, match="this one is full"):
        collections.add(house, mara, harbour, second)
    assert held(house, harbour) == [first]


def test_what_is_deleted_for_good_leaves_its_collections_and_their_counts(house: House) -> None:
    mara, tariq = making.person(house), making.person(house)
    hers, other, his = (making.post(house, who).card.id for who in (mara, mara, tariq))
    harbour = collections.begin(house, tariq, "Harbours", post_id=his)
    for post in (hers, other):
        collections.add(house, tariq, harbour, post)
    collections.cover(house, tariq, harbour, hers)
    gallery.bin(house, mara, hers)
    assert collections.show(house, tariq, harbour).posts == 2
    with house.database.writing() as session:
        session.get_one(Post, ids.from_text(hers)).binned_at = house.clock.now() - timedelta(days=31)
    gallery.purge(house)
    assert held(house, harbour) == [other, his]
    with house.database.writing() as session:
        session.get_one(Account, mara.account_id).delete_at = house.clock.now() - timedelta(days=1)
    assert accounts_deletion.carry_out_deletions(house) == 1
    assert held(house, harbour) == [his]
    with house.database.writing() as session:
        session.get_one(Collection, ids.from_text(harbour)).posts = 7
    assert [collections.recount(house), collections.recount(house)] == [1, 0]
    assert held(house, harbour) == [his]


def test_deleted_it_is_gone_with_its_notices_and_its_pictures_stay(house: House) -> None:
    mara, tariq = making.person(house), making.person(house, "tariq")
    post = making.post(house, mara).card.id
    harbour = collections.begin(house, mara, "Harbours", post_id=post)
    collections.invite(house, mara, harbour, "tariq", "edit")
    collections.delete(house, mara, harbour)
    with pytest.raises(NotFound):
        collections.show(house, mara, harbour)
    with house.database.reading() as session:
        assert session.exec(select(Notice)).all() == []
    assert gallery.show(house, tariq, post).card.id == post
