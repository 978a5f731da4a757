"""More like this: what looks alike or shares a tag, of what this viewer sees, and nothing to fill a page."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from sqlmodel import col, select

from rxfeed.domain import circle, feeds_page, gallery, ids, search_similar, similar_looking
from rxfeed.domain.errors import Invalid, NotFound
from rxfeed.domain.house import House
from rxfeed.domain.likeness import SIDE, Floats, likeness, likest, of_pixels, packed, unpacked
from rxfeed.domain.similar_buckets import buckets
from rxfeed.domain.tables import LookBucket, Post, PostLook
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making
from tests.counting import counted


def pixels(seed: int, colour: float = 0.0) -> Floats:
    chance = np.random.default_rng(seed)
    return np.asarray(np.clip(np.kron(chance.random((8, 8, 3)), np.ones((SIDE // 8, SIDE // 8, 1))) + colour, 0, 1))


def painted(house: House, author: Viewer, seen: Floats, **more: object) -> str:
    """A post that looks like that."""
    post_id = making.post(house, author, **more).card.id
    with house.database.writing() as session:
        similar_looking.keep(session, ids.from_text(post_id), of_pixels(seen))
    return post_id


def test_a_look_is_kept_in_few_bytes_and_its_buckets_are_shared_by_what_is_alike() -> None:
    one, nearly, other = (of_pixels(pixels(seed, colour)) for seed, colour in ((1, 0), (1, 0.02), (2, 0)))
    assert len(packed(one)) == 240
    assert likeness(one, unpacked(packed(one))) > 0.98
    several = [packed(each) for each in (one, nearly, other)]
    assert likest(several[:1], several).tolist() == pytest.approx([likeness(unpacked(several[0]), unpacked(each)) for each in several], abs=1e-5)
    assert likest(several, several).tolist() == pytest.approx([1, 1, 1], abs=0.01)
    assert set(buckets(one)) & set(buckets(nearly))
    assert not set(buckets(one)) & set(buckets(other))


def test_alike_first_then_a_common_tag_and_nothing_else(house: House) -> None:
    mara, tariq = making.person(house), making.person(house)
    seed = painted(house, mara, pixels(1), tags="fog", prompt="one")
    twin = painted(house, tariq, pixels(1, 0.02), prompt="two")
    tagged = painted(house, tariq, pixels(9), tags="fog", prompt="three")
    painted(house, tariq, np.zeros((SIDE, SIDE, 3)), prompt="four")
    numbers = [ids.from_text(text) for text in (twin, tagged)]
    with counted(house) as queries:
        assert search_similar.of(house, mara, [ids.from_text(seed)], 10) == numbers
    assert len(queries) == 6
    assert [card.decode().count(text) > 0 for card, text in zip(search_similar.more_like(house, NOBODY, seed).cards, (twin, tagged), strict=True)] == [True] * 2
    circle.block(house, tariq, mara.handle)
    assert search_similar.of(house, making.again(house, mara), [ids.from_text(seed)], 10) == []


def test_pages_go_on_where_they_stopped_and_cursors_are_of_one_list(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    mara = making.person(house)
    seed, *others = [painted(house, mara, pixels(1, number / 200)) for number in range(4)]
    monkeypatch.setattr(feeds_page, "PAGE", 2)
    first = search_similar.more_like(house, mara, seed)
    rest = search_similar.more_like(house, mara, seed, first.next)
    assert len(first.cards) == 2
    assert not rest.next
    assert all(any(text.encode() in card for card in first.cards + rest.cards) for text in others)
    for wrong in (lambda: search_similar.more_like(house, mara, others[0], first.next), lambda: search_similar.more_like(house, NOBODY, seed, first.next)):
        with pytest.raises(Invalid):
            wrong()


def test_a_hidden_prompt_and_a_post_that_isnt_seen_tell_nothing(house: House) -> None:
    mara = making.person(house)
    seed = painted(house, mara, pixels(1), prompt="violet lanterns drifting", tags="fog")
    hidden = painted(house, mara, pixels(5), prompt="violet lanterns drifting", tags="fog", prompt_hidden=True)
    shown = painted(house, mara, pixels(5), prompt="violet lanterns drifting", tags="fog")
    scores = {one.post_id: one.score for one in search_similar.alike(house, NOBODY, [ids.from_text(seed)])}
    assert scores[ids.from_text(shown)] - scores[ids.from_text(hidden)] == search_similar.SAID
    mine = painted(house, mara, pixels(1), visibility="followers")
    for junk in (mine, "nothing", "x" * 50_000):
        with pytest.raises(NotFound):
            search_similar.more_like(house, NOBODY, junk)


def test_what_comes_out_is_looked_at_once_and_forgotten_with_its_post(house: House) -> None:
    mara = making.person(house)
    post_id = making.post(house, mara).card.id
    assert similar_looking.look_due(house) == 1
    assert similar_looking.look_due(house) == 0
    with house.database.reading() as session:
        assert session.get_one(PostLook, ids.from_text(post_id)).look
        assert len(session.scalars(select(col(LookBucket.post_id))).all()) == 6
    gallery.bin(house, mara, post_id)
    with house.database.writing() as session:
        session.get_one(Post, ids.from_text(post_id)).binned_at = house.clock.now() - timedelta(days=31)
    gallery.purge(house)
    with house.database.reading() as session:
        assert session.scalars(select(col(LookBucket.post_id))).all() == []
