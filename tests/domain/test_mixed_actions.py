"""Counters equal the rows that they count after everything at once; `python -m tests.bench.mixed` does it twenty thousand times."""

from __future__ import annotations

from rxfeed.domain.house import House
from tests.mixing import mix, wrong_counts


def test_counts_equal_their_rows_after_everything_at_once(house: House) -> None:
    mixed = mix(house, 300, people=20, posts=12)
    assert wrong_counts(house) == {}
    assert len(mixed.done) > 150
    assert mixed.unavailable == []
