"""Three pictures first, and a wall by tag."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from rxfeed.domain import accounts_seen, gallery, ids, pins
from rxfeed.domain.errors import Invalid, LimitReached, NotFound, NotSignedIn, RxfeedError
from rxfeed.domain.feeds_page import FeedPage
from rxfeed.domain.gallery import Changes
from rxfeed.domain.house import House
from rxfeed.domain.tables import Consent, Pin, Post, PostTag
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making, making_many
from tests.counting import counted
from tests.houses import SqliteTemplates, opened


def listed(page: FeedPage) -> list[str]:
    return [card["id"] for card in json.loads(page.json())["cards"]]


def test_pinned_posts_come_first_and_once(house: House) -> None:
    mara, start = making.person(house, "mara"), datetime(2026, 1, 1, tzinfo=UTC)
    made = making_many.posts(house, mara, accounts_seen.PAGE + 5, "published", published_at=lambda number: start + timedelta(hours=number))
    _consent(house, mara)
    for number in (0, 5):
        pins.pin(house, mara, made[number], on=True)
    first = accounts_seen.posts(house, NOBODY, "mara")
    second = accounts_seen.posts(house, NOBODY, "mara", first.next)
    assert listed(first) + listed(second) == [made[5], made[0], *(made[number] for number in sorted(made, reverse=True) if number not in {0, 5})]
    assert accounts_seen.profile(house, NOBODY, "mara").pinned == [made[5], made[0]]
    pins.pin(house, mara, made[5], on=False)
    assert gallery.show(house, mara, made[0]).pinned
    assert not gallery.show(house, mara, made[5]).pinned


def test_a_fourth_is_refused_whoever_comes_at_once(house: House) -> None:
    mara = making.person(house, "mara")
    made = list(making_many.posts(house, mara, 8, "published", published_at=lambda _: house.clock.now()).values())

    def pin(post_id: str) -> str:
        try:
            pins.pin(house, mara, post_id, on=True)
        except LimitReached as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(pin, made))
    assert sorted(said)[3:] == ["Three pictures are pinned already. Unpin one of them first."] * 5
    kept = [post_id for post_id, sentence in zip(made, said, strict=True) if not sentence]
    pin(kept[0])
    assert len(accounts_seen.profile(house, NOBODY, "mara").pinned) == 3


def test_what_leaves_the_public_is_unpinned(house: House) -> None:
    mara = making.person(house, "mara")
    first, second = (making.post(house, mara).card.id for _ in range(2))
    for one in (first, second):
        pins.pin(house, mara, one, on=True)
    gallery.bin(house, mara, first)
    gallery.edit(house, mara, second, Changes(visibility="unlisted"))
    gallery.restore(house, mara, first)
    assert accounts_seen.profile(house, mara, "mara").pinned == []
    with house.database.reading() as session:
        assert session.exec(select(Pin)).all() == []


def test_only_ones_own_and_only_what_is_public(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    public, unlisted = making.post(house, mara).card.id, making.post(house, mara, visibility="unlisted").card.id
    for who, post_id, refusal in (
        (tariq, public, NotFound), (NOBODY, public, NotSignedIn), (Viewer(guest_id=1), public, NotSignedIn), (mara, unlisted, Invalid),
        (mara, "x" * 50_000, NotFound),
    ):  # fmt: skip
        with pytest.raises(refusal):
            pins.pin(house, who, post_id, on=True)


def test_a_wall_by_tag_goes_on_in_order_and_shows_each_viewer_their_own(house: House) -> None:
    mara, start = making.person(house, "mara"), datetime(2026, 1, 1, tzinfo=UTC)
    made = making_many.posts(house, mara, 60, "published", published_at=lambda number: start + timedelta(hours=60 - number))
    _consent(house, mara)
    with house.database.writing() as session:
        for number in range(0, 60, 2):
            post = session.get_one(Post, ids.from_text(made[number]))
            session.add(PostTag(post_id=post.id, tag="fog", account_id=post.account_id, published_at=post.published_at))
            post.rating = "mature" if number == 2 else "general"
    first = accounts_seen.posts(house, NOBODY, "mara", "", "#Fog")
    second = accounts_seen.posts(house, NOBODY, "mara", first.next, "fog")
    assert (listed(first) + listed(second), second.next) == ([made[number] for number in range(0, 60, 2) if number != 2], "")
    assert made[2] in listed(accounts_seen.posts(house, making.person(house), "mara", "", "fog"))
    assert listed(accounts_seen.posts(house, NOBODY, "mara", "", "rain")) == []
    for junk in ("a b", "!", "x" * 50_000, "\0"):
        with pytest.raises(Invalid):
            accounts_seen.posts(house, NOBODY, "mara", "", junk)


def test_tags_have_the_time_of_their_post_and_the_most_used_are_told(house: House) -> None:
    mara = making.person(house, "mara")
    for tags in ("fog rain", "fog", "dusk fog"):
        made = making.post(house, mara, tags=tags)
    making.post(house, mara, tags="secret", rating="mature")
    gallery.edit(house, mara, made.card.id, Changes(tags="dusk"))
    assert accounts_seen.profile(house, NOBODY, "mara").tags == ["fog", "dusk", "rain"]
    assert "secret" in accounts_seen.profile(house, mara, "mara").tags
    with house.database.reading() as session:
        times = session.exec(select(PostTag.published_at, Post.published_at).join(Post)).all()
    assert len(times) == 5
    assert all(mine == theirs for mine, theirs in times)


def test_what_is_published_later_dates_its_tags(house: House) -> None:
    mara = making.person(house, "mara")
    made = making.post(house, mara, tags="fog", publish_at=house.clock.now() + timedelta(hours=1))
    assert listed(accounts_seen.posts(house, mara, "mara", "", "fog")) == []
    gallery.publish_now(house, mara, made.card.id)
    assert listed(accounts_seen.posts(house, mara, "mara", "", "fog")) == [made.card.id]


def test_sqlite_lists_a_tag_by_its_index_in_order(tmp_path: Path) -> None:
    with SqliteTemplates(tmp_path).database(tmp_path) as url, opened(tmp_path, url) as house:
        making.person(house, "mara")
        with counted(house) as asked:
            accounts_seen.posts(house, NOBODY, "mara", "", "fog")
        query = next(statement for statement in asked if "posttag" in statement)
        with house.database.reading() as session:
            plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", ("0",) * query.count("?")).all()
    steps = [row[3] for row in plan]
    assert "ix_posttag_profile" in steps[0]
    assert not any("TEMP B-TREE" in step for step in steps), steps


def test_junk_changes_nothing(house: House) -> None:
    with pytest.raises(RxfeedError):
        pins.pin(house, making.person(house), "", on=True)


def _consent(house: House, who: Viewer) -> None:
    """Posts that were made as rows alone can be shown as cards."""
    with house.database.writing() as session:
        for number in session.exec(select(Post.id).where(Post.account_id == who.account_id)).all():
            session.add(Consent(id=ids.mint(), post_id=number, version=1, remix="anyone", licence="CC0-1.0", training=False, decided_at=house.clock.now()))
