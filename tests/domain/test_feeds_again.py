"""Posts of feeds by their ids."""

from __future__ import annotations

import json

import pytest

from rxfeed.domain import accounts_privacy, circle, explore, feeds_again, gallery, ids, search_index
from rxfeed.domain.errors import Invalid
from rxfeed.domain.feeds_page import PAGE, FeedPage
from rxfeed.domain.house import House
from rxfeed.domain.viewer import NOBODY
from tests import making
from tests.counting import counted


def _ids(page: FeedPage) -> list[str]:
    return [card["id"] for card in json.loads(page.json())["cards"]]


def test_they_come_in_their_order_without_what_one_does_not_see_any_more(house: House) -> None:
    mara, ines, noor = (making.person(house) for _ in range(3))
    kept, binned, blocked = (making.post(house, author).card.id for author in (mara, mara, ines))
    other = making.post(house, mara).card.id
    gallery.bin(house, mara, binned)
    circle.block(house, noor, ines.handle)
    asked = [other, binned, blocked, kept, other, "junk", "", "0" * 13, ids.to_text(7)]
    assert _ids(feeds_again.again(house, making.again(house, noor), asked)) == [other, kept]
    assert _ids(feeds_again.again(house, NOBODY, asked)) == [other, blocked, kept]


def test_what_is_for_followers_is_still_there_for_them(house: House) -> None:
    mara, ines, noor = (making.person(house) for _ in range(3))
    for followed in (mara, ines):
        circle.follow(house, noor, followed.handle)
    accounts_privacy.set_private(house, ines, private=True)
    asked = [
        *(making.post(house, author, visibility="followers").card.id for author in (mara, noor)),
        making.post(house, ines).card.id,
        *(making.post(house, author).card.id for author in (mara, making.person(house))),
    ]
    assert _ids(feeds_again.again(house, noor, asked)) == asked
    assert _ids(feeds_again.again(house, NOBODY, asked)) == asked[3:]
    circle.mute(house, noor, mara.handle)
    assert _ids(feeds_again.again(house, making.again(house, noor), asked)) == [asked[1], asked[2], asked[4]]


def test_each_page_costs_one_query_and_there_are_ten_at_most(house: House) -> None:
    mara = making.person(house)
    asked = [making.post(house, mara).card.id for _ in range(PAGE + 1)]
    assert _ids(feeds_again.again(house, NOBODY, asked)) == asked
    with counted(house) as queries:
        feeds_again.again(house, NOBODY, asked)
    assert len(queries) == 2
    with pytest.raises(Invalid):
        feeds_again.again(house, NOBODY, asked * 10)


def test_what_was_searched_for_is_marked_again(house: House) -> None:
    made = making.post(house, making.person(house), prompt="a boat in the fog").card.id
    search_index.index_due(house)
    searched = json.loads(explore.explore(house, NOBODY, {"q": "fog"}).json())["cards"]
    assert json.loads(feeds_again.again(house, NOBODY, [made], "fog").json())["cards"] == searched
    for words in ("", "!!!", "\0", "x" * 10_000):
        assert "fog" not in json.loads(feeds_again.again(house, NOBODY, [made], words).json())["cards"][0].get("found", [])
