"""Muted words in texts: whole, whatever case and disguise, in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rxfeed.domain import mutes_matching
from rxfeed.domain.errors import Invalid
from rxfeed.domain.mutes_matching import fold, has

WORDS = st.text("abcäßñжкΣ", min_size=1, max_size=8)
GAPS = st.sampled_from([" ", "\n", ", ", ". ", "-", "—", "/", "(", ")", "“", "!", "🙂", "猫"])


@pytest.mark.parametrize(("word", "text", "found"), [
    ("fog", "a quiet FOG.", True), ("fog", "foggy", False), ("fog", "befog", False), ("fog", "fog_light", False), ("fog", "fog2", False),
    ("fog", "#fog", True), ("fog", "fog-light", True), ("fog", "foggy fog", True), ("fog", "f\u200bo\u00adg", True), ("fog", "ｆｏｇ", True),
    ("fog", "fo g", False), ("blue  Hour", "the blue\nhour", True), ("blue hour", "blue hours", False), ("straße", "STRASSE", True),
    ("é", "e\u0301", True), ("e", "e\u0301", False), ("猫", "白い猫です", True), ("cat", "猫cat猫", True),
    ("แมว", "ภาพแมวดำ", True), ("고양이", "고양이는", True),
    ("क", "कि", False), ("❤️", "I ❤ it", True), ("👨\u200d👩", "👨👩", True), ("c++", "learn c++ now", True), ("c++", "c", False), ("i", "İ", False),
])  # fmt: skip
def test_examples(word: str, text: str, found: bool) -> None:
    assert has([fold(word)], text) is found


@given(WORDS, GAPS, GAPS, WORDS, WORDS)
def test_a_word_is_found_between_whatever_is_no_letter(word: str, before: str, after: str, left: str, right: str) -> None:
    assert has([fold(word)], left + before + word.upper() + after + right)
    assert has([fold(word)], word)


@given(WORDS, WORDS)
def test_a_word_is_not_found_within_another(word: str, more: str) -> None:
    longer = fold(word + more)
    assert has([fold(word)], longer) == (longer == fold(word))


@given(st.text(max_size=40), st.sampled_from(["\u200b", "\u200d", "\u2060", "\u00ad", "\ufeff", "\ufe0f"]), st.integers(0, 40))
def test_what_is_not_seen_changes_nothing(text: str, unseen: str, place: int) -> None:
    hidden = text[:place] + unseen + text[place:]
    assert fold(fold(text)) == fold(text)
    if text.isascii():
        assert fold(hidden) == fold(text)


@given(st.text(max_size=200), st.lists(st.text(max_size=70), max_size=5))
def test_any_text_gets_an_answer(text: str, words: list[str]) -> None:
    kept = []
    for one in words:
        try:
            kept.append(mutes_matching.word(one))
        except Invalid:
            continue
    assert has(kept, text) in {True, False}
    assert all(has([one], one) for one in kept)


@pytest.mark.parametrize("junk", ["", "   ", "!?…", "\u200b\u200b", "x" * 61, "a" * 50_000, "ﷺ" * 10])
def test_what_is_no_word(junk: str) -> None:
    with pytest.raises(Invalid):
        mutes_matching.word(junk)
