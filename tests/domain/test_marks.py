"""Liking, saving, reposting: once each, only what one may see, and counts that equal their rows whatever happens."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import col, select, update

from rxfeed.domain import accounts_deletion, circle, feeds, gallery, ids, marks, samples
from rxfeed.domain.circle_people import PAGE
from rxfeed.domain.errors import Invalid, NotAllowed, NotFound, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.marks_counts import COUNTS
from rxfeed.domain.tables import Account, Notice, Post
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making
from tests.counting import counted

Deed = Callable[..., None]
DEEDS: tuple[Deed, ...] = (marks.like, marks.save, marks.repost)
Counts = dict[str, tuple[int, int, int]]


def counts(house: House) -> Counts:
    """As they are kept: likes, saves, reposts."""
    with house.database.reading() as session:
        return {ids.to_text(post.id): (post.likes, post.saves, post.reposts) for post in session.exec(select(Post))}


def rows(house: House) -> Counts:
    """As the rows have it."""
    with house.database.reading() as session:
        found = {number: [0, 0, 0] for number in session.exec(select(Post.id))}
        for place, mark in enumerate(COUNTS):
            for number in session.exec(select(mark.post_id)):
                found[number][place] += 1
    return {ids.to_text(number): (row[0], row[1], row[2]) for number, row in found.items()}


def told(house: House) -> list[str]:
    """What kinds of notices there are."""
    with house.database.reading() as session:
        return sorted(session.exec(select(Notice.kind)))


def test_what_is_wished_twice_is_done_once(house: House) -> None:
    mara, post = making.person(house, "mara"), making.post(house, making.person(house)).card.id
    for deed in DEEDS:
        for _ in range(2):
            deed(house, mara, post, on=True)
    assert counts(house) == rows(house) == {post: (1, 1, 1)}
    for deed in DEEDS:
        for _ in range(2):
            deed(house, mara, post, on=False)
    assert counts(house) == rows(house) == {post: (0, 0, 0)}


def test_two_hundred_people_and_one_of_them_from_two_tabs(house: House) -> None:
    post = making.post(house, making.person(house)).card.id
    people = [making.person(house) for _ in range(200)]
    with ThreadPoolExecutor(16) as threads:
        list(threads.map(lambda viewer: marks.like(house, viewer, post, on=True), [*people, people[0]] * 2))
    assert counts(house) == rows(house) == {post: (200, 0, 0)}


@pytest.mark.parametrize("deed", DEEDS)
def test_only_what_one_may_see(house: House, deed: Deed) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    post = making.post(house, mara).card.id
    for viewer in (NOBODY, Viewer(guest_id=7)):
        with pytest.raises(NotSignedIn):
            deed(house, viewer, post, on=True)
    for junk in ("", "x" * 50_000, ids.to_text(ids.mint()), 7, None):
        with pytest.raises(NotFound):
            deed(house, tariq, junk, on=True)  # type: ignore[arg-type]
    with pytest.raises(Invalid):
        deed(house, tariq, post, on="yes")  # type: ignore[arg-type]
    gallery.bin(house, mara, post)
    with pytest.raises(NotFound):
        deed(house, tariq, post, on=True)
    gallery.restore(house, mara, post)
    circle.block(house, mara, "tariq")
    with pytest.raises(NotFound):
        deed(house, tariq, post, on=True)
    with pytest.raises(NotAllowed, match="blocked"):
        deed(house, mara, making.post(house, tariq).card.id, on=True)
    assert set(counts(house).values()) == {(0, 0, 0)}


def test_what_is_not_for_everybody_is_not_reposted(house: House) -> None:
    mara, tariq = making.person(house), making.person(house)
    post = making.post(house, mara, visibility="unlisted").card.id
    with pytest.raises(NotAllowed, match="everybody"):
        marks.repost(house, tariq, post, on=True)
    marks.like(house, tariq, post, on=True)


def test_taking_back_is_never_refused_and_a_block_takes_back_by_itself(house: House) -> None:
    mara, tariq, third = making.person(house, "mara"), making.person(house, "tariq"), making.person(house)
    hers, his = making.post(house, mara).card.id, making.post(house, tariq).card.id
    for deed in DEEDS:
        deed(house, tariq, hers, on=True)
        deed(house, mara, his, on=True)
        deed(house, third, his, on=True)
    circle.block(house, mara, "tariq")
    assert counts(house) == rows(house) == {hers: (0, 0, 0), his: (1, 1, 1)}
    gallery.bin(house, tariq, his)
    for deed in DEEDS:
        deed(house, third, his, on=False)
    assert counts(house) == rows(house) == {hers: (0, 0, 0), his: (0, 0, 0)}


def test_marks_go_with_who_made_them(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq", is_sample=True)
    post, other = making.post(house, mara).card.id, making.post(house, tariq).card.id
    marks.like(house, tariq, post, on=True)
    marks.like(house, mara, other, on=True)
    samples.remove(house)
    assert counts(house) == rows(house) == {post: (0, 0, 0)}
    fan = making.person(house)
    marks.like(house, fan, post, on=True)
    with house.database.writing() as session:
        session.get_one(Account, fan.account_id).delete_at = house.clock.now() - timedelta(days=1)
    accounts_deletion.carry_out_deletions(house)
    assert counts(house) == rows(house) == {post: (0, 0, 0)}


def test_who_likes_it_is_listed_by_pages_without_who_is_blocked(house: House) -> None:
    mara = making.person(house, "mara")
    post = making.post(house, mara).card.id
    fans = [making.person(house, f"fan_{number:02}") for number in range(PAGE + 3)]
    for fan in fans:
        marks.like(house, fan, post, on=True)
    first = marks.likers(house, NOBODY, post)
    second = marks.likers(house, NOBODY, post, first.next)
    assert [person.handle for person in first.people + second.people] == [fan.handle for fan in reversed(fans)]
    assert (second.next, marks.reposters(house, NOBODY, post).people) == ("", [])
    circle.block(house, fans[0], fans[1].handle)
    looks = making.again(house, fans[0])
    with counted(house) as said:
        shown = marks.likers(house, looks, post, first.next)
    assert ([person.handle for person in shown.people], len(said)) == (["fan_02", "fan_00"], 4), "who may see it, in three, and one for the page"
    with pytest.raises(Invalid):
        marks.likers(house, NOBODY, post, "x")
    gallery.bin(house, mara, post)
    with pytest.raises(NotFound):
        marks.likers(house, NOBODY, post)


def test_the_author_is_told_until_it_is_taken_back(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    post = making.post(house, mara).card.id
    for viewer in (tariq, mara):
        for deed in DEEDS:
            deed(house, viewer, post, on=True)
    assert told(house) == ["like", "repost"]
    for deed in DEEDS:
        deed(house, tariq, post, on=False)
    assert told(house) == []


def test_counts_and_own_marks_travel_beside_the_cards(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    first, second = (making.post(house, mara).card.id for _ in range(2))
    marks.like(house, tariq, first, on=True)
    marks.save(house, tariq, first, on=True)
    marks.repost(house, mara, second, on=True)
    assert [feeds.latest(house, viewer).answers for viewer in (NOBODY, tariq)] == [[[0, 1, 0, 0, 0], [1, 0, 0, 0, 0]], [[0, 1, 0, 0, 0], [1, 0, 0, 0, 5]]]
    assert gallery.show(house, mara, second).answers == [0, 1, 0, 0, 2]
    with house.database.reading() as session:
        assert marks.answers(house, tariq, session, [ids.from_text(first), 7]) == [[1, 0, 0, 0, 5], [0, 0, 0, 0, 0]]
    with counted(house) as said:
        feeds.latest(house, tariq)
    assert len(said) == 2
    gallery.edit(house, mara, second, gallery.Changes(visibility="unlisted"))
    assert marks.told(house, [first, second]) == [[first, 1, 0, 0, 0]]


def test_wrong_counts_are_counted_again(house: House) -> None:
    mara = making.person(house)
    post, other = making.post(house, mara).card.id, making.post(house, mara).card.id
    marks.like(house, mara, post, on=True)
    with house.database.writing() as session:
        session.execute(update(Post).where(col(Post.id) == ids.from_text(other)).values(likes=7, reposts=-1))
    assert marks.recount(house) == 1
    assert marks.recount(house) == 0
    assert counts(house) == rows(house) == {post: (1, 0, 0), other: (0, 0, 0)}
