"""Asking to follow a private account: what both sides see, and what becomes of it whoever is quicker."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial

import pytest
from sqlmodel import select

from rxfeed.domain import accounts_privacy, accounts_seen, circle
from rxfeed.domain.circle_people import PAGE
from rxfeed.domain.errors import Conflict, Invalid, NotAllowed, NotFound, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.tables import Follow, FollowRequest, Notice
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making
from tests.counting import counted


def between(house: House, asker: Viewer, asked: Viewer) -> str:
    """What the rows say, and the asker's view of the other's page with them."""
    with house.database.reading() as session:
        follows = session.get(Follow, (asker.account_id, asked.account_id)) is not None
        waits = session.get(FollowRequest, (asker.account_id, asked.account_id)) is not None
    seen = accounts_seen.profile(house, asker, asked.handle)
    assert (seen.follows, seen.asked) == (follows, waits)
    assert accounts_seen.profile(house, asked, asked.handle).requests == len(waiting(house, asked))
    assert not (follows and waits)
    return "follows" if follows else "waits" if waits else "nothing"


def waiting(house: House, who: Viewer) -> list[str]:
    return [person.handle for person in circle.waiting(house, who, who.handle).people]


def told(house: House, who: Viewer) -> list[str]:
    with house.database.reading() as session:
        return sorted(session.exec(select(Notice.kind).where(Notice.account_id == who.account_id)))


@pytest.fixture
def mara(house: House) -> Viewer:
    """Has a private account."""
    return making.person(house, "mara", private=True)


@pytest.fixture
def tariq(house: House) -> Viewer:
    return making.person(house, "tariq")


def test_asking_twice_is_once_and_accepting_lets_in(house: House, mara: Viewer, tariq: Viewer) -> None:
    for _ in range(2):
        circle.follow(house, tariq, "mara")
        assert (between(house, tariq, mara), waiting(house, mara), told(house, mara)) == ("waits", ["tariq"], ["follow_request"])
    with pytest.raises(NotAllowed):
        circle.followers(house, tariq, "mara")
    for _ in range(2):
        circle.accept(house, mara, "tariq")
        assert (between(house, tariq, mara), waiting(house, mara), told(house, mara), told(house, tariq)) == ("follows", [], [], ["follow_accepted"])
    assert [person.handle for person in circle.followers(house, tariq, "mara").people] == ["tariq"]


@pytest.mark.parametrize("undone", ["declined", "taken back", "blocked", "blocks"])
def test_what_is_undone_is_gone_on_both_sides(house: House, mara: Viewer, tariq: Viewer, undone: str) -> None:
    circle.follow(house, tariq, "mara")
    match undone:
        case "declined":
            circle.decline(house, mara, "tariq")
        case "taken back":
            circle.unfollow(house, tariq, "mara")
        case "blocked":
            circle.block(house, mara, "tariq")
            circle.unblock(house, mara, "tariq")
        case "blocks":
            circle.block(house, tariq, "mara")
            circle.unblock(house, tariq, "mara")
    assert (between(house, tariq, mara), told(house, mara)) == ("nothing", [])
    with pytest.raises(Conflict):
        circle.accept(house, mara, "tariq")
    circle.follow(house, tariq, "mara")
    assert between(house, tariq, mara) == "waits", "one may ask again"


def test_a_follower_can_be_removed_and_sees_nothing_any_more(house: House, mara: Viewer, tariq: Viewer) -> None:
    circle.follow(house, tariq, "mara")
    circle.accept(house, mara, "tariq")
    post = making.post(house, mara).card.id
    assert post in accounts_seen.posts(house, tariq, "mara").json().decode()
    circle.remove_follower(house, mara, "tariq")
    assert (between(house, tariq, mara), told(house, tariq)) == ("nothing", [])
    with pytest.raises(NotAllowed):
        accounts_seen.posts(house, tariq, "mara")


@pytest.mark.parametrize("deed", [circle.accept, circle.decline, circle.remove_follower])
def test_only_who_is_there_can_be_answered_and_only_by_who_is_signed_in(house: House, deed: Callable[[House, Viewer, str], None], mara: Viewer) -> None:
    with pytest.raises(NotSignedIn):
        deed(house, NOBODY, "mara")
    for junk in ("nobody", "", "\0", "x" * 50_000, "../x"):
        with pytest.raises((NotFound, Invalid)):
            deed(house, mara, junk)


def test_nobody_answers_for_somebody_else(house: House, mara: Viewer, tariq: Viewer) -> None:
    circle.follow(house, tariq, "mara")
    with pytest.raises(Conflict):
        circle.accept(house, making.person(house, "eve"), "tariq")
    with pytest.raises(Conflict):
        circle.accept(house, tariq, "mara")
    circle.decline(house, tariq, "mara")
    assert between(house, tariq, mara) == "waits"
    with pytest.raises(NotFound):
        circle.waiting(house, tariq, "mara")
    with pytest.raises(NotSignedIn):
        circle.waiting(house, NOBODY, "mara")


def test_who_waits_is_listed_by_pages_in_two_queries(house: House, mara: Viewer) -> None:
    for number in range(PAGE + 1):
        circle.follow(house, making.person(house, f"fan_{number:02}"), "mara")
    with counted(house) as asked:
        first = circle.waiting(house, mara, "mara")
    second = circle.waiting(house, mara, "mara", first.next)
    assert len(asked) == 1
    assert (len(first.people), [person.handle for person in second.people], second.next) == (PAGE, ["fan_00"], "")
    with pytest.raises(Invalid):
        circle.waiting(house, mara, "mara", "nonsense")


def test_becoming_public_lets_everybody_in_who_asks(house: House, mara: Viewer) -> None:
    fans = [making.person(house, f"fan_{number}") for number in range(3)]
    for fan in fans:
        circle.follow(house, fan, "mara")
    accounts_privacy.set_private(house, mara, private=False)
    assert [between(house, fan, mara) for fan in fans] == ["follows"] * 3
    assert told(house, mara).count("follow_request") == 0


def test_whoever_is_quicker_the_rows_and_the_counts_agree(house: House, mara: Viewer, tariq: Viewer) -> None:
    """Asked twice at once, accepted while it is taken back, declined while it is accepted, and made public meanwhile."""
    deeds: list[tuple[Callable[..., None], Viewer, str]] = [
        (circle.follow, tariq, "mara"), (circle.follow, tariq, "mara"), (circle.accept, mara, "tariq"), (circle.unfollow, tariq, "mara"),
        (circle.decline, mara, "tariq"), (circle.block, mara, "tariq"), (circle.unblock, mara, "tariq"), (circle.remove_follower, mara, "tariq"),
    ]  # fmt: skip
    switch = partial(accounts_privacy.set_private, house, mara)

    def act(deed: Callable[..., None], viewer: Viewer, handle: str) -> None:
        with suppress(Conflict, NotAllowed):
            deed(house, viewer, handle)

    for turn in range(8):
        with ThreadPoolExecutor(6) as pool:
            jobs = [pool.submit(act, *deeds[(turn + step * 3) % len(deeds)]) for step in range(len(deeds))]
            jobs += [pool.submit(switch, private=private) for private in (False, True)]
            for job in jobs:
                job.result()
    circle.unblock(house, mara, "tariq")
    between(house, tariq, mara)
    assert circle.recount(house) == 0
