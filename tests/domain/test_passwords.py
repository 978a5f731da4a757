"""Which passwords are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rxfeed.domain import passwords
from rxfeed.domain.errors import Invalid

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@pytest.mark.parametrize(
    "password",
    [
        "password123", "Password1234", "p@ssw0rd2024!", "iloveyou12", "qwertyuiop", "qwertzuiop123", "1234567890",
        "0987654321", "11111111111", "aaaaaaaaaabbb", "abcabcabcabc", "abcdefghijkl", "sunshinemonkey7", "correcthorsebatterystaple", "letmein!!!!",
        "Summer2025!!", "Passwort2026", "zaq12wsxcde3",
        "hunter2hunter2", "!!princess!!", "1q2w3e4r5t6y", "PASSWORDPASSWORD", "ihatemyself1", "starwars1977",
    ],
)  # fmt: skip
def test_what_everybody_would_try(password: str) -> None:
    with pytest.raises(Invalid) as refused:
        passwords.check(password)
    assert refused.value.field == "password"


@pytest.mark.parametrize(
    "password",
    [
        "violet kettle harbour", "geheim-kaktus-34", "Tr0ub4dor&3x", "ein Boot unterm Mond", "correct-lantern-9", "9$7#2@8!4%1^", "пароль из слов",
        "🌊 sea at 6 am", "kX9vQ2mB7t",
    ],
)  # fmt: skip
def test_what_will_do(password: str) -> None:
    passwords.check(password, "ann")


@pytest.mark.parametrize(("password", "sentence"), [("violet ke", "at least 10"), ("x" * 9, "at least 10"), ("ab c" * 51, "at most 200")])
def test_length(password: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        passwords.check(password)


@pytest.mark.parametrize("password", ["marigold_91", "1marigold_9!", "MARIGOLD_9xyz", "marigold_9marigold_9"])
def test_little_more_than_the_handle(password: str) -> None:
    with pytest.raises(Invalid):
        passwords.check(password, "marigold_9")


@given(some.text(LETTERS, min_size=1, max_size=5), some.integers(10, 20))
def test_repetition_is_no_strength(part: str, length: int) -> None:
    assert passwords.is_easy((part * length)[: length - length % len(part)])


@given(some.text(min_size=10, max_size=200))
def test_any_text_gets_an_answer(password: str) -> None:
    assert passwords.is_easy(password) in {True, False}


def test_the_list_is_in_order_and_folded() -> None:
    words = passwords.LIST.read_text(encoding="utf-8").split()
    assert words == sorted(set(words))
    assert all(word == word.lower() and len(word) >= 3 for word in words)
