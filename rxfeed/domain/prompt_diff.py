"""What changed between two prompts, word by word. Pure.

Words are compared as `difflib.SequenceMatcher` does (Ratcliff and Obershelp), without its guess at junk; the space after a word belongs to it, so that the
pieces put together again are the prompts themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\s*(?:[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]|_)\s*", re.UNICODE)
_CJK = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af])")

KEPT, ADDED, REMOVED = "kept", "added", "removed"


@dataclass(frozen=True)
class Piece:
    """A run of words of the same kind: `kept`, `added` or `removed`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many words each kind has."""

    added: int
    removed: int
    kept: int


def pieces(before: str, after: str) -> list[Piece]:
    """Kept and added pieces together are `after`, kept and removed ones `before`, but for the space at their seams."""
    old, new = _words(before), _words(after)
    return [Piece(kind, "".join(words)) for kind, words in _runs(old, new)]


def counts(before: str, after: str) -> Counts:
    """The same in numbers."""
    found = {KEPT: 0, ADDED: 0, REMOVED: 0}
    for kind, words in _runs(_words(before), _words(after)):
        found[kind] += len(words)
    return Counts(found[ADDED], found[REMOVED], found[KEPT])


def _runs(old: list[str], new: list[str]) -> Iterator[tuple[str, list[str]]]:
    matcher = SequenceMatcher(None, [_bare(word) for word in old], [_bare(word) for word in new], autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            yield KEPT, new[c:d]
            continue
        if b > a:
            yield REMOVED, old[a:b]
        if d > c:
            yield ADDED, new[c:d]


def _words(text: str) -> list[str]:
    """A sign of Chinese, Japanese or Korean writing is a word by itself."""
    return [word for run in _CJK.split(text) for word in ([run] if _CJK.fullmatch(run) else _WORD.findall(run))]


def _bare(word: str) -> str:
    return word.strip().casefold()
