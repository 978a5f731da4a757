"""The catalogue on the server: which languages there are, and a domain error's sentence in one of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

COMPILED = Path(__file__).parents[3] / "assets" / "words"

LANGUAGES = {"en": "English", "de": "Deutsch"}
"""By code, each in its own words."""


def translate(sentence: str, values: Mapping[str, object] | None = None, language: str = "en") -> str:
    """The sentence in that language (English where it has none), its blanks filled."""
    found = _sentences(language).get(sentence, sentence)
    text = found[0] if isinstance(found, list) else found
    return text.format(**values) if values else text


def translate_n(one: str, many: str, count: int, values: Mapping[str, object] | None = None, language: str = "en") -> str:
    """The same in the form that fits `count`, which also fills the blank `{count}`."""
    forms = _sentences(language).get(one, [one, many])
    text = forms if isinstance(forms, str) else forms[0 if count == 1 else 1]
    return text.format(**({"count": count} | dict(values or {})))


@lru_cache
def _sentences(language: str) -> dict[str, str | list[str]]:
    if language == "en" or language not in LANGUAGES:
        return {}
    loaded: dict[str, str | list[str]] = json.loads((COMPILED / f"{language}.json").read_text("utf-8"))
    return loaded
