"""What the server draws, for the routes that send a page with its first content (`rxfeed/web/drawings.py` says what they ask for)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from time import time
from typing import Any

import orjson
import reflex as rx

from rxfeed.domain.collections_views import CollectionView
from rxfeed.domain.feeds_page import FeedPage
from rxfeed.domain.people_views import ProfileView
from rxfeed.domain.tags import TagView
from rxfeed.domain.views import PostCard, PostView, Reposter
from rxfeed.ui.collections.head import head as collection_head
from rxfeed.ui.collections.state import CollectionPage
from rxfeed.ui.components.controls import link_button
from rxfeed.ui.components.post_card import post_card
from rxfeed.ui.components.post_tile import tiles
from rxfeed.ui.explore.page import first_look as first_of_explore
from rxfeed.ui.first_paint.elements import Elements
from rxfeed.ui.first_paint.expressions import Read, Scope
from rxfeed.ui.post.page import first_look as first_of_post
from rxfeed.ui.post.state import PostPage
from rxfeed.ui.profile.page import first_look as first_of_profile
from rxfeed.ui.profile.state import ProfilePage
from rxfeed.ui.tags.page import first_look as first_of_tag
from rxfeed.ui.tags.state import TagPage
from rxfeed.ui.words import LANGUAGES, say

MARKS = ("likes", "reposts", "comments", "remixes")
OWN = {"like": 1, "repost": 2, "save": 4}
"""What a member has done with a post, as bits of the number behind the marks."""
EAGER = 2
"""Cards and tiles whose pictures are fetched before anything else."""
KEPT = 200
"""Cards whose HTML is kept for a minute, some ten kilobytes each: what many are shown at once is drawn once."""


def prepare() -> None:
    """Read every component beforehand, in every language. Raises `Unreadable`."""
    for language in LANGUAGES:
        for name in _COMPONENTS:
            _component(name, language)


def cards(page: FeedPage, most: int, language: str = "en", *, member: bool = False) -> str:
    """The first of a feed's cards, with what stands below them and who has brought them."""
    minute = int(time() // 60)
    found = enumerate(zip(page.cards[:most], page.answers, strict=False))
    return "".join(_card(card, tuple(below), _by(page, card), number < EAGER, language, minute, member) for number, (card, below) in found)


def explored(cards: Sequence[bytes], older: str = "", language: str = "en", *, asked: Mapping[str, str]) -> str:
    """What Explore shows for what the address asks, and where it goes on for readers without scripts."""
    return _drawn("explored", language, cards=_read(cards), asked=asked) + way_on(older, language)


def way_on(older: str, language: str = "en") -> str:
    """To the next page, for readers without scripts; nothing where there is none."""
    return _drawn("way_on", language, older=older) if older else ""


def post(view: PostView, language: str = "en", *, member: bool = False) -> str:
    """A post's own page, without talk and lineage."""
    return _drawn("post", language, {PostPage: {"post": view, "status": "ready"}}, answers=view.answers, member=member)


def profile(who: ProfileView, cards: Sequence[bytes], older: str = "", language: str = "en", *, tag: str = "") -> str:
    """Somebody's page: who that is, and their pictures, or those with the tag that the address asks for."""
    state = {"profile": who, "followers": who.followers, "following": who.following, "status": "ready"}
    return _drawn("profile", language, {ProfilePage: state}, cards=_read(cards), asked={"tag": tag}) + way_on(older, language)


def collection(view: CollectionView, cards: Sequence[bytes], older: str = "", language: str = "en") -> str:
    """A collection's page."""
    return _drawn("collection", language, {CollectionPage: {"view": view, "status": "ready"}}, cards=_read(cards)) + way_on(older, language)


def tag(view: TagView, cards: Sequence[bytes], older: str = "", language: str = "en") -> str:
    """A tag's page."""
    return _drawn("tag", language, {TagPage: {"view": view, "status": "ready"}}, cards=_read(cards)) + way_on(older, language)


def _by(page: FeedPage, card: bytes) -> Reposter | None:
    return page.reposters.get(orjson.loads(card)["id"]) if page.reposters else None


@lru_cache(KEPT)
def _card(card: bytes, answers: Sequence[int], by: Reposter | None, eager: bool, language: str, minute: int, member: bool) -> str:
    return _drawn("card", language, card=orjson.loads(card), by=asdict(by) if by else None, eager=eager, answers=answers, member=member)


def _drawn(name: str, language: str, states: Mapping[type[rx.State], Mapping[str, Any]] | None = None, **given: Any) -> str:
    """`states`: the values of their vars that the page will be sent; all others are as they begin."""
    told = {state.get_full_name(): _vars(values) for state, values in (states or {}).items()}
    return str(_component(name, language)({**given, "states": told}))


@lru_cache
def _component(name: str, language: str) -> Read:
    elements = Elements(language, {"useAnswers": _answered, "useStateContext": _state, "useAsked": _asked})
    return elements.component(_COMPONENTS[name](), frozenset({"by", "card", "cards", "eager", "older"}))


def _answered(scope: Scope, post: str, given: Sequence[int]) -> Mapping[str, Any]:
    *marks, mine = (*scope["answers"], 0)[: len(MARKS) + 1]
    own = {deed: bool(mine & bit) for deed, bit in OWN.items()}
    return {**dict(zip(MARKS, marks, strict=False)), **own, "member": scope["member"], "problem": "", "blanks": {}}


def _state(scope: Scope, name: str) -> Mapping[str, Any]:
    return {**_beginning(name), **scope["states"].get(name, {})}


@lru_cache
def _beginning(name: str) -> Mapping[str, Any]:
    state = rx.State.get_class_substate(name)
    return _vars({var: field.default_value() for var, field in state.get_fields().items() if var in state.base_vars})


def _asked(scope: Scope, field: str, otherwise: str) -> Any:
    return scope["asked"].get(field, otherwise)


def _read(cards: Sequence[bytes]) -> list[Any]:
    return [orjson.loads(card) for card in cards]


def _vars(values: Mapping[str, Any]) -> dict[str, Any]:
    """As the browser gets them."""
    return {f"{name}_rx_state_": orjson.loads(orjson.dumps(value)) for name, value in values.items()}


def _list(name: str) -> rx.Var[list[PostCard]]:
    return rx.Var(name, _var_type=list[PostCard]).guess_type()


def _way_on() -> rx.Component:
    older = rx.Var("older", _var_type=str).guess_type()
    return rx.el.nav(link_button(say("Older pictures"), href=older), class_name="py-6 flex justify-center")


def _collection() -> rx.Component:
    shown = rx.el.section(tiles(_list("cards"), EAGER), class_name="px-1.5 md:px-0")
    return rx.el.div(collection_head(), shown, class_name="flex flex-col gap-6")


_COMPONENTS: Mapping[str, Callable[[], rx.Component]] = {
    "card": lambda: post_card(card=rx.Var("card", _var_type=PostCard), eager=rx.Var("eager", _var_type=bool), by=rx.Var("by", _var_type=Reposter)),
    "explored": lambda: first_of_explore(_list("cards")),
    "way_on": _way_on,
    "post": first_of_post,
    "profile": lambda: first_of_profile(_list("cards")),
    "collection": _collection,
    "tag": lambda: first_of_tag(_list("cards")),
}
"""What is drawn, of the names `by`, `card`, `cards`, `eager` and `older`."""
