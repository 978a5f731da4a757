"""Blanks of a prompt: which there are, and what becomes of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rxfeed.domain import blanks, prompts
from rxfeed.domain.errors import Invalid

PROMPT = "a {animal} made of {Material}, {red|blue}, a second {Animal}"


def test_the_same_name_is_one_blank_and_alternatives_are_none() -> None:
    assert blanks.find(PROMPT) == ["animal", "Material"]
    assert blanks.find('{"json": 1} {} {a|b} { old  tree }') == ["old  tree"]


def test_every_place_is_filled_and_alternatives_stay() -> None:
    assert blanks.fill(PROMPT, {"ANIMAL": " snow \n fox ", "material": "felt", "other": "x"}) == "a snow fox made of felt, {red|blue}, a second snow fox"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"animal": "fox"}, "Fill in Material first"),
        ({"animal": "fox", "material": " \n"}, "Fill in Material first"),
        ({"animal": "fox", "material": 7}, "Fill in Material first"),
        ({"animal": "x" * 50_000, "material": "felt"}, "more than 200"),
        ({"animal": "{animal}", "material": "felt"}, "without braces"),
        ({"animal": "a|b", "material": "felt"}, "without braces"),
        ("fox", "again"),
    ],
)
def test_what_can_not_be_filled_in_is_said(words: Any, says: str) -> None:
    with pytest.raises(Invalid, match=says):
        blanks.fill(PROMPT, words)


def test_a_prompt_without_blanks_says_so() -> None:
    with pytest.raises(Invalid, match="no blanks"):
        blanks.fill("a {red|blue} boat", {})


@given(st.text(alphabet="ab {}|_-\n", max_size=80))
def test_a_filled_prompt_has_no_blanks_left(prompt: str) -> None:
    names = blanks.find(prompt)
    if names and len(names) < blanks.MOST:
        filled = blanks.fill(prompt, dict.fromkeys(names, "fox"))
        assert blanks.find(filled) == []
        assert prompts.expand(filled, 2)
