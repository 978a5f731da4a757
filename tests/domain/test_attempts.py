"""Guessing at passwords, and how guessers are kept out without their owners."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from rxfeed.domain import accounts, attempts
from rxfeed.domain.errors import Invalid, LimitReached, RxfeedError
from rxfeed.domain.house import House
from rxfeed.domain.sessions import Browser
from tests.domain.visitors import PASSWORD, Plain, Standing, signed_up, viewer

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
OTHER = "marble lantern drift"


@pytest.fixture
def house(house: House) -> House:
    return replace(house, clock=Standing(NOON), passwords=Plain())


def test_sign_ups_from_one_address_are_limited(house: House) -> None:
    for _ in range(attempts.SIGN_UPS.most):
        attempts.charge_sign_up(house, "203.0.113.9")
    with pytest.raises(LimitReached):
        signed_up(house, "ann", address="203.0.113.9")
    assert signed_up(house, "ann", address="203.0.113.10")


def test_guessing_at_one_account_waits_longer_and_longer(house: House) -> None:
    signed_up(house, "ann")
    for _ in range(attempts.FREE_TRIES):
        _fail(house, "ann", "203.0.113.9")
    with pytest.raises(LimitReached, match="Wait 1 min") as refused:
        accounts.sign_in(house, Browser(address="203.0.113.9"), "ann", PASSWORD)
    assert refused.value.retry_after == 30
    house.clock.pass_time(timedelta(seconds=31))
    _fail(house, "ann", "203.0.113.9")
    house.clock.pass_time(timedelta(seconds=31))
    with pytest.raises(LimitReached):
        accounts.sign_in(house, Browser(address="203.0.113.9"), "ann", PASSWORD)
    assert accounts.sign_in(house, Browser(address="198.51.100.1"), "ann", PASSWORD)


def test_the_right_password_forgives_the_wrong_ones(house: House) -> None:
    signed_up(house, "ann")
    for _ in range(3):
        for _ in range(attempts.FREE_TRIES - 1):
            _fail(house, "ann", "")
        accounts.sign_in(house, Browser(), "ann", PASSWORD)


def test_guessing_in_parallel_is_counted_before_it_is_checked(house: House) -> None:
    signed_up(house, "ann")
    start = Barrier(16)

    def guess(_: int) -> type[RxfeedError]:
        start.wait()
        try:
            accounts.sign_in(house, Browser(address="203.0.113.9"), "ann", "wrong password")
        except RxfeedError as error:
            return type(error)
        raise AssertionError

    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(guess, range(16)))
    assert answers.count(Invalid) == len(house.passwords.verified) == attempts.FREE_TRIES
    assert answers.count(LimitReached) == 16 - attempts.FREE_TRIES


def test_an_attack_from_everywhere_does_not_lock_the_owner_out(house: House) -> None:
    signed_up(house, "ann", address="198.51.100.1")
    for number in range(attempts.AN_HOUR.most):
        attempts.charge_sign_in(house, f"203.0.113.{number}", "ann")
    with pytest.raises(LimitReached):
        accounts.sign_in(house, Browser(address="192.0.2.1"), "ann", PASSWORD)
    assert accounts.sign_in(house, Browser(address="198.51.100.1"), "ann", PASSWORD)
    house.clock.pass_time(timedelta(hours=1))
    assert accounts.sign_in(house, Browser(address="192.0.2.1"), "ann", PASSWORD)


def test_one_address_at_many_accounts_is_limited(house: House) -> None:
    for number in range(attempts.AN_HOUR.most):
        attempts.charge_sign_in(house, "203.0.113.9", f"handle_{number}")
    with pytest.raises(LimitReached):
        attempts.charge_sign_in(house, "203.0.113.9", "one_more")


def test_tallies_are_forgotten_after_a_day(house: House) -> None:
    attempts.charge_sign_in(house, "203.0.113.9", "ann")
    assert attempts.forget_old(house) == 0
    house.clock.pass_time(timedelta(days=1, seconds=1))
    assert attempts.forget_old(house) == 3


def test_a_stolen_session_can_not_guess_the_password_at_leisure(house: House) -> None:
    ann = viewer(house, "ann")
    for _ in range(attempts.FREE_TRIES):
        with pytest.raises(Invalid):
            accounts.change_password(house, ann, Browser(), "wrong password", OTHER)
    with pytest.raises(LimitReached):
        accounts.change_password(house, ann, Browser(), PASSWORD, OTHER)


def _fail(house: House, handle: str, address: str) -> None:
    with pytest.raises(Invalid):
        accounts.sign_in(house, Browser(address=address), handle, "wrong password")
