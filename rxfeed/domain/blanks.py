"""Named blanks of a prompt: "a {animal} made of {material}" is remixed by filling them in. Pure.

A blank has a name and no bar, so it never is an alternative (`prompts`). The same name, however it is written, is one blank.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from rxfeed.domain.errors import Invalid
from rxfeed.domain.gallery_words import tidy

MOST = 12
"""Blanks of a prompt; what comes after them is only words in braces."""
LONGEST = 200
"""Characters that go into one."""
_BLANK = re.compile(r"(?<!\{)\{\s*(\w[\w '’-]{0,39})\s*\}(?!\})")
"""Not within further braces: what is filled in would make another blank of them."""


def find(prompt: str) -> list[str]:
    """The blanks' names as they are first written, in their order."""
    names: dict[str, str] = {}
    for match in _BLANK.finditer(prompt):
        names.setdefault(_key(match[1]), match[1].strip())
    return list(names.values())[:MOST]


def fill(prompt: str, words: Mapping[str, str]) -> str:
    """The prompt with words in all of its blanks. Raises `Invalid` where one is missing, too long, or would be a blank itself."""
    if not isinstance(words, Mapping):
        raise Invalid("Fill in the blanks again.", field="blanks")
    given = {_key(name): text for name, text in words.items() if isinstance(name, str)}
    names = find(prompt)
    if not names:
        raise Invalid("This prompt has no blanks to fill in.", field="mode")
    answers = {_key(name): _answer(name, given.get(_key(name), "")) for name in names}
    return _BLANK.sub(lambda match: answers.get(_key(match[1]), match[0]), prompt)


def partly(prompt: str, words: Mapping[str, str]) -> str:
    """The prompt with the words that are there already; other blanks stay as they are. For looking at only."""
    given = {_key(name): " ".join(text.split()) for name, text in words.items()}
    return _BLANK.sub(lambda match: given.get(_key(match[1])) or match[0], prompt)


def _answer(name: str, text: object) -> str:
    clean = " ".join(tidy(text[: LONGEST * 2]).split()) if isinstance(text, str) else ""
    if not clean:
        raise Invalid("Fill in {name} first.", field="blanks", name=name)
    if len(clean) > LONGEST:
        raise Invalid("What you fill in for {name} has more than {most} characters.", field="blanks", name=name, most=LONGEST)
    if any(sign in clean for sign in "{|}"):
        raise Invalid("Fill in {name} with plain words, without braces and bars.", field="blanks", name=name)
    return clean


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
