"""Links in a text: nothing is lost, and nothing leads where it shouldn't."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rxfeed.domain.links import parted

PIECES = st.sampled_from(
    ["https://", "http://", "javascript:", "@mara", "@", "a.b", "/x", " ", "\n", "(", ")", ".", '"', "<b>", "é", "\u200b", ":80", "[", "]", "%00", "x@y"]
)


@given(st.lists(PIECES).map("".join) | st.text())
def test_the_parts_are_the_text_and_lead_to_the_web_or_to_people(text: str) -> None:
    parts = parted(text)
    assert "".join(part.text for part in parts) == text
    for part in parts:
        assert part.href in ("", part.text) or part.href == f"/u/{part.text[1:].lower()}"
        assert part.href.startswith(("http://", "https://", "/u/")) or not part.href


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("see https://a.example/b.", "https://a.example/b"),
        ("(https://a.example/b_(c))", "https://a.example/b_(c)"),
        ("by @Mara_1!", "/u/mara_1"),
        ("mail mara@a.example", ""),
        ("https://bank.example@evil.example", ""),
        ("https://", ""),
        ("javascript:alert(1)", ""),
        ("@ab", ""),
        ("http://[::1", ""),
    ],
)
def test_what_leads_somewhere(text: str, href: str) -> None:
    assert [part.href for part in parted(text) if part.href] == ([href] if href else [])
