"""The diff between two prompts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rxfeed.ui.composer.changes import Stretch, changes


def test_words_that_came_and_went() -> None:
    assert changes("a red boat at sea", "a small red boat") == [
        Stretch("same", "a "), Stretch("added", "small "), Stretch("same", "red "), Stretch("dropped", "boat at sea"), Stretch("added", "boat"),
    ]  # fmt: skip


def test_nothing_changed() -> None:
    assert changes("a boat", "a boat") == [Stretch("same", "a boat")]


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_texts_can_be_read_from_it(before: str, after: str) -> None:
    parts = changes(before, after)
    assert "".join(part.words for part in parts if part.kind != "added") == before
    assert "".join(part.words for part in parts if part.kind != "dropped") == after
