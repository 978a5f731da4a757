"""The words around a post: caption, alt text, tags, rating, visibility. Checked and tidied here. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from rxfeed.domain.errors import Invalid

MAX_CAPTION = 2_000
MAX_ALT = 1_000
MAX_TAGS = 12
MAX_TAG = 50
RATINGS = ("general", "suggestive", "mature")
REPLIES = ("everybody", "followers", "nobody")
VISIBILITIES = ("public", "followers", "unlisted")

_TAG = re.compile(r"[^\W_][\w-]*", re.UNICODE)


def caption(text: str) -> str:
    """Tidied. Raises `Invalid` above 2,000 characters."""
    return _short(text, MAX_CAPTION, "caption", "A caption has at most {limit} characters; this one has {count}.")


def alt(text: str) -> str:
    """Tidied. Raises `Invalid` above 1,000 characters."""
    return _short(text, MAX_ALT, "alt", "An alt text has at most {limit} characters; this one has {count}.")


def tags(words: str | Iterable[str]) -> tuple[str, ...]:
    """Lower case, without `#`, each once, in order. Takes a line of words, or the words. Raises `Invalid` for what can't be a tag."""
    if isinstance(words, str):
        words = re.split(r"[\s,;]+", words)
    found: dict[str, None] = {}
    for word in words:
        tag = unicodedata.normalize("NFKC", str(word)).strip().lstrip("#").lower()
        if not tag:
            continue
        if len(tag) > MAX_TAG or not _TAG.fullmatch(tag):
            raise Invalid("“{tag}” can't be a tag: use letters, figures, - and _, at most {limit}.", field="tags", tag=tag[:60], limit=MAX_TAG)
        found[tag] = None
    if len(found) > MAX_TAGS:
        raise Invalid("A post has at most {limit} tags; these are {count}.", field="tags", limit=MAX_TAGS, count=len(found))
    return tuple(found)


def tag(word: str) -> str:
    """A single tag, or nothing for nothing. Raises `Invalid`."""
    found = tags(str(word)[: 2 * MAX_TAG])
    if len(found) > 1:
        raise Invalid("“{tag}” can't be a tag: use letters, figures, - and _, at most {limit}.", field="tags", tag=str(word)[:60], limit=MAX_TAG)
    return found[0] if found else ""


def rating(value: str) -> str:
    """Raises `Invalid` for anything but the three ratings."""
    if value not in RATINGS:
        raise Invalid("Choose a rating.", field="rating")
    return value


def visibility(value: str) -> str:
    """Raises `Invalid` for anything but the three visibilities."""
    if value not in VISIBILITIES:
        raise Invalid("Choose who can see this.", field="visibility")
    return value


def replies(value: str) -> str:
    """Raises `Invalid` for anything but the three answers."""
    if value not in REPLIES:
        raise Invalid("Choose who may comment.", field="replies")
    return value


def tidy(text: str) -> str:
    """NFC, line ends as `\\n`, without control characters, no space at either end."""
    text = unicodedata.normalize("NFC", str(text)).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in text if letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cs")).strip()


def _short(text: str, limit: int, field: str, message: str) -> str:
    if len(text) > 20 * limit:
        raise Invalid(message, field=field, limit=limit, count=len(text))
    clean = tidy(text)
    if len(clean) > limit:
        raise Invalid(message, field=field, limit=limit, count=len(clean))
    return clean
