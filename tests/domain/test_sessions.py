"""A browser is recognised by its cookie for as long as its session lives, and by nothing else."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from rxfeed.domain import accounts, attempts, session_cookie, sessions
from rxfeed.domain.errors import LimitReached, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.sessions import Browser
from rxfeed.domain.tables import Session
from rxfeed.domain.viewer import NOBODY
from tests.domain.visitors import PASSWORD, Plain, Standing, signed_up

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def house(house: House) -> House:
    return replace(house, clock=Standing(NOON), passwords=Plain())


def test_a_cookie_leads_to_its_account(house: House) -> None:
    cookie = signed_up(house, "ann")
    viewer = sessions.recognise(house, cookie, "203.0.113.9")
    assert (viewer.handle, viewer.role, viewer.guest_id, viewer.address) == ("ann", "admin", None, "203.0.113.9")


@pytest.mark.parametrize("cookie", ["", "x", "A" * 43, "' OR 1=1 --", "\x00" * 43, "é" * 43])
def test_an_unknown_cookie_is_nobodys(house: House, cookie: str) -> None:
    signed_up(house, "ann")
    assert sessions.recognise(house, cookie, "") == NOBODY


def test_the_database_never_sees_the_secret(house: House) -> None:
    cookie = signed_up(house, "ann")
    with house.database.reading() as session:
        kept = session.exec(select(Session.token_hash)).one()
    assert kept == session_cookie.digest(cookie)
    assert cookie.encode() not in kept


def test_a_session_lasts_thirty_days_after_the_last_visit(house: House) -> None:
    cookie = signed_up(house, "ann")
    for _ in range(3):
        house.clock.pass_time(timedelta(days=29))
        assert sessions.recognise(house, cookie, "").signed_in
        _wait_until_noted(house)
    house.clock.pass_time(timedelta(days=30))
    assert not sessions.recognise(house, cookie, "").signed_in
    assert sessions.forget_ended(house) == 0
    house.clock.pass_time(timedelta(days=30))
    assert sessions.forget_ended(house) == 1


def test_a_visit_is_noted_every_five_minutes_at_most(house: House) -> None:
    cookie = signed_up(house, "ann")
    house.clock.pass_time(timedelta(minutes=4))
    sessions.recognise(house, cookie, "")
    house.clock.pass_time(timedelta(minutes=2))
    sessions.recognise(house, cookie, "")
    _wait_until_noted(house)
    assert _seen_at(house) == NOON + timedelta(minutes=6)


def test_signing_out_ends_this_browser_only(house: House) -> None:
    here = signed_up(house, "ann")
    there = accounts.sign_in(house, Browser(), "ann", PASSWORD)
    sessions.end(house, here)
    assert not sessions.recognise(house, here, "").signed_in
    assert sessions.recognise(house, there, "").signed_in


def test_signing_out_elsewhere_keeps_this_browser(house: House) -> None:
    here, other = signed_up(house, "ann"), signed_up(house, "bob")
    there = accounts.sign_in(house, Browser(), "ann", PASSWORD)
    assert sessions.end_others(house, sessions.recognise(house, here, ""), here) == 1
    assert [sessions.recognise(house, cookie, "").handle for cookie in (here, there, other)] == ["ann", "", "bob"]


def test_nobody_has_no_other_browsers(house: House) -> None:
    with pytest.raises(NotSignedIn):
        sessions.end_others(house, NOBODY, "")


def test_a_guest_is_found_again_but_is_no_account(house: House) -> None:
    browser = Browser(session_cookie.mint(), "203.0.113.9")
    assert sessions.recognise(house, browser.cookie, "") == NOBODY
    guest = sessions.welcome_guest(house, browser)
    assert guest.guest_id is not None
    assert not guest.signed_in
    assert sessions.welcome_guest(house, browser) == sessions.recognise(house, browser.cookie, browser.address) == guest


def test_two_tabs_of_a_guest_are_one_guest(house: House) -> None:
    browser = Browser(session_cookie.mint())
    with ThreadPoolExecutor(8) as threads:
        guests = {viewer.guest_id for viewer in threads.map(lambda _: sessions.welcome_guest(house, browser), range(16))}
    assert len(guests) == 1


def test_who_is_signed_in_makes_things_as_the_account(house: House) -> None:
    cookie = signed_up(house, "ann")
    assert sessions.welcome_guest(house, Browser(cookie)).handle == "ann"


def test_a_tab_left_open_after_signing_out_is_no_guest(house: House) -> None:
    cookie = signed_up(house, "ann")
    sessions.end(house, cookie)
    with pytest.raises(NotSignedIn):
        sessions.welcome_guest(house, Browser(cookie))


def test_without_a_cookie_nothing_can_be_made(house: House) -> None:
    with pytest.raises(NotSignedIn):
        sessions.welcome_guest(house, Browser())


def test_an_ended_session_does_not_come_back_by_a_visit(house: House) -> None:
    cookie = signed_up(house, "ann")
    house.clock.pass_time(timedelta(minutes=10))
    sessions.end(house, cookie)
    for _ in range(2):
        assert not sessions.recognise(house, cookie, "").signed_in


def test_guests_of_one_address_are_limited(house: House) -> None:
    for _ in range(attempts.GUESTS.most):
        sessions.welcome_guest(house, Browser(session_cookie.mint(), "2001:db8::1"))
    with pytest.raises(LimitReached):
        sessions.welcome_guest(house, Browser(session_cookie.mint(), "2001:db8::2"))
    assert sessions.welcome_guest(house, Browser(session_cookie.mint(), "2001:db8:0:1::1")).guest_id


@pytest.mark.parametrize(
    ("address", "known_by"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unix:", "unix:"),
        ("", ""),
    ],
)
def test_limits_go_by_the_neighbourhood(address: str, known_by: str) -> None:
    assert sessions.neighbourhood(address) == known_by


def _wait_until_noted(house: House) -> None:
    """A visit is noted beside, by another thread."""
    end = time.monotonic() + 10
    while _seen_at(house) != house.clock.now():
        assert time.monotonic() < end, "the visit was never noted"
        time.sleep(0.005)


def _seen_at(house: House) -> datetime:
    with house.database.reading() as session:
        return session.exec(select(Session.seen_at)).one()
