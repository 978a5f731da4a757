"""The words of a prompt: made clean, and its `{a|b}` alternatives chosen. Pure.

Each variant takes the next choice of every group, so that few variants already differ in much, and all choices come before one is repeated.
`{name}` without a bar is a blank and stays as it is; a brace without its partner is just a brace.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass

from rxfeed.domain.errors import Invalid

MOST = 4000
"""Characters."""
DEEPEST = 16
"""Groups within groups; a prompt with deeper ones is taken literally."""


def clean(prompt: object) -> str:
    """NFC, without control characters and outer space. Raises `Invalid` where nothing is left, it is too long, or it isn't text."""
    if not isinstance(prompt, str) or any(0xD800 <= ord(letter) <= 0xDFFF for letter in prompt[: MOST * 2]):
        raise Invalid("The prompt has signs that are not text. Type it again.", field="prompt")
    if len(prompt) > MOST * 2:
        raise too_long(len(prompt), MOST)
    lines = unicodedata.normalize("NFC", prompt.replace("\r\n", "\n").replace("\r", "\n"))
    text = "".join(letter for letter in lines if letter in "\n\t" or unicodedata.category(letter) != "Cc").strip()
    if not text:
        raise Invalid("Write a prompt first: say what the picture should show.", field="prompt")
    if len(text) > MOST:
        raise too_long(len(text), MOST)
    return text


def too_long(length: int, most: int) -> Invalid:
    """The error for a prompt of `length` characters where `most` are taken."""
    return Invalid("The prompt has {length} characters; {most} are the most.", field="prompt", length=length, most=most)


def expand(prompt: str, variants: int) -> list[str]:
    """What each variant's prompt will be: the preview, and what is asked. Same prompt, same answer."""
    tree = _parse(prompt)
    return [tree.pick(number % tree.count).strip() for number in range(variants)]


def choices(prompt: str) -> int:
    """How many different prompts the alternatives make."""
    return _parse(prompt).count


@dataclass(frozen=True, slots=True)
class _Words:
    text: str
    count: int = 1

    def pick(self, _number: int) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class _Row:
    """Parts one after another: as many choices as the parts' multiplied."""

    parts: tuple[_Words | _Group, ...]
    count: int

    def pick(self, number: int) -> str:
        # Each part moves on with every variant: its own digit of the number plus the digits before it. That visits every combination once, like an
        # odometer that turns all its wheels.
        said, turned = [], 0
        for part in self.parts:
            number, digit = divmod(number, part.count)
            said.append(part.pick((digit + turned) % part.count))
            turned += digit
        return "".join(said)


@dataclass(frozen=True, slots=True)
class _Group:
    """`{a|b}`: as many choices as its alternatives' added up, taken in turn."""

    rows: tuple[_Row, ...]
    count: int

    def pick(self, number: int) -> str:
        for row in self.rows:
            if number < row.count:
                return row.pick(number)
            number -= row.count
        raise IndexError(number)


def _parse(prompt: str) -> _Row:
    row, _ = _read_row(prompt, _partners(prompt), 0, len(prompt), in_group=False)
    return row


def _partners(prompt: str) -> dict[int, int]:
    """By the place of each brace that opens a group of alternatives, the place of the one that closes it."""
    found: dict[int, int] = {}
    open_braces: list[tuple[int, bool]] = []
    for place, letter in enumerate(prompt):
        if letter == "{":
            open_braces.append((place, False))
        elif letter == "|" and open_braces:
            open_braces[-1] = (open_braces[-1][0], True)
        elif letter == "}" and open_braces:
            start, has_bar = open_braces.pop()
            if len(open_braces) >= DEEPEST:
                return {}
            if has_bar:
                found[start] = place
    return found


def _read_row(prompt: str, partners: dict[int, int], place: int, end: int, *, in_group: bool) -> tuple[_Row, int]:
    """Words and groups from `place` up to `end`, within a group only up to its next bar; and where that was."""
    parts: list[_Words | _Group] = []
    start = place
    while place < end:
        if place in partners:
            parts.append(_Words(prompt[start:place]))
            parts.append(_read_group(prompt, partners, place + 1, partners[place]))
            place = start = partners[place] + 1
            continue
        if in_group and prompt[place] == "|":
            break
        place += 1
    parts.append(_Words(prompt[start:place]))
    return _Row(tuple(parts), math.prod(part.count for part in parts)), place


def _read_group(prompt: str, partners: dict[int, int], place: int, end: int) -> _Group:
    rows: list[_Row] = []
    while True:
        row, place = _read_row(prompt, partners, place, end, in_group=True)
        rows.append(row)
        if place >= end:
            return _Group(tuple(rows), sum(row.count for row in rows))
        place += 1
