"""Tags: their lists, their pages, following them."""

from __future__ import annotations

import json

import pytest

from rxfeed.domain import circle, feeds_tags, gallery, tags, tags_followed
from rxfeed.domain.errors import Invalid, LimitReached, NotFound, NotSignedIn
from rxfeed.domain.feeds_page import PAGE, FeedPage
from rxfeed.domain.house import House
from rxfeed.domain.tags import TagView
from rxfeed.domain.viewer import NOBODY
from tests import making
from tests.counting import counted


def _ids(page: FeedPage) -> list[str]:
    return [card["id"] for card in json.loads(page.json())["cards"]]


def test_what_has_a_tag_newest_first_for_those_who_may_see_it(house: House) -> None:
    mara, noor = making.person(house, "mara"), making.person(house, "noor")
    made = [making.post(house, mara, tags="fog").card.id for _ in range(PAGE + 1)][::-1]
    making.post(house, mara, tags="frog")
    for visibility, rating in (("followers", "general"), ("public", "mature")):
        making.post(house, mara, tags="fog", visibility=visibility, rating=rating)
    gallery.bin(house, mara, made.pop())
    first = feeds_tags.tagged(house, NOBODY, "#Fog")
    assert (_ids(first), first.next) == (made, "")
    made.insert(0, making.post(house, mara, tags="fog").card.id)
    first = feeds_tags.tagged(house, NOBODY, "fog")
    assert _ids(first) + _ids(feeds_tags.tagged(house, NOBODY, "fog", first.next)) == made
    assert _ids(feeds_tags.since(house, NOBODY, "fog", first.next)) == made[: PAGE - 1]
    circle.block(house, noor, "mara")
    assert _ids(feeds_tags.tagged(house, making.again(house, noor), "fog")) == []
    with pytest.raises(Invalid, match="Load it again"):
        feeds_tags.tagged(house, NOBODY, "frog", first.next)


def test_a_page_is_one_statement(house: House) -> None:
    making.post(house, making.person(house), tags="fog")
    feeds_tags.tagged(house, NOBODY, "fog")
    with counted(house) as asked:
        feeds_tags.tagged(house, NOBODY, "fog")
    assert len(asked) == 1


@pytest.mark.parametrize("tag", ["", "#", "two words", "a/b", "é" * 51, "x" * 10_000, "\0"])
def test_what_cannot_be_a_tag_is_not_there(house: House, tag: str) -> None:
    for read in (tags.show, feeds_tags.tagged, tags_followed.follow):
        with pytest.raises(NotFound):
            read(house, making.person(house), tag)  # type: ignore[operator]


def test_tags_are_followed_and_let_go(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    mara = making.person(house)
    making.post(house, mara, tags="fog")
    for tag in ("Fog", "fog", "#stone"):
        tags_followed.follow(house, mara, tag)
    assert tags_followed.of(house, mara) == ["fog", "stone"]
    assert tags.show(house, mara, "fog") == TagView("fog", posts=1, followers=1, follows=True)
    assert tags.show(house, NOBODY, "unused") == TagView("unused")
    monkeypatch.setattr(tags_followed, "MOST", 2)
    with pytest.raises(LimitReached):
        tags_followed.follow(house, mara, "third")
    tags_followed.unfollow(house, mara, "fog")
    assert tags_followed.of(house, mara) == ["stone"]
    with pytest.raises(NotSignedIn):
        tags_followed.follow(house, NOBODY, "fog")
