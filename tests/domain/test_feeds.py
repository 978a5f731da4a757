"""The latest feed: order, pages, news, a constant number of queries."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rxfeed.adapters.cards import MemoryShelf
from rxfeed.domain import cursors, feeds, feeds_page, ids
from rxfeed.domain.errors import Invalid
from rxfeed.domain.feeds_page import FeedPage
from rxfeed.domain.house import House
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making
from tests.counting import counted
from tests.houses import SqliteTemplates, opened


def _ids(page: FeedPage) -> list[str]:
    return [card["id"] for card in json.loads(page.json())["cards"]]


def test_pages_follow_each_other_without_gap_or_repeat(house: House) -> None:
    mara = making.person(house)
    made = [making.post(house, mara).card.id for _ in range(feeds_page.PAGE + 3)]
    first = feeds.latest(house, NOBODY)
    second = feeds.latest(house, NOBODY, first.next)
    assert _ids(first) + _ids(second) == made[::-1]
    assert (len(second.cards), second.next) == (3, "")


def test_news_are_what_came_after(house: House) -> None:
    mara = making.person(house)
    assert feeds.since(house, NOBODY, "").cards == []
    making.post(house, mara)
    newest = feeds.latest(house, NOBODY).newest
    assert feeds.since(house, NOBODY, newest).cards == []
    fresh = [making.post(house, mara).card.id for _ in range(2)]
    page = feeds.since(house, NOBODY, newest)
    assert (_ids(page), page.reset) == (fresh[::-1], False)
    assert feeds.since(house, NOBODY, page.newest).cards == []


def test_a_page_costs_one_query_and_six_more_for_cards_that_are_not_on_the_shelf(house: House) -> None:
    mara = making.person(house)
    for _ in range(3):
        making.post(house, mara, variants=2, tags="a b")
    started_anew = replace(house, shelf=MemoryShelf())
    with counted(house) as just_published:
        feeds.latest(house, NOBODY)
    with counted(house) as cold:
        feeds.latest(started_anew, NOBODY)
    with counted(house) as warm:
        feeds.latest(started_anew, NOBODY)
    assert (len(just_published), len(cold), len(warm)) == (1, 7, 1)


@pytest.mark.parametrize("cursor", ["x", "u" * 26, "é" * 26, "z" * 26, "1" * 10_000])
def test_a_cursor_that_nobody_gave_out_is_refused(house: House, cursor: str) -> None:
    with pytest.raises(Invalid, match="Load it again"):
        feeds.latest(house, NOBODY, cursor)


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2200, 1, 1)), st.integers(0, 2**63 - 1))  # noqa: DTZ001
def test_cursors_come_back_as_they_went(moment: datetime, number: int) -> None:
    moment = moment.replace(tzinfo=UTC)
    assert cursors.decode(cursors.encode(moment, number, "a list"), "a list") == (moment, number)


def test_the_shelf_forgets_the_oldest_first() -> None:
    shelf = MemoryShelf(room=10)
    shelf.put({(1, 1, 1): b"aaaa", (2, 1, 1): b"bbbb"})
    shelf.take([(1, 1, 1)])
    shelf.put({(3, 1, 1): b"cccc"})
    assert shelf.take([(1, 1, 1), (2, 1, 1), (3, 1, 1)]) == {(1, 1, 1): b"aaaa", (3, 1, 1): b"cccc"}


def test_posts_whose_order_is_kept_elsewhere(house: House) -> None:
    mara, noor = making.person(house), making.person(house, "noor")
    made = [making.post(house, mara).card.id for _ in range(feeds_page.PAGE + 2)]
    hidden = making.post(house, mara, rating="mature").card.id
    wanted = [hidden, *made[::2], *made[1::2]]
    page, gone = feeds_page.of_posts(house, NOBODY, list(map(ids.from_text, wanted)))
    assert (_ids(page), gone) == (wanted[1 : feeds_page.PAGE + 1], feeds_page.PAGE + 1)
    page, gone = feeds_page.of_posts(house, noor, [ids.from_text(made[1]), 7, ids.from_text(made[0])])
    assert (_ids(page), gone) == ([made[1], made[0]], 3)


@pytest.mark.parametrize("viewer", [NOBODY, Viewer(account_id=1), Viewer(account_id=1, hides=True)], ids=["nobody", "somebody", "choosy"])
@pytest.mark.parametrize("ask", [feeds.latest, feeds.since])
@pytest.mark.parametrize("cursor", ["", cursors.encode(datetime(2026, 11, 22, tzinfo=UTC), 1, feeds.LATEST)], ids=["first", "further"])
def test_sqlite_walks_the_listed_posts_in_order_without_sorting(tmp_path: Path, viewer: Viewer, ask: Callable[..., FeedPage], cursor: str) -> None:
    """On a database without statistics, as ours are."""
    with SqliteTemplates(tmp_path).database(tmp_path) as url, opened(tmp_path, url) as house:
        with counted(house) as asked:
            ask(house, viewer, cursor)
        with house.database.reading() as session:
            listing = next(query for query in asked if "FROM post " in query)
            plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {listing}", ("0",) * listing.count("?")).all()
    steps = [row[3] for row in plan]
    assert any("ix_post_latest" in step for step in steps), steps
    assert not any("TEMP B-TREE" in step for step in steps), steps
