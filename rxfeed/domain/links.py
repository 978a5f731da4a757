"""Addresses and handles within a text, as parts of it: whoever shows them needs no markup. Pure."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from rxfeed.domain.people_views import TextPart

_LINK = re.compile(r"https?://[^\s<>\"'“”‘’`\\]+|(?<![\w@/.])@(?P<handle>[A-Za-z0-9_]{3,30})(?![\w@])")
_TRAILING = ".,;:!?…"
LONGEST = 2_000


def parted(text: str) -> list[TextPart]:
    """The text in parts that together are the whole of it. `http` and `https` addresses and `@handles` lead somewhere, nothing else does."""
    parts: list[TextPart] = []
    end = 0
    for match in _LINK.finditer(text):
        found = match[0] if match["handle"] else _whole(match[0])
        where = f"/u/{match['handle'].lower()}" if match["handle"] else target(found)
        if not where:
            continue
        parts += [TextPart(text[end : match.start()]), TextPart(found, where)]
        end = match.start() + len(found)
    return [part for part in [*parts, TextPart(text[end:])] if part.text]


def target(address: str) -> str:
    """The address itself where it is one with a host and nobody's name and password in it, else empty."""
    try:
        parts = urlsplit(address)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return ""
    return address if named and "@" not in parts.netloc and len(address) <= LONGEST and address.isprintable() else ""


def _whole(address: str) -> str:
    """Without the full stop that ends the sentence, and the bracket that was opened before it."""
    while address and (address[-1] in _TRAILING or (address[-1] in ")]" and address.count(address[-1]) > address.count("(" if address[-1] == ")" else "["))):
        address = address[:-1]
    return address
