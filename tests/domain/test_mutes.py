"""Muted people, words and tags: out of the feed, for a time, and back; counted as long as they hold."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import update

from rxfeed.domain import circle, feeds, ids, mutes, notices, talk
from rxfeed.domain.errors import Invalid, LimitReached, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Consent, Mute, MutedTag, MutedWord, Post
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making, making_many
from tests.counting import counted
from tests.domain.clocks import HeldClock


def seen(house: House, viewer: Viewer, cursor: str = "") -> list[str]:
    return [card["id"] for card in json.loads(feeds.latest(house, making.again(house, viewer), cursor).json())["cards"]]


def hides(house: House, viewer: Viewer) -> int:
    with house.database.reading() as session:
        return session.get_one(Account, viewer.account_id).hides


def test_words_and_tags_stay_out_of_the_feed_but_ones_own_posts_do_not(house: House) -> None:
    me, mara = making.person(house), making.person(house, "mara")
    fog = making.post(house, mara, prompt="Fog over a harbour").card.id
    caption = making.post(house, mara, prompt="a street", caption="in thick FOG.").card.id
    private = making.post(house, mara, prompt="fog alone", prompt_hidden=True).card.id
    tagged = making.post(house, mara, prompt="a kite", tags="harbour dusk").card.id
    plain = making.post(house, mara, prompt="a foggy hill", tags="harbours").card.id
    mine = making.post(house, me, prompt="my fog", tags="dusk").card.id
    assert len(seen(house, me)) == 6
    mutes.mute_word(house, me, " FOG ")
    assert seen(house, me) == [mine, plain, tagged, private]
    mutes.mute_tag(house, me, "#Dusk")
    assert seen(house, me) == [mine, plain, private]
    mutes.unmute_word(house, me, "Fog")
    mutes.unmute_tag(house, me, "dusk")
    assert (len(seen(house, me)), hides(house, me)) == (6, 0)
    assert {fog, caption} <= set(seen(house, me))


def test_what_has_ended_counts_no_more(house: House) -> None:
    me, mara = making.person(house), making.person(house, "mara")
    making.post(house, mara, prompt="fog", tags="dusk")
    mutes.mute_word(house, me, "fog", "day")
    mutes.mute_tag(house, me, "dusk", "week")
    circle.mute(house, me, "mara", "month")
    assert (seen(house, me), hides(house, me), mutes.tidy(house)) == ([], 3, 0)
    assert [one.until[:4] for one in mutes.muted(house, me).words] == [str((house.clock.now() + timedelta(days=1)).year)]
    with house.database.writing() as session:
        for table in (Mute, MutedWord, MutedTag):
            session.execute(update(table).values(until=house.clock.now() - timedelta(seconds=2)))
    assert (len(seen(house, me)), mutes.muted(house, me)) == (1, mutes.MutedViews())
    assert (mutes.tidy(house), hides(house, me), circle.recount(house)) == (3, 0, 0)


def test_muted_again_is_for_the_new_time(house: House) -> None:
    me = making.person(house)
    making.person(house, "mara")
    for lasting in ("day", ""):
        mutes.mute_word(house, me, "fog", lasting)
        mutes.mute_tag(house, me, "fog", lasting)
        circle.mute(house, me, "mara", lasting)
    assert mutes.tidy(replace(house, clock=HeldClock(datetime(2100, 1, 1, tzinfo=UTC)))) == 0
    assert hides(house, me) == 3
    with pytest.raises(Invalid, match="how long"):
        mutes.mute_word(house, me, "fog", "a year")


def test_a_page_is_filled_from_further_rows_and_goes_on(house: House) -> None:
    me, mara, start = making.person(house), making.person(house, "mara"), datetime(2026, 1, 1, tzinfo=UTC)
    made = making_many.posts(house, mara, 150, "published", published_at=lambda number: start - timedelta(hours=number))
    with house.database.writing() as session:
        for number, post_id in made.items():
            post = session.get_one(Post, ids.from_text(post_id))
            post.caption = "fog" if number < 110 or number % 2 else ""
            session.add(Consent(id=ids.mint(), post_id=post.id, version=1, remix="anyone", licence="CC0-1.0", training=False, decided_at=start))
    mutes.mute_word(house, me, "fog")
    me, found, cursor, pages = making.again(house, me), [], "", 0
    while pages == 0 or cursor:
        with counted(house) as asked:
            page = feeds.latest(house, me, cursor)
        found += [card["id"] for card in json.loads(page.json())["cards"]]
        cursor, pages = page.next, pages + 1
        assert len(asked) <= 9
    assert found == [made[number] for number in range(110, 150, 2)]
    assert pages == 2


def test_who_mutes_nothing_pays_nothing(house: House) -> None:
    me, mara = making.person(house), making.person(house, "mara")
    making.post(house, mara)
    seen(house, me)
    with counted(house) as asked:
        feeds.latest(house, me)
    assert len(asked) == 2, "the list, and what the viewer has marked in it"


def test_news_that_are_muted_are_no_news(house: House) -> None:
    me, mara = making.person(house), making.person(house, "mara")
    making.post(house, mara, prompt="a kite")
    mutes.mute_word(house, me, "fog")
    me = making.again(house, me)
    newest = feeds.latest(house, me).newest
    making.post(house, mara, prompt="fog")
    news = feeds.since(house, me, newest)
    assert (news.cards, news.reset, news.newest != newest) == ([], False, True)
    assert feeds.since(house, me, news.newest).cards == []


def test_a_hundred_at_most_and_each_once_whoever_comes_at_once(house: House) -> None:
    me = making.person(house)

    def mute(number: int) -> bool:
        try:
            mutes.mute_word(house, me, f"word{number % 105}")
        except LimitReached:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(mute, range(120)))
    assert done.count(True) >= 100
    assert (len(mutes.muted(house, me).words), hides(house, me), circle.recount(house)) == (100, 100, 0)


def test_nobody_mutes_without_an_account(house: House) -> None:
    for deed in (mutes.mute_word, mutes.unmute_word, mutes.mute_tag, mutes.unmute_tag):
        for viewer in (NOBODY, Viewer(guest_id=1)):
            with pytest.raises(NotSignedIn):
                deed(house, viewer, "fog")


def test_comments_with_it_are_folded_and_nobody_is_told_of_them(house: House) -> None:
    me, mara = making.person(house, "me"), making.person(house, "mara")
    post_id = making.post(house, me).card.id
    mutes.mute_word(house, me, "fog")
    mutes.mute_tag(house, me, "kites", "day")
    said = {words: talk.write(house, mara, post_id, words) for words in ("*Fog*, again", "so #kites", "kites and foghorns")}
    talk.write(house, me, post_id, "my own fog", answers=said["so #kites"])
    views = {}
    for viewer in (me, mara):
        with counted(house) as asked:
            threads = talk.page(house, making.again(house, viewer), post_id).threads
        views[viewer.handle] = {view.id: view.muted for thread in threads for view in (thread.begins, *thread.answers)}
        assert len(asked) <= 11
    assert [views["me"][said[words]] for words in said] == [True, True, False]
    assert sum(views["me"].values()) == 2
    assert not any(views["mara"].values())
    told = notices.page(house, making.again(house, me)).notices
    assert ([notice.words for notice in told], notices.unread(house, me)) == (["kites and foghorns"], 1)
    mutes.unmute_word(house, me, "fog")
    assert talk.thread(house, making.again(house, me), post_id, said["*Fog*, again"]).threads[0].begins.muted is False
