"""Who is shown which collections, and what of them."""

from __future__ import annotations

import orjson
import pytest

from rxfeed.domain import circle, collections, gallery, ids, safety
from rxfeed.domain.collections import Changes
from rxfeed.domain.collections_tiles import told
from rxfeed.domain.errors import Invalid, NotAllowed, NotFound, NotSignedIn
from rxfeed.domain.feeds_page import FeedPage
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Save
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making
from tests.counting import counted


def ids_of(page: FeedPage) -> list[str]:
    return [orjson.loads(card)["id"] for card in page.cards]


def keep(house: House, viewer: Viewer, post_id: str) -> None:
    """Save it."""

    with house.database.writing() as session:
        session.add(Save(account_id=viewer.require_account(), post_id=ids.from_text(post_id), since=house.clock.now()))


def test_private_unlisted_public(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house)
    harbour = collections.begin(house, mara, "Harbours", post_id=making.post(house, mara).card.id)
    for visibility, seen in (("private", False), ("unlisted", True), ("public", True)):
        collections.change(house, mara, harbour, Changes(visibility=visibility))
        for viewer in (tariq, NOBODY):
            if seen:
                assert collections.show(house, viewer, harbour).posts == 1
                assert len(collections.posts(house, viewer, harbour).cards) == 1
            else:
                with pytest.raises(NotFound):
                    collections.show(house, viewer, harbour)
                with pytest.raises(NotFound):
                    collections.posts(house, viewer, harbour)
        listed = [item.name for item in collections.of(house, tariq, "mara").collections]
        assert listed == (["Harbours"] if visibility == "public" else [])
    assert [item.name for item in collections.mine(house, mara).collections] == ["Harbours"]
    with pytest.raises(NotSignedIn):
        collections.mine(house, NOBODY)


def test_a_cover_that_is_rated_held_or_binned_meanwhile_stands_for_nothing(house: House) -> None:
    mara, judge = making.person(house, "mara"), making.person(house, role="moderator")
    for deed in (
        lambda post: gallery.edit(house, mara, post, gallery.Changes(rating="mature")),
        lambda post: gallery.bin(house, mara, post),
        lambda post: safety.decide(house, judge, safety.queue(house, judge).matters[0].id, safety.Decision("hide", "It is.")),
    ):
        cover, other = making.post(house, mara).card, making.post(house, mara).card
        safety.report(house, making.person(house), "post", cover.id, "spam")
        mixed = collections.begin(house, mara, "Mixed", "public", post_id=cover.id)
        collections.add(house, mara, mixed, other.id)
        collections.cover(house, mara, mixed, cover.id)
        assert collections.show(house, NOBODY, mixed).cover.src == cover.pictures[0].src
        deed(cover.id)
        seen, listed = collections.show(house, NOBODY, mixed), collections.of(house, NOBODY, "mara").collections[0]
        assert seen.cover.src == listed.cover.src == other.pictures[0].src
        assert (seen.rating, listed.rating, seen.posts) == ("general", "general", 1)
        if (waiting := safety.queue(house, judge).matters):
            safety.decide(house, judge, waiting[0].id, safety.Decision("dismiss"))


def test_what_somebody_may_not_see_is_neither_there_nor_counted(house: House) -> None:
    mara, tariq, lena = making.person(house, "mara"), making.person(house, "tariq"), making.person(house, "lena")
    shown, blocked, unlisted, binned, rated = (
        making.post(house, author, **more).card.id
        for author, more in ((mara, {}), (lena, {}), (mara, {"visibility": "unlisted"}), (mara, {}), (mara, {"rating": "mature"}))
    )
    mixed = collections.begin(house, mara, "Mixed", "public")
    for post in (rated, binned, unlisted, blocked, shown):
        collections.add(house, mara, mixed, post)
    collections.cover(house, mara, mixed, blocked)
    gallery.bin(house, mara, binned)
    circle.block(house, lena, "tariq")
    tariq = making.again(house, tariq)
    assert ids_of(collections.posts(house, mara, mixed)) == [shown, blocked, unlisted, rated]
    assert ids_of(collections.posts(house, tariq, mixed)) == [shown, rated]
    assert ids_of(collections.posts(house, NOBODY, mixed)) == [shown, blocked]
    assert [collections.show(house, viewer, mixed).posts for viewer in (mara, tariq, NOBODY)] == [4, 2, 2]
    assert [collections.of(house, viewer, "mara").collections[0].posts for viewer in (mara, tariq, NOBODY)] == [4, 2, 2]
    covers = [collections.show(house, viewer, mixed).cover.alt for viewer in (mara, tariq)]
    assert covers == ["picture 0", "picture 0"]
    assert collections.show(house, mara, mixed).cover != collections.show(house, tariq, mixed).cover


def test_a_block_between_viewer_and_owner_closes_it(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    harbour = collections.begin(house, mara, "Harbours", "public")
    circle.block(house, mara, "tariq")
    with pytest.raises(NotFound):
        collections.show(house, making.again(house, tariq), harbour)
    circle.unblock(house, mara, "tariq")
    circle.block(house, tariq, "mara")
    with pytest.raises(NotAllowed):
        collections.show(house, making.again(house, tariq), harbour)


def test_pages_continue_in_order_and_ask_a_constant_number_of_queries(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rxfeed.domain.collections_lists.PAGE", 2)
    mara = making.person(house, "mara")
    added = [making.post(house, mara).card.id for _ in range(5)]
    harbour = collections.begin(house, mara, "Harbours", "public")
    for post in reversed(added):
        collections.add(house, mara, harbour, post)
    for number in range(2):
        collections.begin(house, mara, f"Empty {number}")
    found, cursor = [], ""
    while True:
        page = collections.posts(house, mara, harbour, cursor)
        found += ids_of(page)
        if not (cursor := page.next):
            break
    assert found == added
    with counted(house) as said:
        collections.posts(house, mara, harbour)
    assert len(said) == 3, "whose it is, one's own part in it, and the posts, whose cards are prepared"
    first = collections.mine(house, mara)
    with counted(house) as said:
        second = collections.mine(house, mara, first.next)
    assert (len(said), [item.name for item in (*first.collections, *second.collections)]) == (2, ["Empty 1", "Empty 0", "Harbours"])
    for cursor in ("x", "0" * 25, "zz" * 13):
        with pytest.raises(Invalid):
            collections.posts(house, mara, harbour, cursor)


def test_large_counts_tell_no_single_post() -> None:
    assert [told(counted, counter) for counted, counter in ((0, 3), (50, 180), (51, 51), (51, 19_987))] == [
        (0, False), (50, False), (50, True), (19_900, True)
    ]  # fmt: skip


def test_saved_newest_first_and_found_by_every_word(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    harbour = making.post(house, mara, prompt="A quiet Hafenstraße in Öl").card.id
    hidden = making.post(house, mara, prompt="secret harbour", prompt_hidden=True, caption="100 % calm", tags=("boats",)).card.id
    for post in (harbour, hidden):
        keep(house, tariq, post)

    def found(words: str) -> list[str]:
        return ids_of(collections.saved(house, tariq, words))

    assert found("") == [hidden, harbour]
    assert found("quiet öl") == found("HAFENSTR") == [harbour]
    assert found("secret") == found("quiet boats") == found("_uiet") == []
    assert found("#boats") == found("100 %") == found("calm") == [hidden]
    assert found("@mara") == [hidden, harbour]
    assert found("x" * 50_000) == []
    assert ids_of(collections.saved(house, mara)) == []
    circle.block(house, mara, "tariq")
    assert ids_of(collections.saved(house, making.again(house, tariq))) == []
    with pytest.raises(NotSignedIn):
        collections.saved(house, NOBODY)


def test_nobody_sees_the_collections_of_who_is_leaving(house: House) -> None:
    mara = making.person(house, "mara")
    harbour = collections.begin(house, mara, "Harbours", "public")
    with house.database.writing() as session:
        session.get_one(Account, mara.account_id).delete_at = house.clock.now()
    with pytest.raises(NotFound):
        collections.show(house, NOBODY, harbour)
