"""Following, blocking, muting: what changes, what is refused in a sentence, and counts that equal their rows."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlmodel import col, func, select, update

from rxfeed.domain import accounts_deletion, accounts_privacy, accounts_seen, circle, samples
from rxfeed.domain.circle_people import PAGE
from rxfeed.domain.errors import Conflict, Invalid, NotAllowed, NotFound, NotSignedIn, RxfeedError
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Block, Follow, FollowRequest, Mute
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making
from tests.counting import counted
from tests.houses import SqliteTemplates, opened

DEEDS: tuple[Callable[[House, Viewer, str], None], ...] = (
    circle.follow, circle.follow, circle.unfollow, circle.accept, circle.decline, circle.remove_follower, circle.block, circle.unblock, circle.mute,
    circle.unmute,
)  # fmt: skip


def counts(house: House) -> dict[str, tuple[int, ...]]:
    """As they are kept: followers, following, hides, requests."""
    with house.database.reading() as session:
        return {row.handle: (row.followers, row.following, row.hides, row.requests) for row in session.exec(select(Account))}


def rows(house: House) -> dict[str, tuple[int, ...]]:
    """As the rows have it, counted one by one."""
    with house.database.reading() as session:
        people = {account.id: account.handle for account in session.exec(select(Account))}
        found = {number: [0, 0, 0, 0] for number in people}
        for follow in session.exec(select(Follow)):
            found[follow.followee_id][0] += 1
            found[follow.follower_id][1] += 1
        for block in session.exec(select(Block)):
            found[block.account_id][2] += 1
            found[block.blocked_id][2] += 1
        for mute in session.exec(select(Mute)):
            found[mute.account_id][2] += 1
        for request in session.exec(select(FollowRequest)):
            found[request.asked_id][3] += 1
    return {people[number]: tuple(row) for number, row in found.items()}


def test_following_shows_on_both_sides_and_twice_is_once(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    for _ in range(2):
        circle.follow(house, mara, "@Tariq")
    seen = accounts_seen.profile(house, mara, "tariq")
    assert (seen.followers, seen.follows, seen.follows_back) == (1, True, False)
    assert accounts_seen.profile(house, tariq, "mara").follows_back
    assert [person.handle for person in circle.followers(house, NOBODY, "tariq").people] == ["mara"]
    assert [person.handle for person in circle.following(house, NOBODY, "mara").people] == ["tariq"]
    for _ in range(2):
        circle.unfollow(house, mara, "tariq")
    assert counts(house) == rows(house) == {"mara": (0, 0, 0, 0), "tariq": (0, 0, 0, 0)}


def test_a_block_ends_following_on_both_sides_and_an_end_of_it_brings_nothing_back(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    circle.follow(house, mara, "tariq")
    circle.follow(house, tariq, "mara")
    circle.block(house, mara, "tariq")
    assert accounts_seen.profile(house, mara, "tariq").blocked
    with pytest.raises(NotFound):
        accounts_seen.profile(house, tariq, "mara")
    with pytest.raises(NotAllowed, match="You can't follow @mara"):
        circle.follow(house, tariq, "mara")
    with pytest.raises(NotAllowed, match="Unblock them first"):
        circle.follow(house, mara, "tariq")
    circle.unblock(house, mara, "tariq")
    assert counts(house) == rows(house) == {"mara": (0, 0, 0, 0), "tariq": (0, 0, 0, 0)}
    circle.follow(house, tariq, "mara")


@pytest.mark.parametrize("deed", [circle.follow, circle.block, circle.mute])
def test_nothing_of_it_is_done_to_oneself(house: House, deed: Callable[[House, Viewer, str], None]) -> None:
    with pytest.raises(Invalid, match="yourself"):
        deed(house, making.person(house, "mara"), "mara")


@pytest.mark.parametrize("deed", DEEDS)
def test_somebody_who_is_nobody(house: House, deed: Callable[[House, Viewer, str], None]) -> None:
    mara = making.person(house, "mara")
    for handle in ("tariq", "", "x" * 10_000, "\0", "'; --"):
        with pytest.raises(NotFound):
            deed(house, mara, handle)
    for viewer in (NOBODY, Viewer(guest_id=7)):
        with pytest.raises(NotSignedIn):
            deed(house, viewer, "mara")


def test_who_is_leaving_is_followed_by_nobody_and_in_no_list(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    circle.follow(house, tariq, "mara")
    _leave(house, tariq)
    assert circle.followers(house, mara, "mara").people == []
    with pytest.raises(NotFound):
        circle.follow(house, mara, "tariq")
    with pytest.raises(NotFound):
        circle.following(house, mara, "tariq")


def test_lists_of_people_go_on_and_leave_out_who_is_blocked(house: House) -> None:
    mara = making.person(house, "mara")
    fans = [making.person(house, f"fan_{number:02}") for number in range(PAGE + 3)]
    for fan in fans:
        circle.follow(house, fan, "mara")
    first = circle.followers(house, NOBODY, "mara")
    second = circle.followers(house, NOBODY, "mara", first.next)
    assert [person.handle for person in first.people + second.people] == [fan.handle for fan in reversed(fans)]
    assert second.next == ""
    circle.block(house, fans[0], fans[1].handle)
    looks = making.again(house, fans[0])
    assert [person.handle for person in circle.followers(house, looks, "mara", first.next).people] == ["fan_02", "fan_00"]
    assert len(circle.followers(house, mara, "mara", first.next).people) == 3
    with pytest.raises(Invalid):
        circle.followers(house, mara, "mara", "nonsense")


def test_pages_cost_the_same_however_many_there_are(house: House) -> None:
    mara, me = making.person(house, "mara"), making.person(house, "me")
    for number in range(3):
        making.post(house, mara)
        circle.follow(house, making.person(house, f"fan_{number}"), "mara")
    circle.mute(house, me, "fan_0")
    me = making.again(house, me)
    accounts_seen.posts(house, me, "mara")
    for read, most in ((accounts_seen.profile, 6), (accounts_seen.posts, 4), (circle.followers, 3), (circle.following, 3)):
        with counted(house) as asked:
            read(house, me, "mara")  # type: ignore[operator]
        assert len(asked) == most


@pytest.mark.parametrize("viewer", [NOBODY, Viewer(account_id=1), Viewer(account_id=2)], ids=["nobody", "somebody", "author"])
def test_sqlite_counts_and_lists_posts_by_their_index(tmp_path: Path, viewer: Viewer) -> None:
    """However many there are: on a database without statistics, as ours are."""
    with SqliteTemplates(tmp_path).database(tmp_path) as url, opened(tmp_path, url) as house:
        with house.database.writing() as session:
            session.add(Account(id=2, handle="mara", created_at=house.clock.now()))
        with counted(house) as asked:
            accounts_seen.profile(house, viewer, "mara")
            accounts_seen.posts(house, viewer, "mara")
        of_posts = [query for query in asked if "FROM post " in query and "posttag" not in query]
        with house.database.reading() as session:
            plans = [session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", ("0",) * query.count("?")).all() for query in of_posts]
    steps = [row[3] for plan in plans for row in plan]
    assert len(steps) == 2, steps
    assert "USING COVERING INDEX ix_post_profile" in steps[0]
    assert "USING INDEX ix_post_profile" in steps[1]


def test_counts_equal_their_rows_whatever_happens_at_once(house: House) -> None:
    """Deletions for good are among it, private accounts, and one that becomes public meanwhile."""
    people = [making.person(house, f"p{number:02}", private=number % 2 == 0) for number in range(8)]
    doomed = [making.person(house, f"doomed{number}") for number in range(2)]
    chance = random.Random(7)
    plan = [(chance.choice(DEEDS), chance.choice(people + doomed), chance.choice(people + doomed).handle) for _ in range(400)]

    def act(deed: Callable[[House, Viewer, str], None], viewer: Viewer, handle: str) -> None:
        try:
            deed(house, viewer, handle)
        except (Conflict, Invalid, NotAllowed, NotFound):
            return

    def erase() -> None:
        for one in doomed:
            _leave(house, one)
        accounts_deletion.carry_out_deletions(house)

    with ThreadPoolExecutor(8) as pool:
        jobs = [pool.submit(act, *one) for one in plan[:300]]
        jobs += [pool.submit(erase), pool.submit(accounts_privacy.set_private, house, people[0], private=False)]
        jobs += [pool.submit(act, *one) for one in plan[300:]]
        for job in jobs:
            job.result()
    assert counts(house) == rows(house)
    assert set(counts(house)) == {person.handle for person in people}
    assert circle.recount(house) == 0
    assert counts(house)["p00"][3] == 0, "who is for everybody lets nobody wait"


def test_a_recount_mends_what_is_wrong(house: House) -> None:
    mara = making.person(house, "mara")
    making.person(house, "tariq")
    circle.follow(house, mara, "tariq")
    with house.database.writing() as session:
        session.execute(update(Account).where(col(Account.handle) == "tariq").values(followers=99))
    assert circle.recount(house) == 1
    assert counts(house) == rows(house)


def test_samples_leave_no_count_behind(house: House) -> None:
    mara = making.person(house, "mara")
    making.person(house, "juno", is_sample=True)
    circle.follow(house, mara, "juno")
    samples.remove(house)
    assert counts(house) == {"mara": (0, 0, 0, 0)}
    with house.database.reading() as session:
        assert session.exec(select(func.count()).select_from(Follow)).one() == 0


def test_a_profile_counts_what_its_viewer_can_find_there(house: House) -> None:
    mara = making.person(house, "mara", bio="I paint. https://mara.example/art, with @tariq")
    for more in ({}, {"rating": "mature"}, {"visibility": "unlisted"}):
        making.post(house, mara, **more)
    assert [accounts_seen.profile(house, viewer, "mara").posts for viewer in (NOBODY, making.person(house))] == [1, 2]
    seen = accounts_seen.profile(house, NOBODY, "MARA")
    assert [part.href for part in seen.bio] == ["", "https://mara.example/art", "", "/u/tariq"]
    assert (seen.name, seen.mine, accounts_seen.profile(house, mara, "mara").mine) == ("Mara", False, True)
    for nobody in ("tariq", "", "é" * 40, "\0"):
        with pytest.raises(RxfeedError, match="There is nobody called"):
            accounts_seen.profile(house, NOBODY, nobody)


def _leave(house: House, who: Viewer) -> None:
    with house.database.writing() as session:
        session.execute(update(Account).where(col(Account.id) == who.account_id).values(delete_at=house.clock.now()))
