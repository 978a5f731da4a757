"""Captions, alt texts and tags: tidied, bounded, never markup or control characters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rxfeed.domain import gallery_words as words
from rxfeed.domain.errors import Invalid


@given(st.text(max_size=3_000))
def test_a_caption_is_tidy_or_too_long(text: str) -> None:
    try:
        tidy = words.caption(text)
    except Invalid:
        assert len(text) > words.MAX_CAPTION
        return
    assert len(tidy) <= words.MAX_CAPTION
    assert words.caption(tidy) == tidy
    assert all(letter == "\n" or unicodedata.category(letter) != "Cc" for letter in tidy)


@given(st.text(max_size=200))
def test_tags_are_lower_case_and_each_once_or_refused(line: str) -> None:
    try:
        tags = words.tags(line)
    except Invalid:
        return
    assert len(set(tags)) == len(tags) <= words.MAX_TAGS
    assert words.tags(" ".join(tags)) == tags
    assert all(tag and len(tag) <= words.MAX_TAG and "#" not in tag and "<" not in tag for tag in tags)


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("#PaperCut, harbour; harbour", ("papercut", "harbour")),
        ("Ａquarell straße 日本 мир", ("aquarell", "straße", "日本", "мир")),
        ("  ,, # ", ()),
        ("sci-fi so_far 1984", ("sci-fi", "so_far", "1984")),
    ],
)
def test_tags_as_people_write_them(line: str, tags: tuple[str, ...]) -> None:
    assert words.tags(line) == tags


@pytest.mark.parametrize("line", ["<b>", "a/b", "☂", "-dash", "x" * 51])
def test_what_is_no_tag_is_named(line: str) -> None:
    with pytest.raises(Invalid, match="can't be a tag"):
        words.tags(line)
