"""What an author may change afterwards, and who may see it then."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from rxfeed.domain import feeds, gallery, ids
from rxfeed.domain.consent import Decision
from rxfeed.domain.errors import Conflict, Invalid, NotFound, NotSignedIn, Unavailable
from rxfeed.domain.gallery import Changes
from rxfeed.domain.house import House
from rxfeed.domain.ports import ObjectStore
from rxfeed.domain.tables import Account, Picture, Post, PostPicture
from rxfeed.domain.viewer import NOBODY
from tests import making


def test_words_change_and_the_card_with_them(house: House) -> None:
    mara = making.person(house)
    made = making.post(house, mara, tags="a b")
    changed = gallery.edit(house, mara, made.card.id, Changes(caption="Better", tags="b c", alts=("A harbour",), prompt_hidden=True))
    assert (changed.card.caption, changed.card.tags, changed.card.pictures[0].alt) == ("Better", ["b", "c"], "A harbour")
    assert (changed.card.prompt, changed.card.edited, changed.seeds) == ("", True, [])
    assert b"quiet harbour" not in feeds.latest(house, NOBODY).cards[0]


def test_leaving_public_takes_the_copies_away_and_coming_back_renews_their_name(house: House) -> None:
    mara = making.person(house)
    made = making.post(house, mara)
    first = made.card.pictures[0].src
    unlisted = gallery.edit(house, mara, made.card.id, Changes(visibility="unlisted"))
    assert unlisted.card.pictures[0].src.startswith("/media/")
    assert list(house.objects.under("public")) == []
    assert feeds.latest(house, NOBODY).cards == []
    assert gallery.show(house, NOBODY, made.card.id).visibility == "unlisted", "whoever has the link sees it"
    again = gallery.edit(house, mara, made.card.id, Changes(visibility="public")).card.pictures[0].src
    assert again.startswith("/pictures/")
    assert again != first


def test_the_bin_hides_a_post_for_thirty_days(house: House) -> None:
    mara = making.person(house)
    made = making.post(house, mara)
    gallery.bin(house, mara, made.card.id)
    with pytest.raises(NotFound):
        gallery.show(house, NOBODY, made.card.id)
    assert (feeds.latest(house, NOBODY).cards, list(house.objects.under("public"))) == ([], [])
    assert [item.id for item in gallery.mine(house, mara, "binned")[0]] == [made.card.id]
    with pytest.raises(Conflict):
        gallery.bin(house, mara, made.card.id)
    gallery.restore(house, mara, made.card.id)
    assert len(feeds.latest(house, NOBODY).cards) == 1


def test_after_thirty_days_everything_is_gone(house: House) -> None:
    mara = making.person(house)
    made = making.post(house, mara)
    gallery.bin(house, mara, made.card.id)
    assert gallery.purge(house) == 0
    with house.database.writing() as session:
        row = session.get_one(Post, ids.from_text(made.card.id))
        row.binned_at = house.clock.now() - timedelta(days=30, minutes=1)
        session.add(row)
    assert gallery.purge(house) == 1
    with house.database.reading() as session:
        assert session.exec(select(Post.id)).all() == []
        assert session.exec(select(Picture.id)).all() == []
    assert list(house.objects.under("pictures")) == []


def test_only_its_author_changes_a_post(house: House) -> None:
    mara, tariq = making.person(house), making.person(house)
    made = making.post(house, mara)
    for attempt in (gallery.bin, gallery.restore):
        with pytest.raises(NotFound):
            attempt(house, tariq, made.card.id)
    with pytest.raises(NotFound):
        gallery.edit(house, tariq, made.card.id, Changes(caption="mine now"))
    with pytest.raises(NotSignedIn):
        gallery.edit(house, NOBODY, made.card.id, Changes(caption="mine now"))


@pytest.mark.parametrize(
    "changes",
    [Changes(alts=("one", "two")), Changes(rating="x"), Changes(visibility="friends"), Changes(decision=Decision("anyone", "MIT")), Changes(tags="a!b")],
)
def test_a_wrong_change_changes_nothing(house: House, changes: Changes) -> None:
    mara = making.person(house)
    made = making.post(house, mara, tags="a")
    with pytest.raises(Invalid):
        gallery.edit(house, mara, made.card.id, changes)
    assert gallery.show(house, mara, made.card.id) == made


def test_mature_pictures_are_for_signed_in_people(house: House) -> None:
    mara = making.person(house)
    made = making.post(house, mara, rating="mature")
    assert feeds.latest(house, NOBODY).cards == []
    with pytest.raises(NotSignedIn):
        gallery.show(house, NOBODY, made.card.id)
    assert len(feeds.latest(house, making.person(house)).cards) == 1


def test_an_account_that_is_leaving_shows_nothing(house: House) -> None:
    mara = making.person(house)
    made = making.post(house, mara)
    with house.database.writing() as session:
        session.get_one(Account, mara.account_id).delete_at = house.clock.now() + timedelta(days=30)
    assert feeds.latest(house, NOBODY).cards == []
    with pytest.raises(NotFound):
        gallery.show(house, NOBODY, made.card.id)


class _Away:
    """A store that can be read and not be written to any more."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    def __getattr__(self, name: str) -> object:
        if name.startswith("delete"):
            raise Unavailable("The object store does not answer.")
        return getattr(self._store, name)


def test_the_bin_needs_no_store_and_leaves_no_name_behind(house: House) -> None:
    mara = making.person(house)
    made = making.post(house, mara)
    without = replace(house, objects=_Away(house.objects))  # type: ignore[arg-type]
    gallery.bin(without, mara, made.card.id)
    with house.database.reading() as session:
        assert session.exec(select(PostPicture.public_name)).all() == [""], "so the sweep takes the copies"
    with pytest.raises(NotFound):
        gallery.show(house, NOBODY, made.card.id)


def test_a_store_that_is_away_keeps_a_post_where_it_is(house: House) -> None:
    mara = making.person(house)
    made = making.post(house, mara, visibility="unlisted")
    for kept in house.objects.under("pictures"):
        house.objects.delete(kept.key)
    with pytest.raises(NotFound):
        gallery.edit(house, mara, made.card.id, Changes(visibility="public"))
    assert gallery.show(house, mara, made.card.id).visibility == "unlisted"
