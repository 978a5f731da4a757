"""Where one is signed in, and ending it there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rxfeed.domain import accounts, session_cookie, sessions, sessions_mine
from rxfeed.domain.errors import NotFound, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.sessions import Browser
from rxfeed.domain.viewer import NOBODY
from tests.domain.visitors import PASSWORD, Plain, Standing, signed_up

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def house(house: House) -> House:
    return replace(house, clock=Standing(NOON), passwords=Plain())


def test_every_living_browser_is_a_line_and_this_one_is_marked(house: House) -> None:
    here = signed_up(house, "ann")
    signed_up(house, "bob")
    ended = accounts.sign_in(house, Browser(), "ann", PASSWORD)
    sessions.end(house, ended)
    house.clock.pass_time(timedelta(hours=1))  # type: ignore[attr-defined]
    accounts.sign_in(house, Browser("", "203.0.113.9", FIREFOX), "ann", PASSWORD)
    first, other = sessions_mine.mine(house, sessions.recognise(house, here, ""), here)
    assert (first.is_here, first.browser, first.since) == (True, "", NOON.isoformat())
    assert (other.is_here, other.browser, other.system, other.address) == (False, "Firefox", "Linux", "203.0.113.9")


def test_one_browser_is_signed_out_at_once_and_its_pages_are_told(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    here = signed_up(house, "ann")
    there, elsewhere = (accounts.sign_in(house, Browser(), "ann", PASSWORD) for _ in range(2))
    me = sessions.recognise(house, here, "")
    told: list[object] = []
    monkeypatch.setattr(house.bulletin, "announce", lambda topic, payload: told.append((topic, payload)))
    line = next(view for view in sessions_mine.mine(house, sessions.recognise(house, there, ""), there) if view.is_here)
    for _ in range(2):
        sessions.end_one(house, me, line.id)
    assert [sessions.recognise(house, cookie, "").handle for cookie in (here, there, elsewhere)] == ["ann", "", "ann"]
    assert told == [("sessions ended", {"seats": [session_cookie.seat(there)]})]


def test_nobody_ends_what_belongs_to_somebody_else(house: House) -> None:
    anns, bobs = signed_up(house, "ann"), signed_up(house, "bob")
    ann, bob = (sessions.recognise(house, cookie, "") for cookie in (anns, bobs))
    (line,) = sessions_mine.mine(house, ann, anns)
    sessions.end_one(house, bob, line.id)
    assert sessions.recognise(house, anns, "").signed_in
    with pytest.raises(NotSignedIn):
        sessions.end_one(house, NOBODY, line.id)
    with pytest.raises(NotFound):
        sessions.end_one(house, ann, "nonsense")
    with pytest.raises(NotSignedIn):
        sessions_mine.mine(house, NOBODY, "")


@pytest.mark.parametrize(
    ("says", "told"),
    [
        (FIREFOX, ("Firefox", "Linux")),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0", ("Edge", "Windows")),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36", ("Chrome", "Android")),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/19 Safari/604.1", ("Safari", "iPhone")),
        ("curl/8.1", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_user_agent_is_told_in_two_words(says: str, told: tuple[str, str]) -> None:
    assert sessions_mine.told(says) == told
