"""Signing in, passwords, the console, and what a guest brings along."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from rxfeed.domain import accounts, ids, session_cookie, sessions
from rxfeed.domain.errors import Invalid, NotFound, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.sessions import Browser
from rxfeed.domain.tables import Account, Call, Generation, Picture
from rxfeed.domain.viewer import NOBODY
from tests.domain.visitors import PASSWORD, Plain, Standing, signed_up

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
OTHER = "marble lantern drift"


@pytest.fixture
def house(house: House) -> House:
    return replace(house, clock=Standing(NOON), passwords=Plain())


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
