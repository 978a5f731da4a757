"""Every list that goes on by a cursor, found in the domain's modules, with somebody's things in each; pages are short, so that few things make several."""

from __future__ import annotations

import inspect
import json
import pkgutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import pytest

from rxfeed import domain
from rxfeed.domain import accounts_privacy, circle, collections, feeds_page, feeds_runs, ids, marks, safety, search_index, talk
from rxfeed.domain.house import House
from rxfeed.domain.safety import Decision
from rxfeed.domain.tables import RemixRequest
from rxfeed.domain.viewer import Viewer
from tests import making
from tests.domain.test_search_similar import painted, pixels

PAGE, THINGS, MANY = 2, 3, 40
"""What fits on a page, how much there is of everything at first, and more pages than any list has."""
SHORT = ("PAGE", "MORE_ANSWERS", "HISTORY")
"""What pages are called."""
ASKED: Mapping[str, tuple[tuple[str, tuple[Any, ...], dict[str, Any]], ...]] = {
    "accounts_avatar.choices": (("author", (), {}),),
    "accounts_marks.likes": (("reader", ("noor",), {}),),
    "accounts_marks.reposts": (("reader", ("noor",), {}),),
    "accounts_seen.posts": (("reader", ("mara",), {}), ("reader", ("mara",), {"tag": "fog"})),
    "circle_hidden.blocked": (("hider", (), {}),),
    "circle_hidden.muted": (("hider", (), {}),),
    "circle_people.followers": (("reader", ("mara",), {}),),
    "circle_people.following": (("author", ("noor",), {}),),
    "circle_requests.waiting": (("private", ("silent",), {}),),
    "collections_lists.mine": (("reader", (), {}),),
    "collections_lists.of": (("author", ("noor",), {}),),
    "collections_lists.posts": (("reader", ("{collection}",), {"count": PAGE}),),
    "collections_lists.shared": (("author", (), {}),),
    "collections_saved.saved": (("reader", (), {"count": PAGE}), ("reader", ("harbour",), {"count": PAGE})),
    "detaching_reading.children": (("author", ("{post}",), {}),),
    "explore.explore": (
        *(("reader", (asked,), {}) for asked in ({}, {"q": "harbour"}, {"q": "harbour", "sort": "new"}, {"sort": "liked"}, {"shape": "3:2"})),
        ("reader", ({"like": "{post}"},), {}),
    ),
    "feeds.latest": (("reader", (), {}),),
    "feeds_following.following": (("reader", (), {}), ("author", (), {})),
    "feeds_for_you.for_you": (("reader", (), {}),),
    "feeds_tags.tagged": (("reader", ("fog",), {}),),
    "feeds_trending.trending": (("reader", ("day",), {}), ("reader", ("all",), {})),
    "gallery_mine.mine": (("author", ("published",), {"most": PAGE}),),
    "library.page": (("author", ("all",), {"count": PAGE}), ("author", ("published",), {"count": PAGE})),
    "lineage_read.children": (("reader", ("{post}",), {}),),
    "marks_people.likers": (("reader", ("{post}",), {}),),
    "marks_people.reposters": (("reader", ("{post}",), {}),),
    "notices_reading.page": (("author", (), {}),),
    "remix_requests_reading.of_post": (("author", ("{post}",), {}),),
    "remixing_candidates.candidates": (("reader", ("latest",), {}), ("reader", ("likes",), {})),
    "remixing_gathered.gather": (("reader", ("{post}",), {}),),
    "safety_log.log": (("judge", (), {}),),
    "safety_queue.queue": (("judge", ("oldest",), {}), ("judge", ("most",), {})),
    "search_similar.more_like": (("reader", ("{post}",), {}),),
    "studio_library.history": (("author", (), {}),),
    "studio_library.library": (("author", ("all",), {"most": PAGE}),),
    "talk_read.answers": (("reader", ("{post}", "{comment}"), {}),),
    "talk_read.page": (("reader", ("{post}", "best"), {}), ("reader", ("{post}", "new"), {})),
}
"""By function: who asks, and for what."""
ALIAS = {
    frozenset({"explore.explore {}", "feeds.latest"}), frozenset({"gallery_mine.mine 'published' own", "library.page 'published' own"}),
    frozenset({"library.page 'all' own", "studio_library.library 'all' own"}),
    frozenset({"explore.explore {'like': '{post}'}", "search_similar.more_like '{post}'"}),
}  # fmt: skip
"""Names of one and the same list."""
NO_LISTS = {"circle_people.people_page", "cursors.decode", "cursors.unpack", "feeds.place", "orders.ordered"}


@dataclass(frozen=True)
class Listed:
    """One list, as one person asks for it."""

    name: str
    who: str
    read: Callable[[House, Viewer, str], Any]


def functions() -> dict[str, Callable[..., Any]]:
    """Whatever of the domain takes a cursor and lists."""
    found: dict[str, Callable[..., Any]] = {}
    for each in pkgutil.iter_modules(domain.__path__):
        module = import_module(f"rxfeed.domain.{each.name}")
        for name, what in inspect.getmembers(module, inspect.isfunction):
            if what.__module__ == module.__name__ and not name.startswith("_") and name != "since" and "cursor" in inspect.signature(what).parameters:
                found[f"{each.name}.{name}"] = what
    return {name: what for name, what in found.items() if name not in NO_LISTS}


def lists(things: Mapping[str, str]) -> list[Listed]:
    """All of them, each as it is asked for."""
    found = functions() | {"talk_read.answers": _answers}
    return [_listed(name, found[name], *way, things) for name, ways in ASKED.items() for way in ways]


def shorten(patch: pytest.MonkeyPatch) -> None:
    """Pages of `PAGE`, wherever."""
    functions()
    for module in [module for name, module in sys.modules.items() if name.startswith("rxfeed.domain.")]:
        for constant in SHORT:
            if hasattr(module, constant):
                patch.setattr(module, constant, PAGE)
    assert feeds_page.PAGE == PAGE


def shown(page: Any) -> list[str]:
    """What is on it, by ids or other names."""
    if isinstance(page, tuple):
        return [getattr(each, "id", each) for each in page[0]]
    if hasattr(page, "json"):
        return [card["id"] for card in json.loads(page.json())["cards"]]
    several = next(value for name in page.__dataclass_fields__ if isinstance(value := getattr(page, name), list))
    return [getattr(each, "id", "") or getattr(each, "post_id", "") or repr(each) for each in several]


def onward(page: Any) -> str:
    """The cursor that continues it."""
    return str(page[1] if isinstance(page, tuple) else page.next)


def world(house: House) -> tuple[dict[str, Viewer], dict[str, str]]:
    """People, and what the lists are about: each has more than a page."""
    author, reader, hider, private = (making.person(house, handle) for handle in ("mara", "noor", "hider", "silent"))
    others, judge = [making.person(house, f"other{number}") for number in range(THINGS)], making.person(house, "judge", role="moderator")
    circle.follow(house, reader, "mara")
    post = painted(house, author, pixels(1), tags="fog", prompt="a harbour")
    posts = [post, *(painted(house, author, pixels(1, number / 200), tags="fog", prompt=f"a harbour {number}") for number in range(1, THINGS + 1))]
    for mode in ("prompt", "blanks"):
        posts += [making.remix(house, author, post, mode=mode, prompt=f"a harbour {mode} {number}") for number in range(THINGS)]
    kept = [collections.begin(house, reader, f"Number {number}", visibility="public") for number in range(THINGS)]
    for each in kept:
        collections.invite(house, reader, each, "mara", "view")
    for each in posts[:THINGS]:
        for deed in ("like", "save", "repost"):
            marks.mark(house, reader, deed, each, on=True)
        collections.add(house, reader, kept[0], each)
    comment = talk.write(house, reader, post, "first")
    for number, other in enumerate(others):
        circle.follow(house, other, "mara")
        circle.follow(house, reader, other.handle)
        circle.block(house, hider, other.handle)
        circle.mute(house, hider, other.handle)
        for deed in ("like", "repost"):
            marks.mark(house, other, deed, post, on=True)
        talk.write(house, other, post, f"number {number}")
        for again in range(2):
            talk.write(house, other, post, f"answer {again} to {number}", comment)
        safety.report(house, other, "post", posts[number], "spam", "Look at this.")
        safety.report(house, other, "account", f"other{(number + 1) % THINGS}", "spam", "Look.")
    _bring(house, others[:2])
    _ask(house, post, private, others)
    for _ in range(PAGE + 1):
        safety.decide(house, judge, safety.queue(house, judge).matters[0].id, Decision("dismiss", "It is fine as it is."))
    search_index.index_due(house)
    feeds_runs.count(house)
    people = {"author": author, "reader": reader, "hider": hider, "private": private, "judge": judge, "herald": others[0]}
    return {name: making.again(house, who) for name, who in people.items()}, {"post": post, "collection": kept[0], "comment": comment}


def _bring(house: House, heralds: list[Viewer]) -> None:
    """Posts of somebody whom nobody follows, which both repost."""
    distant = making.person(house, "distant")
    for each in [making.post(house, distant).card.id for _ in range(THINGS)]:
        for herald in heralds:
            marks.repost(house, herald, each, on=True)


def _ask(house: House, post: str, private: Viewer, others: list[Viewer]) -> None:
    accounts_privacy.set_private(house, private, private=True)
    for other in others:
        circle.follow(house, other, "silent")
    with house.database.writing() as session:
        session.add_all(
            RemixRequest(id=ids.mint(), post_id=ids.from_text(post), asker_id=other.require_account(), asked_at=house.clock.now()) for other in others
        )


def _listed(name: str, what: Callable[..., Any], who: str, given: tuple[Any, ...], more: dict[str, Any], things: Mapping[str, str]) -> Listed:
    filled = tuple(_filled(value, things) for value in given)
    said = " ".join([name, *map(repr, given), *(f"{key}={value}" for key, value in more.items() if key == "tag"), *(["own"] if who == "author" else [])])
    return Listed(said, who, lambda house, viewer, cursor: what(house, viewer, *filled, **more, **({"cursor": cursor} if cursor else {})))


def _answers(house: House, viewer: Viewer, post_id: str, thread_id: str, cursor: str = "") -> Any:
    """The first of them come with their thread."""
    return talk.answers(house, viewer, post_id, thread_id, cursor) if cursor else talk.thread(house, viewer, post_id, thread_id).threads[0]


def _filled(value: Any, things: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _filled(each, things) for key, each in value.items()}
    return value.format(**things) if isinstance(value, str) else value
