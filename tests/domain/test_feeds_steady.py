"""No list repeats or skips what was there throughout, whatever is published, taken away, rated, liked, said or answered while somebody pages through it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from rxfeed.domain import accounts_seen, circle, gallery, marks, preferences, search_index, talk
from rxfeed.domain.gallery_changes import Changes
from rxfeed.domain.house import House
from rxfeed.domain.preferences import Wishes
from rxfeed.domain.viewer import Viewer
from tests import making
from tests.domain import lists

MOVING = {"notices_reading.page", "collections_lists.mine", "collections_lists.of", "talk_read.answers", "accounts_avatar.choices", "studio_library.history"}
"""What happens moves these on purpose: the newest news, and what was changed or used last, come first. Answers are in the order of
time; a picture that may be worn leaves with its post."""
DEEDS = st.tuples(*(st.permutations(["publish", "bin", "rate", "like", "come", "answer", "leave", "repost"]) for _ in range(2)), st.integers(0, 99))
"""What is done after the first page and after the second, and which of what is there it concerns."""
FEW = settings(max_examples=2, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_what_stays_is_listed_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    lists.shorten(monkeypatch)
    people, things = lists.world(house)
    preferences.keep_wishes(house, people["reader"], Wishes(mature="hide"))
    people["reader"] = making.again(house, people["reader"])
    several = [each for each in lists.lists(things) if each.name.split()[0] not in MOVING]
    before, gone = {each.name: _walked(house, people, each) for each in several}, set[str]()
    going = _Going(house, people["author"], people["reader"], people["herald"], things["post"], before["talk_read.page '{post}' 'best'"])

    @FEW
    @given(DEEDS)
    def walk(drawn: tuple[list[str], list[str], int]) -> None:
        *meanwhile, number = drawn
        read: dict[str, list[str]] = {name: [] for name in before}
        cursors = dict.fromkeys(before, "")
        for deeds in (*meanwhile, *([] for _ in range(lists.MANY))):
            for each in several:
                if each.name in cursors:
                    page = each.read(house, people[each.who], cursors.pop(each.name))
                    read[each.name] += lists.shown(page)
                    cursors |= {each.name: lists.onward(page)} if lists.onward(page) else {}
            gone.update(going.on(deeds, number))
        assert not cursors, "every list has an end"
        for name, seen in read.items():
            assert len(seen) == len(set(seen)), f"{name} repeats something"
        assert {name: left for name, seen in read.items() if (left := set(before[name]) - gone - set(seen))} == {}, "skipped"

    walk()


def _walked(house: House, people: dict[str, Viewer], each: lists.Listed) -> list[str]:
    found, cursor = list[str](), None
    while cursor != "":
        page = each.read(house, people[each.who], cursor or "")
        found, cursor = found + lists.shown(page), lists.onward(page)
    return found


class _Going:
    """What people do meanwhile. All but the post that lists are about may leave."""

    def __init__(self, house: House, author: Viewer, reader: Viewer, herald: Viewer, post: str, threads: list[str]) -> None:
        self._house, self._author, self._herald, self._post, self._threads = house, author, herald, post, threads
        self._distant = lists.shown(accounts_seen.posts(house, reader, "distant"))
        others = lists.shown(circle.following(house, author, reader.handle)) + lists.shown(circle.followers(house, author, "mara"))
        self._others = [handle for handle in dict.fromkeys(others) if handle.startswith("other")]
        self._posts = [each for each in lists.shown(gallery.mine(house, author, "published", most=99)) if each != post]

    def on(self, deeds: Iterable[str], number: int) -> set[str]:
        """What has left the lists by these."""
        gone = {left for deed in deeds for left in getattr(self, f"_{deed}")(number)}
        search_index.index_due(self._house)
        return gone

    def _publish(self, number: int) -> list[str]:
        self._posts.append(making.post(self._house, self._author, tags="fog", prompt=f"a harbour {number}").card.id)
        return []

    def _bin(self, number: int) -> list[str]:
        post = self._posts.pop(number % len(self._posts))
        gallery.bin(self._house, self._author, post)
        return [post]

    def _rate(self, number: int) -> list[str]:
        post = self._posts.pop(number % len(self._posts))
        gallery.edit(self._house, self._author, post, Changes(rating="mature"))
        return [post]

    def _like(self, number: int) -> list[str]:
        for post in self._posts[number % len(self._posts) :: 2]:
            marks.like(self._house, making.person(self._house), post, on=True)
        return []

    def _come(self, number: int) -> list[str]:
        other = making.person(self._house)
        circle.follow(self._house, other, "mara")
        marks.like(self._house, other, self._post, on=True)
        marks.repost(self._house, other, self._post, on=True)
        talk.write(self._house, other, self._post, f"come {number}")
        return []

    def _answer(self, number: int) -> list[str]:
        talk.write(self._house, making.person(self._house), self._post, "an answer", self._threads[-1 - number % 2])
        return []

    def _repost(self, number: int) -> list[str]:
        """Or not any more; somebody else whom the reader follows has reposted it too."""
        marks.repost(self._house, self._herald, self._distant[number % len(self._distant)], on=bool(number % 2))
        return []

    def _leave(self, number: int) -> list[str]:
        if not self._others:
            return []
        handle = self._others.pop(number % len(self._others))
        circle.remove_follower(self._house, self._author, handle)
        return [handle]
