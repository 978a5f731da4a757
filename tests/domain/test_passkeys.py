"""Passkeys: what opens an account, and everything that looks like it and doesn't."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from rxfeed.adapters.passkeys import WebAuthn
from rxfeed.domain import accounts, accounts_rescue, attempts, passkeys, session_cookie, sessions
from rxfeed.domain.errors import Conflict, Invalid, LimitReached, NotAllowed, NotFound, NotSignedIn, RxfeedError
from rxfeed.domain.house import House
from rxfeed.domain.sessions import Browser
from rxfeed.domain.viewer import NOBODY, Viewer
from tests.domain.visitors import PASSWORD, Plain, Standing, signed_up
from tests.fakes.authenticator import Authenticator

HOME = "https://rxfeed.test"
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@dataclass
class Person:
    """Somebody at their browser, with a key in their pocket."""

    house: House
    handle: str
    cookie: str
    device: Authenticator = field(default_factory=Authenticator)

    @property
    def viewer(self) -> Viewer:
        return sessions.recognise(self.house, self.cookie, "203.0.113.9")

    def enrol(self, name: str = "my phone") -> None:
        passkeys.confirm_by_password(self.house, self.viewer, self.cookie, PASSWORD)
        options = passkeys.to_enrol(self.house, self.viewer, self.cookie, HOME)
        passkeys.enrol(self.house, self.viewer, self.cookie, HOME, self.device.enrol(options, HOME), name)

    def keys(self) -> list[str]:
        return [key.id for key in passkeys.show(self.house, self.viewer, self.cookie).held]

    def is_sure(self) -> bool:
        return passkeys.show(self.house, self.viewer, self.cookie).sure


@pytest.fixture
def house(house: House) -> House:
    return replace(house, clock=Standing(NOON), passwords=Plain())


@pytest.fixture
def ann(house: House) -> Person:
    person = Person(house, "ann", signed_up(house, "ann"))
    person.enrol()
    return person


def stranger() -> Browser:
    return Browser(session_cookie.mint(), "198.51.100.4")


def test_a_key_signs_in_without_a_password_and_its_guest_comes_along(house: House, ann: Person) -> None:
    browser = stranger()
    cookie = passkeys.enter(house, browser, HOME, ann.device.prove(passkeys.to_enter(house, browser, HOME), HOME))
    assert sessions.recognise(house, cookie, "").handle == "ann"
    assert cookie != browser.cookie
    (key,) = passkeys.show(house, ann.viewer, ann.cookie).held
    assert (key.name, key.used) == ("my phone", NOON.isoformat())


def test_what_is_not_a_fresh_answer_of_a_known_key_opens_nothing(house: House, ann: Person) -> None:
    """Each of these with a question of its own; the last shows that a true answer would have done."""
    browser, other = stranger(), stranger()
    replayed = ann.device.prove(passkeys.to_enter(house, browser, HOME), HOME)
    passkeys.enter(house, browser, HOME, replayed)

    def refused(answer: Callable[[dict[str, object]], str], at: Browser = browser) -> None:
        options = passkeys.to_enter(house, browser, HOME)
        with pytest.raises(Invalid):
            passkeys.enter(house, at, HOME, answer(options))

    refused(lambda _: replayed)
    refused(lambda options: ann.device.prove(options, HOME, hold=True))
    refused(lambda options: ann.device.prove(options, "https://evil.test"))
    refused(lambda options: ann.device.prove(options, "http://rxfeed.test"))
    refused(lambda options: ann.device.prove({**options, "challenge": "AAAA"}, HOME))
    refused(lambda options: ann.device.prove(options, HOME), at=other)
    refused(lambda options: Authenticator().prove(options, HOME))
    refused(lambda options: ann.device.prove(options, HOME).replace('"signature": "', '"signature": "AA'))
    for nonsense in ("", "[]", "{", '{"id": 1, "response": {}}', "[" * 30_000, "\x00", '{"response": 7}'):
        refused(lambda _, nonsense=nonsense: nonsense)  # type: ignore[misc]
    assert passkeys.enter(house, browser, HOME, ann.device.prove(passkeys.to_enter(house, browser, HOME), HOME))


def test_a_question_is_answered_once_and_soon(house: House, ann: Person) -> None:
    browser = stranger()
    options = passkeys.to_enter(house, browser, HOME)
    with pytest.raises(Invalid):
        passkeys.enter(house, browser, HOME, "wrong")
    with pytest.raises(Invalid):
        passkeys.enter(house, browser, HOME, ann.device.prove(options, HOME))
    options = passkeys.to_enter(house, browser, HOME)
    house.clock.pass_time(timedelta(minutes=5))  # type: ignore[attr-defined]
    with pytest.raises(Invalid):
        passkeys.enter(house, browser, HOME, ann.device.prove(options, HOME))
    passkeys.to_enter(house, browser, HOME)
    house.clock.pass_time(timedelta(minutes=5))  # type: ignore[attr-defined]
    assert passkeys.forget_open(house) == 2, "the question, and the confirmation ten minutes ago"


def test_a_key_that_asks_nobody_who_they_are_is_no_way_in_by_itself(house: House) -> None:
    ann = Person(house, "ann", signed_up(house, "ann"), Authenticator(verifies=False))
    ann.enrol()
    browser = stranger()
    with pytest.raises(Invalid):
        passkeys.enter(house, browser, HOME, ann.device.prove(passkeys.to_enter(house, browser, HOME), HOME))
    passkeys.require(house, ann.viewer, ann.cookie)
    assert accounts.sign_in(house, browser, "ann", PASSWORD) == ""
    cookie = passkeys.follow(house, browser, HOME, ann.device.prove(passkeys.to_follow(house, browser, HOME), HOME))
    assert sessions.recognise(house, cookie, "").handle == "ann", "but it will do after the password"


def test_the_public_address_holds_wherever_the_request_came_from(house: House) -> None:
    house = replace(house, passkeys=WebAuthn("https://rxfeed.test:443"))
    ann = Person(house, "ann", signed_up(house, "ann"))
    passkeys.confirm_by_password(house, ann.viewer, ann.cookie, PASSWORD)
    options = passkeys.to_enrol(house, ann.viewer, ann.cookie, "http://localhost:3000")
    assert options["rp"]["id"] == "rxfeed.test"
    passkeys.enrol(house, ann.viewer, ann.cookie, "http://localhost:3000", ann.device.enrol(options, HOME), "k")
    assert ann.keys()


def test_keys_change_only_for_who_has_just_shown_who_they_are(house: House, ann: Person) -> None:
    bob = Person(house, "bob", signed_up(house, "bob"))
    house.clock.pass_time(timedelta(minutes=10))  # type: ignore[attr-defined]
    (key,) = ann.keys()
    for who, error in ((ann.viewer, NotAllowed), (bob.viewer, NotAllowed), (NOBODY, NotSignedIn)):
        for change in (
            lambda who=who: passkeys.to_enrol(house, who, ann.cookie, HOME),
            lambda who=who: passkeys.rename(house, who, ann.cookie, key, "mine now"),
            lambda who=who: passkeys.remove(house, who, ann.cookie, key),
            lambda who=who: passkeys.require(house, who, ann.cookie),
            lambda who=who: passkeys.renew_codes(house, who, ann.cookie),
            lambda who=who: passkeys.no_longer_require(house, who, ann.cookie),
        ):
            with pytest.raises(error):
                change()
    with pytest.raises(Invalid):
        passkeys.confirm_by_password(house, ann.viewer, ann.cookie, "wrong password")
    assert not ann.is_sure()
    passkeys.confirm(house, ann.viewer, ann.cookie, HOME, ann.device.prove(passkeys.to_confirm(house, ann.viewer, ann.cookie, HOME), HOME))
    assert ann.is_sure()
    passkeys.confirm_by_password(house, bob.viewer, bob.cookie, PASSWORD)
    with pytest.raises(NotFound):
        passkeys.remove(house, bob.viewer, bob.cookie, key)
    passkeys.rename(house, ann.viewer, ann.cookie, key, "  my  new phone ")
    assert [key.name for key in passkeys.show(house, ann.viewer, ann.cookie).held] == ["my new phone"]


def test_nobody_confirms_with_somebody_elses_key(house: House, ann: Person) -> None:
    bob = Person(house, "bob", signed_up(house, "bob"))
    bob.enrol()
    house.clock.pass_time(timedelta(minutes=10))  # type: ignore[attr-defined]
    options = passkeys.to_confirm(house, ann.viewer, ann.cookie, HOME)
    with pytest.raises(Invalid):
        passkeys.confirm(house, ann.viewer, ann.cookie, HOME, bob.device.prove(options, HOME))
    assert not ann.is_sure()


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\x00b"])
def test_a_key_has_a_name_that_can_be_shown(house: House, ann: Person, name: str) -> None:
    (key,) = ann.keys()
    with pytest.raises(Invalid) as refused:
        passkeys.rename(house, ann.viewer, ann.cookie, key, name)
    assert refused.value.field == "name"


def test_the_same_key_is_not_added_twice_and_a_removed_one_opens_nothing(house: House, ann: Person) -> None:
    with pytest.raises(Conflict):
        ann.enrol("again")
    browser = stranger()
    options = passkeys.to_enter(house, browser, HOME)
    passkeys.remove(house, ann.viewer, ann.cookie, ann.keys()[0])
    with pytest.raises(Invalid) as refused:
        passkeys.enter(house, browser, HOME, ann.device.prove(options, HOME))
    answer = Authenticator().prove(passkeys.to_enter(house, browser, HOME), HOME)
    with pytest.raises(Invalid) as unknown:
        passkeys.enter(house, browser, HOME, answer)
    assert str(refused.value) == str(unknown.value)


# --- after the password -------------------------------------------------------------------------------------------------------------------


def test_the_password_alone_opens_nothing_where_a_key_is_asked_for(house: House, ann: Person) -> None:
    passkeys.require(house, ann.viewer, ann.cookie)
    browser = stranger()
    with pytest.raises(NotSignedIn):
        passkeys.to_follow(house, browser, HOME)
    assert accounts.sign_in(house, browser, "ann", PASSWORD) == ""
    assert not sessions.recognise(house, browser.cookie, "").signed_in
    with pytest.raises(NotSignedIn):
        passkeys.to_follow(house, stranger(), HOME)
    options = passkeys.to_follow(house, browser, HOME)
    assert [key["type"] for key in options["allowCredentials"]] == ["public-key"]
    cookie = passkeys.follow(house, browser, HOME, ann.device.prove(options, HOME))
    assert sessions.recognise(house, cookie, "").handle == "ann"
    with pytest.raises(NotSignedIn):
        passkeys.to_follow(house, browser, HOME)


def test_somebody_elses_key_and_too_long_a_wait_lead_nowhere(house: House, ann: Person) -> None:
    bob = Person(house, "bob", signed_up(house, "bob"))
    bob.enrol()
    passkeys.require(house, ann.viewer, ann.cookie)
    browser = stranger()
    accounts.sign_in(house, browser, "ann", PASSWORD)
    with pytest.raises(Invalid):
        passkeys.follow(house, browser, HOME, bob.device.prove(passkeys.to_follow(house, browser, HOME), HOME))
    house.clock.pass_time(timedelta(minutes=5))  # type: ignore[attr-defined]
    for late in (lambda: passkeys.to_follow(house, browser, HOME), lambda: passkeys.recover(house, browser, "x")):
        with pytest.raises(NotSignedIn):
            late()


def test_a_recovery_code_works_once_and_is_kept_as_a_digest(house: House, ann: Person) -> None:
    codes = passkeys.require(house, ann.viewer, ann.cookie)
    assert len({*codes}) == 10
    for code, works in ((codes[3].lower().replace("-", " "), True), (codes[3], False), (codes[4], True)):
        browser = stranger()
        accounts.sign_in(house, browser, "ann", PASSWORD)
        if works:
            assert sessions.recognise(house, passkeys.recover(house, browser, code), "").handle == "ann"
        else:
            with pytest.raises(Invalid):
                passkeys.recover(house, browser, code)
    assert passkeys.show(house, ann.viewer, ann.cookie).codes_left == 8
    fresh = passkeys.renew_codes(house, ann.viewer, ann.cookie)
    accounts.sign_in(house, stranger(), "ann", PASSWORD)
    browser = stranger()
    accounts.sign_in(house, browser, "ann", PASSWORD)
    with pytest.raises(Invalid):
        passkeys.recover(house, browser, codes[5])
    assert passkeys.recover(house, browser, fresh[0])


def test_codes_can_be_guessed_no_quicker_than_passwords(house: House, ann: Person) -> None:
    """Also not by whoever knows the password and types it again between the guesses."""
    passkeys.require(house, ann.viewer, ann.cookie)
    browser, said = stranger(), []
    for _ in range(attempts.FREE_TRIES):
        for step in (lambda: accounts.sign_in(house, browser, "ann", PASSWORD), lambda: passkeys.recover(house, browser, "AAAAA-AAAAA-AAAAA")):
            try:
                step()
            except RxfeedError as error:
                said.append(type(error))
    assert said == [Invalid, Invalid] + [LimitReached] * 5


def test_nobody_locks_themselves_out_by_accident(house: House, ann: Person) -> None:
    passkeys.require(house, ann.viewer, ann.cookie)
    with pytest.raises(Conflict):
        passkeys.remove(house, ann.viewer, ann.cookie, ann.keys()[0])
    passkeys.no_longer_require(house, ann.viewer, ann.cookie)
    passkeys.remove(house, ann.viewer, ann.cookie, ann.keys()[0])
    for wish in (passkeys.require, passkeys.renew_codes):
        with pytest.raises(Invalid):
            wish(house, ann.viewer, ann.cookie)
    assert accounts.sign_in(house, stranger(), "ann", PASSWORD)


def test_a_password_from_the_console_is_all_that_is_needed_afterwards(house: House, ann: Person) -> None:
    passkeys.require(house, ann.viewer, ann.cookie)
    password = accounts_rescue.reset_password(house, "ann")
    browser = stranger()
    with pytest.raises(RxfeedError):
        passkeys.enter(house, browser, HOME, ann.device.prove(passkeys.to_enter(house, browser, HOME), HOME))
    assert accounts.sign_in(house, browser, "ann", password)


def test_questions_are_limited_by_address(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "AN_HOUR", replace(attempts.AN_HOUR, most=2))
    for _ in range(2):
        passkeys.to_enter(house, stranger(), HOME)
    with pytest.raises(LimitReached):
        passkeys.to_enter(house, stranger(), HOME)
    with pytest.raises(NotSignedIn):
        passkeys.to_enter(house, Browser(), HOME)
