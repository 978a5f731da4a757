"""A cursor goes on in the list it comes from, for whom it was given out, and nowhere else."""

from __future__ import annotations

import pytest

from rxfeed.domain.errors import Invalid, RxfeedError
from rxfeed.domain.house import House
from rxfeed.domain.viewer import Viewer
from tests import making
from tests.domain import lists

OWN = {
    "accounts_avatar.choices", "circle_hidden.blocked", "circle_hidden.muted", "circle_requests.waiting", "collections_lists.mine",
    "collections_lists.shared", "collections_saved.saved", "detaching_reading.children", "feeds_following.following", "feeds_for_you.for_you",
    "gallery_mine.mine", "library.page", "notices_reading.page", "remix_requests_reading.of_post", "safety_log.log", "safety_queue.queue",
    "search_similar.more_like", "studio_library.history", "studio_library.library",
}  # fmt: skip
"""Lists that are one person's, or some persons' alone."""
NEIGHBOURS = 3
"""Other lists that each cursor is brought to, besides all those of its own function."""


def test_every_list_of_the_domain_is_among_them() -> None:
    assert lists.functions().keys() == lists.ASKED.keys(), "say in `lists.ASKED` how a new list is asked for"


def test_every_list_takes_its_own_cursor_and_refuses_all_others(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    lists.shorten(monkeypatch)
    people, things = lists.world(house)
    stranger = making.person(house, "stranger")
    given: list[tuple[lists.Listed, str]] = []
    for each in lists.lists(things):
        first = each.read(house, people[each.who], "")
        cursor = lists.onward(first)
        assert cursor, f"{each.name} has one page alone"
        given.append((each, cursor))
    for place, (each, cursor) in enumerate(given):
        viewer = people[each.who]
        assert lists.shown(each.read(house, viewer, cursor)), each.name
        others = [other for other in given if other[0].name.split()[0] == each.name.split()[0]] + (given + given)[place + 1 : place + 1 + NEIGHBOURS]
        foreign = [text for other, text in others if other is not each and frozenset({each.name, other.name}) not in lists.ALIAS]
        for text in (*foreign, "x", "0" * 13, "0" * 26, "\0", "0' OR 1=1 --", cursor[:-1] + "%", cursor.upper() + "A", "z" * 50_000):
            _refused(house, each, viewer, text)
        if each.name.split()[0] in OWN:
            with pytest.raises(RxfeedError):
                each.read(house, stranger, cursor)


def _refused(house: House, each: lists.Listed, viewer: Viewer, text: str) -> None:
    with pytest.raises(Invalid, match="Load it again"):
        pytest.fail(f"{each.name} takes {text[:60]!r}: {each.read(house, viewer, text)!r:.200}")
