"""What people repost comes into their followers' Following: once, where it came first, and as long as somebody they follow shows it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from sqlmodel import col, update

from rxfeed.domain import accounts_privacy, circle, feeds_following, feeds_inbox, feeds_page, gallery, marks
from rxfeed.domain.gallery_changes import Changes
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account
from rxfeed.domain.viewer import Viewer
from tests import making
from tests.counting import counted

Shown = list[tuple[str, str]]


def _shown(house: House, viewer: Viewer) -> Shown:
    """Posts, and by whom they have come; page by page."""
    found, cursor = Shown(), None
    while cursor != "":
        page = json.loads(feeds_following.following(house, making.again(house, viewer), cursor or "").json())
        found += [(card["id"], page["reposters"].get(card["id"], {}).get("handle", "")) for card in page["cards"]]
        cursor = page["next"]
    return found


def _people(house: House, *handles: str) -> tuple[Viewer, ...]:
    """Mara follows everybody but the last, who is the author."""
    mara, *others = (making.person(house, name) for name in ("mara", *handles))
    for handle in handles[:-1]:
        circle.follow(house, mara, handle)
    return mara, *others


def test_a_repost_brings_a_post_once_and_what_ends_it_takes_it_away(house: House) -> None:
    mara, tariq, noor = _people(house, "tariq", "noor")
    post = making.post(house, noor).card.id
    own = making.post(house, tariq).card.id
    assert _shown(house, mara) == [(own, "")]
    for reposted in (post, own):
        marks.repost(house, tariq, reposted, on=True)
    assert (_shown(house, tariq), _shown(house, noor)) == ([(own, "")], [(post, "")]), "not to who reposts, nor a second time to the author"

    def bring() -> None:
        circle.follow(house, mara, "tariq")
        marks.repost(house, tariq, post, on=True)

    ends: tuple[tuple[Callable[[], object], Callable[[], object]], ...] = (
        (lambda: marks.repost(house, tariq, post, on=False), bring),
        (lambda: circle.unfollow(house, mara, "tariq"), bring),
        (lambda: circle.block(house, tariq, "mara"), lambda: (circle.unblock(house, tariq, "mara"), bring())),
        (lambda: circle.block(house, noor, "mara"), lambda: circle.unblock(house, noor, "mara")),
        (lambda: circle.block(house, noor, "tariq"), lambda: (circle.unblock(house, noor, "tariq"), bring())),
        (lambda: circle.mute(house, mara, "tariq"), lambda: circle.unmute(house, mara, "tariq")),
        (lambda: circle.mute(house, mara, "noor"), lambda: circle.unmute(house, mara, "noor")),
        (lambda: _change(house, tariq, delete_at=house.clock.now()), lambda: _change(house, tariq, delete_at=None)),
        (lambda: gallery.edit(house, noor, post, Changes(visibility="followers")), lambda: gallery.edit(house, noor, post, Changes(visibility="public"))),
        (lambda: accounts_privacy.set_private(house, noor, private=True), lambda: accounts_privacy.set_private(house, noor, private=False)),
        (lambda: gallery.bin(house, noor, post), lambda: gallery.restore(house, noor, post)),
    )  # fmt: skip
    for number, (end, begin) in enumerate(ends):
        assert sorted(_shown(house, mara)) == sorted([(post, "tariq"), (own, "")]), number
        end()
        feeds_inbox.tidy(house)
        assert post not in dict(_shown(house, mara)), number
        begin()


def test_it_keeps_its_place_whoever_brings_it_then(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds_page, "PAGE", 1)
    mara, tariq, juno, noor = _people(house, "tariq", "juno", "noor")
    post = making.post(house, noor).card.id
    marks.repost(house, tariq, post, on=True)
    later = making.post(house, tariq).card.id
    marks.repost(house, juno, post, on=True)
    marks.repost(house, mara, post, on=True)
    assert _shown(house, mara) == [(later, ""), (post, "tariq")]
    marks.repost(house, tariq, post, on=False)
    assert _shown(house, mara) == [(later, ""), (post, "juno")]
    circle.follow(house, mara, "noor")
    circle.unfollow(house, mara, "juno")
    assert _shown(house, mara) == [(later, ""), (post, "")], "its author is followed by now"
    marks.repost(house, tariq, post, on=True)
    circle.unfollow(house, mara, "noor")
    feeds_inbox.tidy(house)
    assert _shown(house, mara) == [(later, ""), (post, "tariq")]
    marks.repost(house, tariq, post, on=False)
    circle.follow(house, mara, "juno")
    assert _shown(house, mara) == [(later, ""), (post, "juno")]
    circle.unfollow(house, mara, "juno")
    assert _shown(house, mara) == [(later, "")]
    marks.repost(house, tariq, post, on=True)
    assert _shown(house, mara) == [(post, "tariq"), (later, "")], "what was gone comes anew"


def test_who_is_away_makes_room_for_the_others_and_comes_back(house: House) -> None:
    mara, tariq, juno, sol, noor = _people(house, "tariq", "juno", "sol", "noor")
    post = making.post(house, noor).card.id
    for each in (tariq, juno):
        marks.repost(house, each, post, on=True)
    later = making.post(house, sol).card.id
    _change(house, tariq, suspended_until=house.clock.now())
    assert _shown(house, mara) == [(later, ""), (post, "juno")]
    _change(house, juno, delete_at=house.clock.now())
    feeds_inbox.tidy(house)
    assert _shown(house, mara) == [(later, "")]
    _change(house, tariq, suspended_until=None)
    assert _shown(house, mara) == [(later, ""), (post, "tariq")]
    _change(house, tariq, suspended_until=house.clock.now())
    marks.repost(house, sol, post, on=True)
    assert _shown(house, mara) == [(post, "sol"), (later, "")], "what nobody showed comes anew"


def test_who_follows_an_author_whose_post_somebody_reposts_keeps_it_after_unfollowing(house: House) -> None:
    mara, tariq, noor = _people(house, "tariq", "noor")
    circle.follow(house, mara, "noor")
    post, older = making.post(house, noor).card.id, making.post(house, noor).card.id
    marks.repost(house, tariq, post, on=True)
    circle.unfollow(house, mara, "noor")
    assert (_shown(house, mara), older in dict(_shown(house, mara))) == ([(post, "tariq")], False)


def test_what_large_authors_repost_is_merged_in_at_reading(house: House) -> None:
    mara, large, other, small, noor = _people(house, "large", "other", "small", "noor")
    for each in (large, other):
        _change(house, each, followers=feeds_inbox.LARGE + 1)
    posts = [making.post(house, noor).card.id for _ in range(2)]
    hers = making.post(house, mara).card.id
    for each in (*posts, hers):
        marks.repost(house, large, each, on=True)
    own = making.post(house, other).card.id
    for each in (large, other, small):
        for post in (*posts, own):
            marks.repost(house, each, post, on=True)
    assert _shown(house, mara) == [(own, ""), (posts[1], "small"), (posts[0], "small"), (hers, "")], "each once, where the first of them reposted it"
    marks.repost(house, small, posts[0], on=False)
    assert _shown(house, mara)[2] == (posts[0], "large")
    circle.mute(house, mara, "large")
    circle.mute(house, mara, "small")
    assert [by for _, by in _shown(house, mara)] == ["", "other", "other", ""]
    circle.unfollow(house, mara, "small")
    for each in (large, other):
        _change(house, each, followers=1)
    assert feeds_inbox.settle_large(house) == 2
    assert [by for _, by in _shown(house, mara)] == ["", "other", "other", ""]


def test_who_begins_to_follow_finds_what_they_have_reposted_and_a_page_stays_three_statements(house: House) -> None:
    mara, tariq, noor = _people(house, "tariq", "noor")
    circle.unfollow(house, mara, "tariq")
    post = making.post(house, noor).card.id
    marks.repost(house, tariq, post, on=True)
    circle.follow(house, mara, "tariq")
    assert _shown(house, mara) == [(post, "tariq")]
    with counted(house) as asked:
        feeds_following.following(house, mara)
    assert len(asked) == 3
    news = feeds_following.since(house, mara, feeds_following.following(house, mara).newest)
    assert (news.cards, news.reposters) == ([], {})
    newer = making.post(house, noor).card.id
    before = feeds_following.following(house, mara).newest
    marks.repost(house, tariq, newer, on=True)
    assert feeds_following.since(house, mara, before).reposters.keys() == {newer}


def _change(house: House, who: Viewer, **values: object) -> None:
    with house.database.writing() as session:
        session.execute(update(Account).where(col(Account.id) == who.account_id).values(**values))
