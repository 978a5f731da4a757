"""`docs/benchmarks.md`: the figures of one run, where and how they were measured."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from tests.bench.figures import REPEATS, Figure
from tests.bench.machine import commit, description, load
from tests.browser.serving import ROOT

TARGET = ROOT / "docs" / "benchmarks.md"
COLUMNS = ("Row", "What", "rxfeed", "Limit, same run", "Ratio", "Target", "Met")
ABOUT = f"""
Written by `make bench`. Each figure is the median of {REPEATS} or more repeats unless it says otherwise; CPU is what the kernel has accounted to the server's
processes, its children included, and to PostgreSQL's; memory is PSS of all of them. The limit beside a figure was measured in the same run on the same machine:
the database's bare driver with orjson under the same Granian, prepared bytes, Granian's own static files, or the smallest Reflex app of the same version.
Milliseconds differ from machine to machine and with what else it does; CPU and ratios differ less. Rows are numbered as in the design.

The large database has 10,000 accounts and 1,000,000 posts, written in bulk. "Slow" is a phone on a middling network: 1.6 Mb/s, 150 ms, a quarter of the CPU.
"Six pictures shown" is measured in a window tall enough for six cards, for pictures below the screen wait until one scrolls.
"""


def write(figures: Sequence[Figure], broken: Sequence[str], command: Sequence[str]) -> None:
    """Replace the document."""
    facts = [f"- Machine: {description()}", f"- Load at the end: {load():.1f}", f"- Commit: {commit()}", f"- Command: `{' '.join(command)}`"]
    lines = ["# Benchmarks", *ABOUT.rstrip().splitlines(), "", f"- Measured: {datetime.now(UTC):%Y-%m-%d %H:%M} UTC", *facts, "", *_table(figures), ""]
    if broken:
        lines += [f"Not measured in this run, for they failed: {', '.join(broken)}.", ""]
    TARGET.write_text("\n".join(lines))


def _table(figures: Sequence[Figure]) -> list[str]:
    rows = [COLUMNS, tuple("-" * 3 for _ in COLUMNS), *(figure.cells() for figure in figures)]
    return [f"| {' | '.join(row)} |" for row in rows]
