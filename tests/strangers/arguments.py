"""What is sent: things of the owner's wherever an argument could name one, and what nobody would send in earnest."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import rxfeed
from tests.strangers.events import Registered

KNOWN: dict[str, Any] = {
    "bio": "hello", "edition": "1", "engine": "sketch", "language": "de", "licence": "CC0-1.0", "name": "caption", "part": "profile", "prompt": "a boat",
    "quality": "draft", "rating": "general", "remix": "anyone", "shape": "1:1", "style": "ink", "tags": "boats", "text": "well done", "training": "no",
    "visibility": "public", "what": "shape",
}  # fmt: skip
"""Arguments and fields that name nobody's thing, by name, with something that is valid for them. All others are given the owner's things in turn."""
FIELD = re.compile(r"""(?:form|said|given|data|body|fields)(?:\.get\(|\[)"([\w:-]+)["]""")
ASKED = re.compile(r"""(?:query|query_params|query_parameters|asked)(?:\.get\(|\[)"([\w:-]+)["]""")


def fields(pattern: re.Pattern[str], part: str) -> list[str]:
    """The names that our code looks for in forms, or in addresses."""
    sources = Path(rxfeed.__file__).parent.joinpath(part).rglob("*.py")
    return sorted({name for path in sources for name in pattern.findall(path.read_text("utf-8"))})


FORM = fields(FIELD, "ui")
QUERY = fields(ASKED, "ui")


def earnest(handler: Registered, aim: str) -> dict[str, Any]:
    """Arguments of which one names that thing, or all do where none has values of its own."""
    takes, free = handler.takes, [name for name in handler.takes if name not in KNOWN]
    return {name: KNOWN[name] if name in KNOWN and free else _fitting(handler, name, aim) for name in takes}


def odd(handler: Registered, junk: Any) -> Iterator[dict[str, Any]]:
    """The same of what makes no sense, also within a form."""
    takes = handler.takes
    yield dict.fromkeys(takes, junk)
    for name in takes:
        if _kind(handler.hint(name)) is dict:
            yield {**{other: KNOWN.get(other, "x") for other in takes}, name: dict.fromkeys(FORM, junk)}


def form(aim: Any) -> dict[str, Any]:
    """Every field that any of our forms has."""
    return {name: KNOWN.get(name, aim) for name in FORM}


def unknown(handler: Registered) -> list[str]:
    """Arguments that nothing can be made for."""
    return [name for name in handler.takes if name not in KNOWN and _kind(handler.hint(name)) not in MADE]


def _fitting(handler: Registered, name: str, aim: str) -> Any:
    return MADE[_kind(handler.hint(name))](aim) if _kind(handler.hint(name)) in MADE else KNOWN[name]


def _kind(hint: Any) -> Any:
    options = [one for one in typing.get_args(hint) if one is not type(None)] if type(None) in typing.get_args(hint) else [hint]
    return typing.get_origin(options[0]) or options[0]


MADE: Mapping[Any, Any] = {
    str: str, bool: lambda aim: True, int: lambda aim: 1, float: lambda aim: 1.0, dict: form, list: lambda aim: [aim], Any: str,
}  # fmt: skip
