"""Sample content: drawn, hung, marked, and gone with one call."""

from __future__ import annotations

import json

import pytest
from sqlmodel import select

from rxfeed.domain import accounts, accounts_seen, collections, feeds, feeds_following, samples
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.house import House
from rxfeed.domain.sessions import Browser
from rxfeed.domain.tables import Account, Post
from rxfeed.domain.viewer import NOBODY, Viewer
from rxfeed.engines.sketch.samples import CREATORS, SAMPLES
from rxfeed.launch.samples import CONSENTS, hang
from rxfeed.launch.samples_talk import TALKS
from tests import making


async def test_samples_hang_in_the_feed_and_are_taken_away(house: House) -> None:
    assert await house.run(samples.is_empty)
    assert await hang(house, SAMPLES[::18]) == 4, "two, and what is remixed from the one"
    cards = json.loads((await house.run(feeds.latest, NOBODY)).json())["cards"]
    assert [card["is_sample"] and card["author"]["is_sample"] for card in cards] == [True] * 4
    assert all(card["pictures"][0]["alt"] for card in cards)
    assert {card["author"]["handle"] for card in cards if card["author"]["avatar"]} == {SAMPLES[0].creator, SAMPLES[18].creator}, "of their first pictures"
    assert (await house.run(accounts_seen.profile, NOBODY, "juno")).followers == 5
    with house.database.reading() as session:
        assert sorted(session.exec(select(Post.likes))) == [0, 0, 0, 5]
        assert sorted(session.exec(select(Post.comments))) == [0, 0, 0, 4]
    with house.database.reading() as session:
        tariq = Viewer(account_id=session.exec(select(Account.id).where(Account.handle == "tariq")).one())
    assert [each.handle for each in feeds_following.following(house, tariq).reposters.values()] == ["juno"]
    hers = making.post(house, me := making.person(house))
    assert [(item.name, item.posts) for item in collections.of(house, me, "ines").collections] == [("By the water", 1)]
    assert not await house.run(samples.is_empty)
    assert await house.run(samples.remove) == 4
    left = json.loads((await house.run(feeds.latest, NOBODY)).json())["cards"]
    assert [card["id"] for card in left] == [hers.card.id]
    assert len(list(house.objects.under("public"))) == 3, "the copies of what is no sample"
    assert len(list(house.objects.under("pictures"))) == 5, "three sizes, the original and its signed copy"


async def test_nobody_signs_in_as_a_sample_and_the_first_person_runs_the_server(house: House) -> None:
    await hang(house, SAMPLES[:1])
    with pytest.raises(RxfeedError):
        accounts.sign_in(house, Browser(address="127.0.0.1"), "juno", "")
    assert accounts.is_first(house)


def test_there_are_thirty_six_by_six(house: House) -> None:
    handles = {creator.handle for creator in CREATORS}
    assert (len(SAMPLES), handles, {sample.creator for sample in SAMPLES}) == (36, set(CONSENTS), handles)
    shapes = house.engines["sketch"].abilities().sizes
    assert {sample.shape for sample in SAMPLES} == set(shapes)
    assert all(sample.alt for sample in SAMPLES)


def test_the_sample_people_talk_about_pictures_that_are_there() -> None:
    handles, captions = {creator.handle for creator in CREATORS}, {sample.caption for sample in SAMPLES}
    assert TALKS.keys() <= captions
    for lines in TALKS.values():
        assert {line.who for line in lines} <= handles
        assert all(line.answers is None or line.answers < place for place, line in enumerate(lines))
