"""What single words of a prompt mean, in English and German, and the text in which they are looked for."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rxfeed.engines.sketch.words import ALWAYS_ONE, CONCEPTS, EMOJI, IRREGULAR, UMLAUT_PLURALS

_ENDINGS = ("", "s", "es", "n", "en", "e", "er", "ern", "em", "nen", "chen", "ies", "ed", "ing", "y", "like")
_PLURAL = ("s", "es", "n", "en", "e", "er", "ern", "nen", "ies")
_NOT_COMPOUND = ("able", "ible", "ful", "less", "ness", "ation", "ight", "ment")


def fold(text: str) -> str:
    """Lower case, without accents; ä as a, ß as ss."""
    text = text.casefold().replace("ß", "ss")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=4096)
def meanings(word: str) -> tuple[tuple[str, bool], ...]:
    """Concepts in one folded word, each with whether it is a plural; a German compound has several, its head last."""
    whole = _known(word)
    if whole:
        return (whole,)
    if len(word) < 6 or word.endswith(_NOT_COMPOUND):
        return ()
    for cut in range(3, len(word) - 2):
        head = _known(word[cut:])
        if head and len(word) - cut >= 3:
            front = _front(word[:cut])
            if front:
                return (*front, head)
    for cut in range(2, len(word) - 4):
        head = _known(word[cut:])
        if head and head[0].startswith(("thing:", "place:", "sky:")):
            return (head,)
    return ()


def plain(prompt: str) -> str:
    """Folded, emoji as words, phrases of several words joined by a hyphen where they are known as one."""
    text = "".join(f" {EMOJI[c]} " if c in EMOJI else c for c in prompt[:4000]).lower()
    for plural, plain in UMLAUT_PLURALS.items():
        text = text.replace(plural, plain)
    text = re.sub(r"[^\w\s,.;:!?()\[\]/|'–—-]", " ", fold(text)).replace("'s ", " ").replace("'", " ")
    for phrase, joined in _phrases():
        text = text.replace(phrase, joined)
    words = (w if w in _exact() else w.replace("-", " ") for w in re.split(r"(\s+|[,.;:!?()\[\]/|–—])", text))
    return "".join(words)


def _front(part: str) -> tuple[tuple[str, bool], ...]:
    for ending in ("", "s", "es", "n", "en", "e", "er"):
        if part.endswith(ending) and len(part) - len(ending) >= 3:
            found = _exact().get(part[: len(part) - len(ending)])
            if found:
                return ((found, False),)
    return meanings(part) if len(part) >= 6 else ()


def _known(word: str) -> tuple[str, bool] | None:
    exact = _exact()
    if word in IRREGULAR:
        return exact[IRREGULAR[word]], word not in ALWAYS_ONE
    if word in exact:
        return exact[word], False
    for ending in _ENDINGS[1:]:
        if not word.endswith(ending) or len(word) - len(ending) < 3:
            continue
        base = word[: -len(ending)]
        for stem in (base, base + "y", base + "e") if ending in ("ies", "ing", "ed") else (base,):
            if stem in exact:
                return exact[stem], ending in _PLURAL and exact[stem].startswith(("thing:", "place:", "sky:")) and stem not in ALWAYS_ONE
    return None


@lru_cache(maxsize=1)
def _exact() -> dict[str, str]:
    return {word: concept for concept, words in CONCEPTS.items() for word in words.split()}


@lru_cache(maxsize=1)
def _phrases() -> tuple[tuple[str, str], ...]:
    return tuple((word.replace("-", " "), word) for word in _exact() if "-" in word and not word.endswith(("-e", "-")))
