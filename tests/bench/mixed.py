"""`python -m tests.bench.mixed`: twenty thousand actions of everybody at once, on SQLite and on PostgreSQL, and whether every counter equals its rows."""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.houses import PostgresTemplates, SqliteTemplates, opened
from tests.mixing import mix, wrong_counts

ACTIONS, PEOPLE, POSTS = 20_000, 400, 300


def main(actions: int) -> int:
    """1 where a counter is wrong, or something was refused for want of a turn."""
    bad = 0
    for templates in (SqliteTemplates, PostgresTemplates):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            place = Path(folder)
            (place / "data").mkdir()
            made = templates(place) if templates is SqliteTemplates else templates()
            with made.database(place / "data") as url, opened(place / "data", url) as house:
                began = time.perf_counter()
                mixed = mix(house, actions, people=PEOPLE, posts=POSTS)
                taken, wrong = time.perf_counter() - began, wrong_counts(house)
            name = "SQLite" if templates is SqliteTemplates else "PostgreSQL"
            came = f"{len(mixed.done):,} done, {len(mixed.refused):,} refused, {len(mixed.unavailable)} without a turn"
            print(f"{name}: {came}; {taken:.0f} s; wrong counts: {wrong or 'none'}", flush=True)
            print("  " + ", ".join(f"{deed} {times:,}" for deed, times in sorted(Counter(mixed.done).items())), flush=True)
            bad += len(wrong) + len(mixed.unavailable)
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ACTIONS))
