"""Signing up: who runs a new server, and which handle is whose when many want it at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from rxfeed.domain import accounts, ids, sessions
from rxfeed.domain.errors import Conflict, Invalid
from rxfeed.domain.house import House
from rxfeed.domain.sessions import Browser
from rxfeed.domain.tables import Account
from tests.domain.visitors import PASSWORD, Plain, Standing, signed_up, viewer

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def house(house: House) -> House:
    return replace(house, clock=Standing(NOON), passwords=Plain())


def test_the_first_account_is_the_admin_and_no_other(house: House) -> None:
    assert [viewer(house, handle).role for handle in ("ann", "bob", "cyd")] == ["admin", "member", "member"]


def test_samples_are_not_the_first(house: House) -> None:
    with house.database.writing() as session:
        session.add(Account(id=ids.mint(), handle="sample", is_sample=True, created_at=NOON))
    assert viewer(house, "ann").is_admin


def test_when_the_first_admin_has_gone_nobody_slips_in(house: House) -> None:
    accounts.delete_account(house, viewer(house, "ann"), PASSWORD)
    house.clock.pass_time(timedelta(days=31))
    assert accounts.carry_out_deletions(house) == 1
    assert viewer(house, "bob").role == "member"


def test_of_many_first_sign_ups_at_once_one_becomes_admin(house: House) -> None:
    start = Barrier(8)

    def sign_up(number: int) -> str:
        start.wait()
        return sessions.recognise(house, signed_up(house, f"racer_{number}"), "").role

    with ThreadPoolExecutor(8) as threads:
        assert sorted(threads.map(sign_up, range(8))) == ["admin"] + ["member"] * 7


def test_of_many_with_the_same_handle_one_gets_it(house: House) -> None:
    start = Barrier(8)

    def sign_up(number: int) -> str:
        start.wait()
        try:
            return signed_up(house, "Ann" if number % 2 else "ann")
        except Conflict:
            return ""

    with ThreadPoolExecutor(8) as threads:
        cookies = [cookie for cookie in threads.map(sign_up, range(8)) if cookie]
    assert len(cookies) == 1
    assert sessions.recognise(house, cookies[0], "").handle == "ann"


def test_a_taken_handle_costs_no_hash(house: House) -> None:
    signed_up(house, "ann")
    with pytest.raises(Conflict, match="taken"):
        signed_up(house, "ANN")
    assert house.passwords.hashed == 1


# --- the setup code -----------------------------------------------------------------------------------------------------------------------


def test_on_a_server_for_others_the_first_needs_the_code(house: House) -> None:
    house = replace(house, loopback_only=False)
    code = accounts.setup_code(house)
    for wrong in ("", "AAAA-AAAA-AAAA-AAAA", code[:-1]):
        with pytest.raises(Invalid) as refused:
            accounts.sign_up(house, Browser(), "ann", PASSWORD, wrong)
        assert refused.value.field == "setup_code"
    cookie = accounts.sign_up(house, Browser(), "ann", PASSWORD, f" {code.lower().replace('-', ' ')} ")
    assert sessions.recognise(house, cookie, "").is_admin
    assert accounts.setup_code(house) == ""
    assert not accounts.needs_setup_code(house)
    assert viewer(house, "bob").role == "member"


def test_only_the_newest_code_works_and_an_unprinted_one_never(house: House) -> None:
    house = replace(house, loopback_only=False)
    with pytest.raises(Invalid):
        accounts.sign_up(house, Browser(), "ann", PASSWORD, "")
    first, second = accounts.setup_code(house), accounts.setup_code(house)
    with pytest.raises(Invalid):
        accounts.sign_up(house, Browser(), "ann", PASSWORD, first)
    assert accounts.sign_up(house, Browser(), "ann", PASSWORD, second)


def test_where_only_this_machine_listens_no_code_is_needed(house: House) -> None:
    assert accounts.setup_code(house) == ""
