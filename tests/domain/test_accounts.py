"""Signing up and in, and what can go wrong with it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlmodel import select

from rxfeed.domain import accounts, ids, session_cookie, sessions
from rxfeed.domain.errors import Conflict, Invalid, NotFound, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.sessions import Browser
from rxfeed.domain.tables import Account, Call, Generation, Picture
from rxfeed.domain.viewer import NOBODY
from tests.domain.visitors import PASSWORD, Plain, Standing, signed_up, viewer

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
OTHER = "marble lantern drift"


@pytest.fixture
def house(house: House) -> House:
    return replace(house, clock=Standing(NOON), passwords=Plain())


# --- signing up ---------------------------------------------------------------------------------------------------------------------------


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


# --- signing in ---------------------------------------------------------------------------------------------------------------------------


def test_signing_in_opens_another_session(house: House) -> None:
    first = signed_up(house, "ann")
    second = accounts.sign_in(house, Browser(), " @Ann ", PASSWORD)
    assert first != second
    assert sessions.recognise(house, second, "").handle == "ann"


def test_the_cookie_from_before_signing_in_leads_nowhere_afterwards(house: House) -> None:
    signed_up(house, "ann")
    before = session_cookie.mint()
    sessions.welcome_guest(house, Browser(before))
    accounts.sign_in(house, Browser(before), "ann", PASSWORD)
    assert sessions.recognise(house, before, "") == NOBODY


@pytest.mark.parametrize(
    ("handle", "password"), [("ann", "wrong password"), ("nobody_here", PASSWORD), ("a b", PASSWORD), ("", ""), ("ann", "x" * 100_000), ("sample", "")]
)
def test_whatever_is_wrong_gets_the_same_answer_after_the_same_work(house: House, handle: str, password: str) -> None:
    signed_up(house, "ann")
    with house.database.writing() as session:
        session.add(Account(id=ids.mint(), handle="sample", is_sample=True, created_at=NOON))
    with pytest.raises(Invalid) as refused:
        accounts.sign_in(house, Browser(), handle, password)
    assert (str(refused.value), refused.value.field) == ("Handle and password don't match.", "password")
    assert len(house.passwords.verified) == 1


def test_an_old_digest_is_renewed(house: House) -> None:
    signed_up(house, "ann")
    house.passwords.old = True
    accounts.sign_in(house, Browser(), "ann", PASSWORD)
    assert house.passwords.hashed == 2


# --- the password -------------------------------------------------------------------------------------------------------------------------


def test_a_changed_password_signs_out_everywhere_else(house: House) -> None:
    here = signed_up(house, "ann")
    there = accounts.sign_in(house, Browser(), "ann", PASSWORD)
    accounts.change_password(house, sessions.recognise(house, here, ""), Browser(here), PASSWORD, OTHER)
    assert sessions.recognise(house, here, "").signed_in
    assert not sessions.recognise(house, there, "").signed_in
    _fail(house, "ann", "")
    assert accounts.sign_in(house, Browser(), "ann", OTHER)


@pytest.mark.parametrize(
    ("old", "new", "field"), [("wrong password", OTHER, "old_password"), (PASSWORD, "short", "password"), (PASSWORD, "password123", "password")]
)
def test_what_stops_a_change_of_password(house: House, old: str, new: str, field: str) -> None:
    here = signed_up(house, "ann")
    with pytest.raises(Invalid) as refused:
        accounts.change_password(house, sessions.recognise(house, here, ""), Browser(here), old, new)
    assert refused.value.field == field
    assert accounts.sign_in(house, Browser(), "ann", PASSWORD)


def test_nobody_has_no_password_to_change(house: House) -> None:
    with pytest.raises(NotSignedIn):
        accounts.change_password(house, NOBODY, Browser(), PASSWORD, OTHER)


# --- from the console ---------------------------------------------------------------------------------------------------------------------


def test_resetting_a_password_from_the_console(house: House) -> None:
    cookie = signed_up(house, "ann")
    password = accounts.reset_password(house, "@Ann")
    assert not sessions.recognise(house, cookie, "").signed_in
    assert accounts.sign_in(house, Browser(), "ann", password)


def test_promoting_from_the_console(house: House) -> None:
    signed_up(house, "ann")
    cookie = signed_up(house, "bob")
    accounts.promote(house, "bob")
    assert sessions.recognise(house, cookie, "").is_admin


def test_the_console_names_who_is_missing(house: House) -> None:
    for rescue in (accounts.promote, accounts.reset_password):
        with pytest.raises(NotFound, match="called ann"):
            rescue(house, "ann")


# --- a guest's work -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["sign up", "sign in"])
def test_what_a_guest_made_comes_along(house: House, way: str) -> None:
    if way == "sign in":
        signed_up(house, "ann")
    browser, other = Browser(session_cookie.mint()), Browser(session_cookie.mint())
    mine, theirs = _made_by_guest(house, browser), _made_by_guest(house, other)
    cookie = accounts.sign_up(house, browser, "ann", PASSWORD) if way == "sign up" else accounts.sign_in(house, browser, "ann", PASSWORD)
    account_id = sessions.recognise(house, cookie, "").account_id
    assert _owners(house, mine) == {(account_id, None)}
    assert _owners(house, theirs) == {(None, sessions.recognise(house, other.cookie, "").guest_id)}


def test_what_another_account_made_does_not_come_along(house: House) -> None:
    here = signed_up(house, "ann")
    ann = sessions.recognise(house, here, "")
    made = _made(house, ann.account_id, None)
    accounts.sign_up(house, Browser(here), "bob", PASSWORD)
    assert _owners(house, made) == {(ann.account_id, None)}


def _fail(house: House, handle: str, address: str) -> None:
    with pytest.raises(Invalid):
        accounts.sign_in(house, Browser(address=address), handle, "wrong password")


def _made_by_guest(house: House, browser: Browser) -> int:
    return _made(house, None, sessions.welcome_guest(house, browser).guest_id)


def _made(house: House, account_id: int | None, guest_id: int | None) -> int:
    """A generation with its call and its picture, all under one id."""
    number = ids.mint()
    owner = {"account_id": account_id, "guest_id": guest_id}
    with house.database.writing() as session:
        session.add(
            Generation(id=number, engine="sketch", prompt="a boat", shape="1:1", quality="draft", width=8, height=8, created_at=NOON, **owner)
        )
        session.flush()
        session.add(Call(id=number, generation_id=number, prompt="a boat", day="2026-05-01", created_at=NOON, **owner))
        session.add(Picture(id=number, kind="variant", media_type="image/png", width=8, height=8, bytes=9, sha256="", created_at=NOON, **owner))
    return number


def _owners(house: House, number: int) -> set[tuple[int | None, int | None]]:
    with house.database.reading() as session:
        return {session.exec(select(table.account_id, table.guest_id).where(table.id == number)).one() for table in (Generation, Call, Picture)}
