"""What a row says: the product's figure, the limit measured beside it, and the target."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

REPEATS = 5
"""Of everything whose figure is a median."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report. `ratio` is product over limit."""

    row: str
    """The number in the design's table, or a name."""
    what: str
    product: float
    unit: str
    target: float | None = None
    """None: told, not judged."""
    limit: float | None = None
    limit_is: str = ""
    more_is_better: bool = False
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.product / self.limit if self.limit else None

    @property
    def met(self) -> bool | None:
        if self.target is None:
            return None
        return self.product >= self.target if self.more_is_better else self.product <= self.target

    def line(self) -> str:
        """For the console."""
        verdict = {True: "ok", False: "MISSED", None: ""}[self.met]
        limit = f"  limit {shown(self.limit)} ({self.limit_is}), ratio {self.ratio:.2f}" if self.limit and self.ratio else ""
        target = f"  target {self._sign} {shown(self.target)}" if self.target is not None else ""
        return f"{self.row:>7}  {self.what}: {shown(self.product)} {self.unit}{limit}{target}  {verdict}".rstrip()

    def cells(self) -> tuple[str, ...]:
        """For the table in the documents."""
        limit = f"{shown(self.limit)} ({self.limit_is})" if self.limit else "–"
        ratio = f"{self.ratio:.2f}" if self.ratio else "–"
        target = f"{self._sign} {shown(self.target)}" if self.target is not None else "–"
        verdict = {True: "yes", False: "**no**", None: ""}[self.met]
        return (self.row, self.what + (f". {self.note}" if self.note else ""), f"{shown(self.product)} {self.unit}".strip(), limit, ratio, target, verdict)

    @property
    def _sign(self) -> str:
        return "≥" if self.more_is_better else "≤"


def shown(number: float | None) -> str:
    """With as many places as it deserves."""
    if number is None:
        return "–"
    if number == int(number) and abs(number) < 1e6:
        return f"{int(number):,}"
    if abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if abs(number) >= 10 else f"{number:.2f}" if abs(number) >= 0.1 else f"{number:.4f}"


def median(measure: Callable[[], float], repeats: int = REPEATS) -> float:
    """Of some repeats."""
    return statistics.median(measure() for _ in range(repeats))


def middle(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values does not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered) + 0.5) - 1))]
