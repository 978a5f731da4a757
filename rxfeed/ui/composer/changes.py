"""Which words a better prompt adds and drops. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Stretch:
    """Words that stayed (`same`), came (`added`) or went (`dropped`), with the space after them."""

    kind: str
    words: str


def changes(before: str, after: str) -> list[Stretch]:
    """The way from one text to the other, word by word. `same` and `dropped` make the first, `same` and `added` the second."""
    old, new = _words(before), _words(after)
    found: list[Stretch] = []
    for what, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(Stretch("same", "".join(old[start:end])))
            continue
        found += [Stretch(kind, text) for kind, text in (("dropped", "".join(old[start:end])), ("added", "".join(new[new_start:new_end]))) if text]
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"\S+\s*|\s+", text)
