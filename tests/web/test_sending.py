"""Ranges, as RFC 9110 has them."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rxfeed.web.sending import NotSatisfiableError, parse_range


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("bytes=0-0", (0, 1)),
        ("bytes=0-99", (0, 100)),
        ("bytes=0-500", (0, 100)),
        ("bytes=10-", (10, 100)),
        ("bytes=-10", (90, 100)),
        ("bytes=-500", (0, 100)),
        (" bytes=99-99 ", (99, 100)),
        ("", None),
        ("bytes=", None),
        ("bytes=-", None),
        ("bytes=5-4", None),
        ("bytes=0-1,5-6", None),
        ("items=0-1", None),
        ("bytes=a-b", None),
        ("bytes=0x1-2", None),
        ("bytes=" + "9" * 5_000 + "-", None),
    ],
)
def test_what_a_range_means_for_a_hundred_bytes(header: str, span: tuple[int, int] | None) -> None:
    assert parse_range(header, 100) == span


@pytest.mark.parametrize(("header", "size"), [("bytes=100-", 100), ("bytes=100-200", 100), ("bytes=-0", 100), ("bytes=0-0", 0), ("bytes=-1", 0)])
def test_a_range_behind_the_end(header: str, size: int) -> None:
    with pytest.raises(NotSatisfiableError):
        parse_range(header, size)


@given(st.one_of(st.text(max_size=40), st.from_regex(r"bytes=\d{0,20}-\d{0,20}", fullmatch=True)), st.integers(0, 10_000))
def test_any_header_is_within_the_object_or_ignored(header: str, size: int) -> None:
    with contextlib.suppress(NotSatisfiableError):
        span = parse_range(header, size)
        assert span is None or 0 <= span[0] < span[1] <= size
