"""Following: what one's people publish, from inboxes and from large authors, for nobody else's eyes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import col, select, update

from rxfeed.domain import accounts_privacy, circle, feeds_following, feeds_inbox, gallery, ids
from rxfeed.domain.errors import Invalid, NotSignedIn
from rxfeed.domain.feeds_page import PAGE, FeedPage
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Inbox, LargeAuthor, Post
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making
from tests.counting import counted


def _ids(page: FeedPage) -> list[str]:
    return [card["id"] for card in json.loads(page.json())["cards"]]


def _shown(house: House, viewer: Viewer) -> list[str]:
    return _ids(feeds_following.following(house, making.again(house, viewer)))


def test_theirs_and_ones_own_newest_first_and_nobody_elses(house: House) -> None:
    mara, tariq, noor = (making.person(house, name) for name in ("mara", "tariq", "noor"))
    before = making.post(house, tariq).card.id
    circle.follow(house, mara, "tariq")
    making.post(house, noor)
    after = [making.post(house, author, visibility=visibility).card.id for author, visibility in ((tariq, "public"), (mara, "public"), (tariq, "followers"))]
    making.post(house, tariq, visibility="unlisted")
    assert _shown(house, mara) == [*after[::-1], before]
    with pytest.raises(NotSignedIn):
        feeds_following.following(house, NOBODY)


def test_pages_and_news(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    circle.follow(house, mara, "tariq")
    made = [making.post(house, tariq).card.id for _ in range(PAGE + 2)][::-1]
    first = feeds_following.following(house, mara)
    second = feeds_following.following(house, mara, first.next)
    assert (_ids(first) + _ids(second), second.next) == (made, "")
    newer = making.post(house, tariq).card.id
    news = feeds_following.since(house, mara, first.newest)
    assert (_ids(news), news.reset) == ([newer], False)
    for read in (feeds_following.following, feeds_following.since):
        with pytest.raises(Invalid, match="Load it again"):
            read(house, tariq, first.next)


@pytest.mark.parametrize("change", [
    lambda house, mara, tariq, post: circle.unfollow(house, mara, "tariq"),
    lambda house, mara, tariq, post: circle.remove_follower(house, tariq, "mara"),
    lambda house, mara, tariq, post: circle.block(house, tariq, "mara"),
    lambda house, mara, tariq, post: circle.mute(house, mara, "tariq"),
    lambda house, mara, tariq, post: gallery.bin(house, tariq, post),
    lambda house, mara, tariq, post: gallery.edit(house, tariq, post, gallery.Changes(visibility="unlisted")),
], ids=["unfollowed", "removed", "blocked", "muted", "binned", "unlisted"])  # fmt: skip
def test_what_ends_is_gone_at_once(house: House, change: Callable[..., object]) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    circle.follow(house, mara, "tariq")
    post = making.post(house, tariq).card.id
    assert _shown(house, mara) == [post]
    change(house, mara, tariq, post)
    assert _shown(house, mara) == []


def test_a_private_account_stays_with_its_followers_and_what_is_restored_comes_back(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    circle.follow(house, mara, "tariq")
    post = making.post(house, tariq).card.id
    accounts_privacy.set_private(house, tariq, private=True)
    gallery.bin(house, tariq, post)
    gallery.restore(house, tariq, post)
    assert _shown(house, mara) == [post]


def test_what_is_scheduled_comes_in_its_time(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    circle.follow(house, mara, "tariq")
    at = house.clock.now() + timedelta(hours=1)
    posts = [making.post(house, tariq, publish_at=at).card.id for _ in range(2)]
    assert _shown(house, mara) == []
    gallery.publish_now(house, tariq, posts[0])
    with house.database.writing() as session:
        session.execute(update(Post).where(col(Post.id) == ids.from_text(posts[1])).values(publish_at=house.clock.now()))
    assert gallery.publish_due(house) == 1
    assert _shown(house, mara) == posts[::-1]


def test_large_authors_are_merged_in_and_get_into_inboxes_again(house: House) -> None:
    mara, tariq, noor = (making.person(house, name) for name in ("mara", "tariq", "noor"))
    for handle in ("tariq", "noor"):
        circle.follow(house, mara, handle)
    posts = [making.post(house, tariq).card.id]
    _followed_by(house, tariq, feeds_inbox.LARGE + 1)
    posts += [making.post(house, author).card.id for author in (tariq, noor, tariq)]
    assert _in_inbox(house, mara) == {posts[0], posts[2]}
    assert _shown(house, mara) == posts[::-1]
    _followed_by(house, tariq, feeds_inbox.SMALL_AGAIN)
    assert feeds_inbox.settle_large(house) == 0, "not so soon"
    _followed_by(house, tariq, feeds_inbox.SMALL_AGAIN - 1)
    assert feeds_inbox.settle_large(house) == 1
    assert (_in_inbox(house, mara), _shown(house, mara)) == (set(posts), posts[::-1])
    with house.database.reading() as session:
        assert session.exec(select(LargeAuthor)).all() == []


def test_the_housekeeping_takes_what_nobody_looks_at(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds_inbox, "ROOM", 2)
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    circle.follow(house, mara, "tariq")
    posts = [making.post(house, tariq).card.id for _ in range(4)]
    with house.database.writing() as session:
        session.add(Inbox(account_id=mara.require_account(), published_at=house.clock.now(), post_id=7, author_id=tariq.require_account()))
    feeds_inbox.tidy(house)
    assert _in_inbox(house, mara) == {posts[3]}, "the room counts what is gone, once"
    feeds_inbox.tidy(house)
    assert _shown(house, mara) == [posts[3]]


def test_a_page_is_two_statements_and_one_for_the_viewers_marks(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    circle.follow(house, mara, "tariq")
    making.post(house, tariq)
    _shown(house, mara)
    with counted(house) as asked:
        feeds_following.following(house, mara)
    assert len(asked) == 3


def _followed_by(house: House, author: Viewer, count: int) -> None:
    with house.database.writing() as session:
        session.execute(update(Account).where(col(Account.id) == author.account_id).values(followers=count))


def _in_inbox(house: House, viewer: Viewer) -> set[str]:
    with house.database.reading() as session:
        return {ids.to_text(number) for number in session.exec(select(Inbox.post_id).where(Inbox.account_id == viewer.account_id))}
