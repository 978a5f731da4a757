"""No list repeats or skips a post that was there throughout, whatever is published, taken away or rated up while somebody pages through it."""

from __future__ import annotations

import json
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from rxfeed.domain import circle, feeds, feeds_following, feeds_runs, feeds_trending, gallery, ids, preferences
from rxfeed.domain.feeds_page import PAGE, FeedPage
from rxfeed.domain.gallery_changes import Changes
from rxfeed.domain.house import House
from rxfeed.domain.preferences import Wishes
from rxfeed.domain.viewer import Viewer
from tests import making

POSTS = PAGE + 12
LISTS: dict[str, Callable[[House, Viewer, str], FeedPage]] = {
    "latest": feeds.latest,
    "following": feeds_following.following,
    "trending": lambda house, viewer, cursor: feeds_trending.trending(house, viewer, "all", cursor),
}
"""A list whose order is kept by runs goes on in the run in which it was begun."""
DEEDS = st.lists(st.tuples(st.sampled_from(["publish", "bin", "rate"]), st.integers(0, POSTS - 1)), min_size=2, max_size=5)
FEW = settings(max_examples=3, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_what_stays_is_listed_once(house: House) -> None:
    author, reader = making.person(house, "mara"), making.person(house, "noor")
    circle.follow(house, reader, "mara")
    preferences.keep_wishes(house, reader, Wishes(mature="hide"))
    reader = making.again(house, reader)
    lasting = [making.post(house, author).card.id for _ in range(POSTS)]

    @FEW
    @given(st.lists(DEEDS, min_size=2, max_size=2))
    def walk(meanwhile: list[list[tuple[str, int]]]) -> None:
        feeds_runs.count(house)
        ranked = map(ids.to_text, feeds_trending.top(house, "all", feeds_runs.PLACES))
        there = {name: set(lasting) for name in LISTS} | {"trending": set(ranked)}
        read: dict[str, list[str]] = {name: [] for name in LISTS}
        cursors = dict.fromkeys(LISTS, "")
        for deeds in (*meanwhile, [], []):
            for name in cursors:
                page = LISTS[name](house, reader, cursors[name])
                read[name] += [card["id"] for card in json.loads(page.json())["cards"]]
                cursors[name] = page.next
            cursors = {name: cursor for name, cursor in cursors.items() if cursor}
            _do(house, author, deeds, lasting)
        for name, seen in read.items():
            assert not cursors, f"{name} has no end"
            assert len(seen) == len(set(seen)), f"{name} repeats a post"
            assert there[name] & set(lasting) <= set(seen), f"{name} skips a post"

    walk()


def _do(house: House, author: Viewer, deeds: list[tuple[str, int]], lasting: list[str]) -> None:
    """`lasting`: the posts that the reader's lists show until the end; the ones that leave them are taken out."""
    for deed, number in deeds:
        if deed == "publish":
            lasting.append(making.post(house, author).card.id)
            continue
        post_id = lasting.pop(number % len(lasting))
        if deed == "bin":
            gallery.bin(house, author, post_id)
        else:
            gallery.edit(house, author, post_id, Changes(rating="mature"))
