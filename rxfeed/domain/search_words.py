"""Text as the words that are searched for, the same for what is indexed and for what is asked. Pure.

Case, accents and the ways to write a letter don't count. Writing without spaces (Chinese, Japanese, Korean) is cut into pairs of signs, and the last sign of a
run is a word of its own, so that a single sign is found wherever it stands. What is no letter and no figure parts words and means nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST, MOST = 40, 12
"""Characters of a word that count, and words of a search."""
READ = 400
"""Characters of a search that are looked at."""
_QUOTES = "\"'„“”«»‚‘’([{"
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_RUN = re.compile(rf"(?P<pairs>[{_CJK}]+)|(?P<word>[^\W_{_CJK}]+)")


@dataclass(frozen=True, slots=True)
class Term:
    """A word that is asked for. `tag`: only where it is a tag. `begins`: a single sign, which stands for whatever begins with it."""

    word: str
    tag: bool = False
    begins: bool = False


def folded(text: str) -> str:
    """Without case and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(sign for sign in apart if not unicodedata.combining(sign)))


def words(text: str) -> list[str]:
    """Those of a text, each once, in their order."""
    return list(dict.fromkeys(word for word, _ in _cut(text)))


def terms(text: str) -> list[Term]:
    """What a search asks for. Empty for text without a letter or a figure."""
    found: dict[Term, None] = {}
    for part in text[:READ].split():
        tag, cut = part.lstrip(_QUOTES).startswith("#"), list(_cut(part))
        asked = [word for word, last in cut if not last] or [word for word, _ in cut]
        found |= dict.fromkeys(Term(word, tag, begins=len(word) == 1 and is_cjk(word)) for word in asked)
    return list(found)[:MOST]


def is_cjk(word: str) -> bool:
    """Whether it is a pair of signs, or one."""
    return bool(re.match(f"[{_CJK}]", word))


def marked(text: str, searched: Collection[str], room: int = 160) -> list[tuple[str, bool]]:
    """A piece of the text around the first of these words, at most `room` characters, cut where they begin and end, with whether it is one of them."""
    wanted = frozenset(searched)
    spots = [match.span() for match in _RUN.finditer(text) if not wanted.isdisjoint(_words_of(match.group()))]
    begin = max(0, spots[0][0] - room // 4) if spots else 0
    begin = text.rfind(" ", 0, begin) + 1
    end, at = min(len(text), begin + room), begin
    pieces = [("…" if begin else "", False)]
    for start, stop in spots:
        if start < end:
            pieces += [(text[at:start], False), (text[start : min(stop, end)], True)]
            at = min(stop, end)
    pieces += [(text[at:end] + ("…" if end < len(text) else ""), False)]
    return [piece for piece in pieces if piece[0]]


@lru_cache(4096)
def _words_of(run: str) -> frozenset[str]:
    return frozenset(word for word, _ in _cut(run))


def _cut(text: str) -> Iterator[tuple[str, bool]]:
    """Words, and whether it is the last sign of a run of several."""
    for match in _RUN.finditer(folded(text)):
        run = match.group()
        if match["word"]:
            yield run[:LONGEST], False
            continue
        yield from ((run[place : place + 2], False) for place in range(len(run) - 1))
        yield run[-1], len(run) > 1
