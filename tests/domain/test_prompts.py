"""Prompts made clean, and `{a|b}` alternatives chosen."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rxfeed.domain.errors import Invalid
from rxfeed.domain.prompts import MOST, choices, clean, expand

template = st.text(alphabet="ab {}|", max_size=60)


@pytest.mark.parametrize("nothing", ["", "   ", "\n\t", "\0\x07", None, 7, ["a"]])
def test_a_prompt_without_words_is_refused(nothing: object) -> None:
    with pytest.raises(Invalid) as refusal:
        clean(nothing)
    assert refusal.value.field == "prompt"


def test_a_prompt_that_is_too_long_says_how_long_it_is() -> None:
    assert clean("a" * MOST) == "a" * MOST
    with pytest.raises(Invalid, match="4001 characters; 4000"):
        clean("a" * (MOST + 1))
    with pytest.raises(Invalid, match="100000 characters"):
        clean("a" * 100_000)


def test_control_characters_go_and_line_breaks_stay() -> None:
    assert clean(" a\0b\x1b[31m\r\nc\td\x9f ") == "ab[31m\nc\td"


def test_half_a_surrogate_pair_is_not_text() -> None:
    with pytest.raises(Invalid, match="not text"):
        clean("a boat \ud83d")


@pytest.mark.parametrize("text", ["قارب تحت القمر", "סירה מתחת לירח", "👩‍👩‍👧‍👦 on a 🏝️", "日本の海", "Zürich, Straße"])
def test_every_script_is_welcome(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


def test_letters_are_composed() -> None:
    assert clean("cafe\u0301") == "café"


@given(st.text(max_size=300))
def test_clean_is_clean(text: str) -> None:
    try:
        once = clean(text)
    except Invalid:
        return
    assert clean(once) == once
    once.encode()


@pytest.mark.parametrize(
    ("prompt", "four"),
    [
        ("a boat", ["a boat"] * 4),
        ("a {red|blue} boat", ["a red boat", "a blue boat", "a red boat", "a blue boat"]),
        ("{red|blue} {cat|dog}", ["red cat", "blue dog", "red dog", "blue cat"]),
        ("{a|{b|c}}!", ["a!", "b!", "c!", "a!"]),
        ("{a|b {c|d}}", ["a", "b c", "b d", "a"]),
        ("{name} by {place}", ["{name} by {place}"] * 4),
        ("{name} or {a|b}", ["{name} or a", "{name} or b"] * 2),
        ("{a|{name}}", ["a", "{name}", "a", "{name}"]),
        ("{a|b", ["{a|b"] * 4),
        ("a|b}", ["a|b}"] * 4),
        ("{a|{b|c}", ["{a|b", "{a|c", "{a|b", "{a|c"]),
        ("a{ with fog|} sea", ["a with fog sea", "a sea", "a with fog sea", "a sea"]),
        ("{}", ["{}"] * 4),
    ],
)
def test_alternatives(prompt: str, four: list[str]) -> None:
    assert expand(prompt, 4) == four


@given(template)
def test_all_choices_come_before_one_is_repeated(prompt: str) -> None:
    count = choices(prompt)
    if count <= 300 and "{|" not in prompt and "||" not in prompt and "|}" not in prompt:
        numbered = _numbered(prompt)
        assert len(set(expand(numbered, choices(numbered)))) == choices(numbered)


@given(template, st.integers(1, 8))
def test_same_prompt_same_answer_and_groups_are_gone(prompt: str, variants: int) -> None:
    said = expand(prompt, variants)
    assert said == expand(prompt, variants)
    assert len(said) == variants
    if prompt.count("{") == 0 or "|" not in prompt:
        assert said == [prompt.strip()] * variants


def test_an_explosion_costs_nothing() -> None:
    prompt = "{a|b|c|d}" * 400
    assert choices(prompt) == 4**400
    assert len(set(expand(prompt, 4))) == 4


@pytest.mark.parametrize("prompt", ["{" * MOST, "{a|" * 800 + "}" * 800, "}" * MOST, "|" * MOST, "{|" * 2000])
def test_a_pile_of_braces_is_taken_literally(prompt: str) -> None:
    assert expand(prompt, 2) == [prompt.strip()] * 2


def _numbered(prompt: str) -> str:
    """Every letter made different, so that different choices give different texts."""
    return "".join(f"{letter}{place}" if letter in "ab " else letter for place, letter in enumerate(prompt))
