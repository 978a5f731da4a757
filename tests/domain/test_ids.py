"""Ids: in order of time, never twice, and the same text whichever way they went."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rxfeed.domain import ids
from rxfeed.domain.errors import NotFound

numbers = st.integers(0, 2**63 - 1)


@given(numbers)
def test_text_and_back(number: int) -> None:
    text = ids.to_text(number)
    assert (len(text), ids.from_text(text)) == (ids.TEXT_LENGTH, number)


@given(numbers, numbers)
def test_the_order_of_texts_is_that_of_ids(one: int, other: int) -> None:
    assert (ids.to_text(one) < ids.to_text(other)) == (one < other)


@given(st.text(max_size=40))
def test_only_what_was_written_is_read(text: str) -> None:
    try:
        number = ids.from_text(text)
    except NotFound:
        return
    assert ids.to_text(number) == text


def test_the_largest_text_is_too_large() -> None:
    with pytest.raises(NotFound):
        ids.from_text("z" * ids.TEXT_LENGTH)


def test_eight_threads_mint_no_id_twice() -> None:
    with ThreadPoolExecutor(8) as threads:
        minted = [number for part in threads.map(lambda _: [ids.mint() for _ in range(5_000)], range(8)) for number in part]
    assert len(set(minted)) == 40_000
    own = [ids.mint() for _ in range(1_000)]
    assert own == sorted(own)
    assert own[-1] < 2**63
