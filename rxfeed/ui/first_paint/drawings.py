"""What the server draws of lists, for the routes that send a page with its first content (`rxfeed/web/drawings.py` says what they ask for)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from time import time
from typing import Any

import orjson

from rxfeed.ui.components.post_card import post_card
from rxfeed.ui.components.post_tile import post_tile
from rxfeed.ui.first_paint.elements import Elements
from rxfeed.ui.first_paint.expressions import Read, Scope
from rxfeed.ui.words import LANGUAGES

MARKS = ("likes", "reposts", "comments", "remixes")
GUEST = {"like": False, "repost": False, "save": False, "member": False, "problem": "", "blanks": {}}
"""Below a post as long as the page doesn't know whose it is."""
EAGER = 2
"""Cards and tiles whose pictures are fetched before anything else."""
KEPT = 200
"""Cards whose HTML is kept for a minute, some ten kilobytes each: what many are shown at once is drawn once."""


def prepare() -> None:
    """Read every component beforehand, in every language. Raises `Unreadable`."""
    for language in LANGUAGES:
        for name in _MEMOS:
            _memo(name, language)


def cards(cards: Sequence[bytes], answers: Sequence[Sequence[int]], language: str = "en") -> str:
    """The feed's cards with what stands below them."""
    minute = int(time() // 60)
    pairs = enumerate(zip(cards, answers, strict=False))
    return "".join(_card(card, tuple(below[: len(MARKS)]), number < EAGER, language, minute) for number, (card, below) in pairs)


def tiles(cards: Sequence[bytes], language: str = "en", *, pinned: Sequence[str] = ()) -> str:
    """The tiles of a wall of pictures."""
    return "".join(_tile(card, number < EAGER, language, pinned) for number, card in enumerate(cards))


@lru_cache(KEPT)
def _card(card: bytes, answers: Sequence[int], eager: bool, language: str, minute: int) -> str:
    return str(_memo("card", language)({"card": orjson.loads(card), "eager": eager, "answers": answers}))


def _tile(card: bytes, eager: bool, language: str, pinned: Sequence[str]) -> str:
    read = orjson.loads(card)
    return str(_memo("tile", language)({"card": read, "eager": eager, "pinned": read["id"] in pinned}))


@lru_cache
def _memo(name: str, language: str) -> Read:
    return Elements(language, {"useAnswers": _answered}).memo(_MEMOS[name]._definition)  # noqa: SLF001  (the component, which Reflex draws by the same)


def _answered(scope: Scope, post: str, given: Sequence[int]) -> Mapping[str, Any]:
    return GUEST | dict(zip(MARKS, scope["answers"], strict=False))


_MEMOS: Mapping[str, Any] = {"card": post_card, "tile": post_tile}
