"""Whether a text has a muted word in it. Pure.

Words match whole, whatever their case, width and hidden characters are. Where a script has no spaces between its words (Chinese, Japanese, Thai), and for
Korean, whose words grow endings, a word is found anywhere.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from rxfeed.domain.errors import Invalid

LONGEST = 60
UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1100, 0x11FF), (0x1780, 0x17FF), (0x2E80, 0x303F), (0x3040, 0x30FF), (0x3100, 0x31FF), (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
"""Thai and Lao, Burmese, Hangul, Khmer, Han and Kana."""


def fold(text: str) -> str:
    """As words are compared: one case, one width, nothing that isn't seen, one space between words."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join("".join(letter for letter in plain if not _is_unseen(letter)).split())


def word(text: str) -> str:
    """A word, or several in a row, as it is kept. Raises `Invalid`."""
    folded = fold(str(text)[: 10 * LONGEST])
    if not any(unicodedata.category(letter)[0] in "LNS" for letter in folded):
        raise Invalid("Type a word.", field="word")
    if len(folded) > LONGEST:
        raise Invalid("At most {longest} characters fit here.", field="word", longest=LONGEST)
    return folded


def has(words: Sequence[str], text: str) -> bool:
    """Whether one of these (folded) words is in the text."""
    folded = fold(text) if words else ""
    return any(_stands_in(one, folded) for one in words)


def _stands_in(one: str, text: str) -> bool:
    place = text.find(one)
    while place >= 0:
        end = place + len(one)
        if not (_joins(text[place - 1 : place], one[0]) or _joins(one[-1], text[end : end + 1])):
            return True
        place = text.find(one, place + 1)
    return False


def _joins(left: str, right: str) -> bool:
    """Whether two letters beside each other belong to one word."""
    return _is_spaced(left) and _is_spaced(right)


def _is_spaced(letter: str) -> bool:
    """Whether it is part of a word that spaces stand around."""
    if not letter or any(first <= ord(letter) <= last for first, last in UNSPACED):
        return False
    return letter == "_" or unicodedata.category(letter)[0] in "LNM"


def _is_unseen(letter: str) -> bool:
    """Characters that join, part or vary others, and halves of characters."""
    return unicodedata.category(letter) in {"Cf", "Cs"} or "\ufe00" <= letter <= "\ufe0f"
