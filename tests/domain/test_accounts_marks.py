"""What somebody likes, on their page: theirs alone until they say otherwise, and of each viewer's own eyes."""

from __future__ import annotations

import json

import pytest

from rxfeed.domain import accounts_marks, accounts_seen, circle, gallery, marks
from rxfeed.domain.errors import Invalid, NotAllowed, NotFound, NotSignedIn
from rxfeed.domain.gallery import Changes
from rxfeed.domain.house import House
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making
from tests.counting import counted


def liked(house: House, viewer: Viewer, cursor: str = "") -> list[str]:
    return [card["id"] for card in json.loads(accounts_marks.likes(house, making.again(house, viewer), "mara", cursor).json())["cards"]]


def test_likes_are_ones_own_until_one_shows_them(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    made = [making.post(house, tariq).card.id for _ in range(2)]
    for post_id in made:
        marks.like(house, mara, post_id, on=True)
    assert liked(house, mara) == made[::-1]
    for viewer in (NOBODY, tariq):
        with pytest.raises(NotAllowed, match="keeps to themselves"):
            liked(house, viewer)
    accounts_marks.show_likes(house, mara, on=True)
    assert (liked(house, NOBODY), accounts_seen.profile(house, NOBODY, "mara").shows_likes) == (made[::-1], True)
    accounts_marks.show_likes(house, mara, on=False)
    assert not accounts_seen.profile(house, tariq, "mara").shows_likes
    with pytest.raises(NotSignedIn):
        accounts_marks.show_likes(house, NOBODY, on=True)
    with pytest.raises(Invalid):
        liked(house, mara, "nonsense")


def test_each_viewer_finds_what_they_may_see(house: House) -> None:
    mara, tariq, kofi = (making.person(house, handle) for handle in ("mara", "tariq", "kofi"))
    for more in ({}, {"visibility": "unlisted"}, {"rating": "mature"}):
        marks.like(house, mara, making.post(house, tariq, **more).card.id, on=True)
    accounts_marks.show_likes(house, mara, on=True)
    assert [len(liked(house, viewer)) for viewer in (NOBODY, kofi, tariq)] == [1, 2, 3]
    circle.block(house, tariq, "kofi")
    assert liked(house, kofi) == []
    circle.block(house, mara, "tariq")
    with pytest.raises(NotFound):
        liked(house, tariq)
    with counted(house) as asked:
        accounts_marks.likes(house, kofi, "mara")
    assert len(asked) == 4


def test_reposts_are_for_whoever_sees_the_page_and_the_post(house: House) -> None:
    mara, tariq, kofi = (making.person(house, handle) for handle in ("mara", "tariq", "kofi"))
    made = [making.post(house, tariq).card.id for _ in range(3)]
    for post_id in made:
        marks.repost(house, mara, post_id, on=True)

    def reposted(viewer: Viewer) -> list[str]:
        return [card["id"] for card in json.loads(accounts_marks.reposts(house, making.again(house, viewer), "mara").json())["cards"]]

    assert reposted(NOBODY) == reposted(kofi) == made[::-1]
    with counted(house) as asked:
        accounts_marks.reposts(house, kofi, "mara")
    assert len(asked) == 3
    gallery.edit(house, tariq, made[0], Changes(visibility="followers"))
    gallery.edit(house, tariq, made[1], Changes(rating="mature"))
    gallery.bin(house, tariq, made[2])
    assert [reposted(viewer) for viewer in (NOBODY, kofi, tariq)] == [[], [made[1]], [made[1], made[0]]]
    circle.block(house, tariq, "kofi")
    assert reposted(kofi) == []
    circle.block(house, mara, "kofi")
    with pytest.raises(NotFound):
        reposted(kofi)
