"""Another handle: what leads where, for how long, and to nobody else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from rxfeed.domain import accounts, accounts_deletion, accounts_seen, circle, handles, handles_held, talk
from rxfeed.domain.errors import Conflict, Invalid, LimitReached, NotFound, NotSignedIn, RxfeedError
from rxfeed.domain.house import House
from rxfeed.domain.sessions import Browser
from rxfeed.domain.tables import Account, Notice
from rxfeed.domain.viewer import NOBODY
from tests import making
from tests.domain.clocks import HeldClock

PASSWORD = "a boat between mountains"


def later(house: House, time: timedelta) -> House:
    """The same house at another time."""
    return replace(house, clock=HeldClock(house.clock.now() + time))


def test_the_old_handle_leads_to_the_new_one_and_is_nobody_elses(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    accounts.change_handle(house, mara, "@Mara_Two")
    for handle in ("mara", "MARA", "mara_two"):
        assert accounts_seen.profile(house, NOBODY, handle).handle == "mara_two"
    circle.follow(house, tariq, "mara")
    assert accounts_seen.profile(house, tariq, "mara_two").follows
    for take in (lambda: accounts.change_handle(house, tariq, "mara"), lambda: accounts.sign_up(house, Browser(), "mara", PASSWORD)):
        with pytest.raises(Conflict, match="taken"):
            take()
    assert [one.handle for one in accounts.account(house, mara).former] == ["mara"]


def test_after_thirty_days_it_is_free_and_leads_nowhere(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    accounts.change_handle(house, mara, "nora")
    then = later(house, handles.HELD)
    with pytest.raises(NotFound):
        accounts_seen.profile(then, NOBODY, "mara")
    accounts.change_handle(then, tariq, "mara")
    assert accounts_seen.profile(then, NOBODY, "mara").name == "Tariq"
    assert accounts_seen.profile(then, NOBODY, "tariq").handle == "mara"
    assert (handles_held.forget_left(then), handles_held.forget_left(then)) == (0, 0), "the new owner's change has replaced it"


def test_once_in_seven_days_but_back_at_any_time(house: House) -> None:
    mara = making.person(house, "mara")
    accounts.change_handle(house, mara, "nora")
    with pytest.raises(LimitReached, match="again in 7 days"):
        accounts.change_handle(house, mara, "ines")
    accounts.change_handle(house, mara, "mara")
    assert accounts_seen.profile(house, NOBODY, "nora").handle == "mara"
    with pytest.raises(LimitReached):
        accounts.change_handle(later(house, handles.PAUSE - timedelta(hours=1)), mara, "ines")
    accounts.change_handle(later(house, handles.PAUSE + timedelta(hours=1)), mara, "ines")
    assert [one.handle for one in accounts.account(house, mara).former] == ["mara", "nora"]


def test_cards_follow(house: House) -> None:
    mara = making.person(house, "mara")
    made = making.post(house, mara)
    accounts_seen.posts(house, NOBODY, "mara")
    accounts.change_handle(house, mara, "nora")
    assert b'"handle":"nora"' in accounts_seen.posts(house, NOBODY, "mara").json()
    assert made.card.author.handle == "mara"


@pytest.mark.parametrize("wanted", ["", "ab", "admin", "é" * 9, "x" * 50_000, "\0\0\0", "a b c"])
def test_what_nobody_can_be_called(house: House, wanted: str) -> None:
    mara = making.person(house, "mara")
    with pytest.raises(Invalid):
        accounts.change_handle(house, mara, wanted)
    with pytest.raises(NotSignedIn):
        accounts.change_handle(house, NOBODY, wanted)
    assert accounts.account(house, mara).handle == "mara"


def test_it_is_free_when_the_account_is_gone(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    accounts.change_handle(house, mara, "nora")
    with house.database.writing() as session:
        session.get_one(Account, mara.account_id).delete_at = house.clock.now()
    with pytest.raises(NotFound):
        accounts_seen.profile(house, tariq, "mara")
    with pytest.raises(Conflict):
        accounts.change_handle(house, tariq, "mara")
    accounts_deletion.carry_out_deletions(house)
    accounts.change_handle(house, tariq, "mara")


def test_a_handle_that_is_left_is_never_free_for_a_moment(house: House) -> None:
    """Its person moves to and fro while others try to take it."""
    mara = making.person(house, "mara")
    others = [making.person(house, f"other{number}") for number in range(3)]

    def move(wanted: str) -> None:
        accounts.change_handle(house, mara, wanted)

    def take(one: int) -> bool:
        try:
            accounts.change_handle(house, others[one % 3], "mara")
        except RxfeedError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        moves = [pool.submit(move, wanted) for wanted in ("nora", "mara") * 5]
        tries = [pool.submit(take, number) for number in range(20)]
        for job in moves:
            assert job.exception() is None or isinstance(job.exception(), Conflict)
        assert not any(job.result() for job in tries)
    with house.database.reading() as session:
        assert sorted(session.exec(select(Account.handle)))[:2] in (["mara", "other0"], ["nora", "other0"])


def test_a_mention_of_before_is_told_to_whom_it_meant(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    making.person(house, "kofi")
    accounts.change_handle(house, mara, "nora")
    with house.database.reading() as session:
        assert handles_held.leading(house, session, ["mara", "kofi", "nobody"]).keys() == {"mara", "kofi"}
    made = making.post(house, tariq)
    talk.write(house, tariq, made.card.id, "ask @mara")
    with house.database.reading() as session:
        assert session.exec(select(Notice.kind).where(Notice.account_id == mara.account_id)).all() == ["mention"]
