"""Numbers over time, as the pages show them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from rxfeed.domain.errors import Invalid

MEASURES = ("views", "likes", "saves", "remixes")
PERIODS: Mapping[str, tuple[int, int]] = {"month": (30, 1), "year": (52, 7)}
"""How many bars there are, and how many days each stands for."""


@dataclass(frozen=True)
class Bar:
    """The days from `day` (ISO 8601, UTC), and their height: percent of the tallest of the row, at least 4 where there is anything."""

    day: str
    count: int
    tall: int


@dataclass(frozen=True)
class Measure:
    """One of `MEASURES`: in all, lately, and bar by bar, the oldest first."""

    name: str
    total: int = 0
    lately: int = 0
    bars: list[Bar] = field(default_factory=list)


@dataclass(frozen=True)
class Best:
    """A post that was looked at often."""

    id: str
    words: str
    """Prompt or caption; may be empty."""
    thumbnail: str
    """Empty where no copy of it is public."""
    views: int


@dataclass(frozen=True)
class NumbersView:
    """`period` is one of `PERIODS`; `best` only where it is about several posts."""

    period: str = "month"
    measures: list[Measure] = field(default_factory=list)
    best: list[Best] = field(default_factory=list)


def first_day(period: str, today: date) -> date:
    """With which the first bar begins; the last one ends with today. Raises `Invalid` for a period that isn't one."""
    bars, days = _known(period)
    return today - timedelta(days=bars * days - 1)


def measure(name: str, period: str, today: date, total: int, counts: Mapping[date, int]) -> Measure:
    """From counts by day."""
    (bars, days), first = _known(period), first_day(period, today)
    sums = [0] * bars
    for day, count in counts.items():
        if first <= day <= today:
            sums[(day - first).days // days] += count
    tallest = max(sums)
    starts = ((first + timedelta(days=number * days)).isoformat() for number in range(bars))
    shown = [Bar(start, count, max(4, round(100 * count / tallest)) if count else 0) for start, count in zip(starts, sums, strict=True)]
    return Measure(name, total, sum(sums), shown)


def _known(period: str) -> tuple[int, int]:
    if not isinstance(period, str) or period not in PERIODS:
        raise Invalid("Numbers are there for a month or for a year.", field="period")
    return PERIODS[period]
