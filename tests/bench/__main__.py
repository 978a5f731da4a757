"""`make bench`, or `python -m tests.bench [row …]`: every figure with its limit, measured in the same run, and `docs/benchmarks.md` written anew."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import psycopg
from playwright.sync_api import Error
from sqlalchemy.exc import SQLAlchemyError

from tests.bench import (
    row_around,
    row_credentials,
    row_events,
    row_first_load,
    row_first_pages,
    row_forming,
    row_interaction,
    row_lighthouse,
    row_likes,
    row_lineage,
    row_lineage_page,
    row_lists,
    row_memory,
    row_pictures,
    row_publishing,
    row_scrolling,
    row_search,
    row_sketch,
    seeding,
)
from tests.bench.figures import Figure
from tests.bench.machine import load
from tests.bench.place import built_app
from tests.bench.report import write

SOCKETS = 1000
Row = Callable[[], Iterator[Figure]]


def main(words: list[str] | None = None) -> int:
    """Measure the rows that are named, else all. 1 where a target is missed or a row could not be measured."""
    asked = _parser().parse_args(words)
    app = built_app(again=not asked.as_built)
    rows = _rows(app, asked)
    unknown = set(asked.rows) - rows.keys()
    if unknown:
        sys.exit(f"There is no row called {', '.join(sorted(unknown))}. There are: {', '.join(rows)}.")
    if load() > (os.cpu_count() or 1):
        print(f"This machine is busy (load {load():.1f}): believe the ratios, not the milliseconds.", flush=True)
    figures: list[Figure] = []
    broken: list[str] = []
    for name in asked.rows or rows:
        try:
            for figure in rows[name]():
                print(figure.line(), flush=True)
                figures.append(figure)
        except (AssertionError, OSError, Error, SQLAlchemyError, psycopg.Error) as reason:
            print(f"{name} could not be measured: {reason}", file=sys.stderr, flush=True)
            broken.append(name)
    if not asked.rows:
        write(figures, broken, ["make bench", *(words or sys.argv[1:])])
    return bool(broken) or any(figure.met is False for figure in figures)


def _rows(app: Path, asked: argparse.Namespace) -> dict[str, Row]:
    """By name, quick ones first."""
    return {
        "first-load": partial(row_first_load.measure, app),
        "lighthouse": partial(row_lighthouse.measure, app),
        "forming": partial(row_forming.measure, app),
        "publishing": partial(row_publishing.measure, app),
        "around": row_around.measure,
        "events": partial(row_events.price_of_an_event, app),
        "interaction": partial(row_interaction.measure, app),
        "drawing": partial(row_events.events_while_drawing, app),
        "announcing": partial(row_events.announcement, app, asked.sockets),
        "pictures": partial(row_pictures.measure, app),
        "scrolling": partial(row_scrolling.measure, app),
        "lineage-page": partial(row_lineage_page.measure, app),
        "sketch": row_sketch.measure,
        "credentials": row_credentials.measure,
        "memory": partial(row_memory.measure, app, asked.rest),
        "likes": partial(row_likes.measure, app, asked.posts),
        "lists": partial(row_lists.measure, app, asked.posts),
        "first-pages": partial(row_first_pages.measure, asked.posts),
        "search": partial(row_search.measure, app, asked.posts),
        "lineage": row_lineage.measure,
        "publishing-postgres": partial(row_publishing.measure_postgres, app),
        "likes-postgres": partial(row_likes.measure_postgres, app, asked.posts),
        "lists-postgres": partial(row_lists.measure_postgres, app, asked.posts),
        "first-pages-postgres": partial(row_first_pages.measure_postgres, asked.posts),
        "search-postgres": partial(row_search.measure_postgres, app, asked.posts),
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("rows", nargs="*", help="which rows (all of them, and only then docs/benchmarks.md is written)")
    parser.add_argument("--posts", type=int, default=seeding.POSTS, help="in the large database (%(default)s)")
    parser.add_argument("--sockets", type=int, default=SOCKETS, help="that hear of one change (%(default)s here)")
    parser.add_argument("--rest", type=float, default=row_memory.REST_SECONDS, help="seconds between drawing and weighing (%(default)s)")
    parser.add_argument("--as-built", action="store_true", help="measure the copy that the last run built")
    return parser


if __name__ == "__main__":
    sys.exit(main())
