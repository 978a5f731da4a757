"""What is painted and filled in of a remix, as a text that the browser's tab keeps. Whoever has the browser may have written another. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from rxfeed.domain.blanks import LONGEST
from rxfeed.domain.mask_marks import INVERT, MOST_MARKS, RECTANGLE, STROKE, Mark, Place
from rxfeed.domain.remixing_modes import ParentPick
from rxfeed.ui.composer.given import text

MOST = 40_000
"""Characters. A mask of more, some hundred long strokes, is not kept, rather than a part of it."""
FINE = 1000
"""Steps in a picture's width: places and breadths are whole numbers of them."""
_KINDS = (STROKE, RECTANGLE, INVERT)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Of one picture."""

    marks: list[Mark] = field(default_factory=list)
    blanks: dict[str, str] = field(default_factory=dict)


def written(first: ParentPick, marks: Sequence[Mark], blanks: Mapping[str, str]) -> str:
    """Empty where there is nothing to keep, or too much."""
    if not marks and not blanks:
        return ""
    kept = json.dumps({"of": _name(first), "marks": [_numbers(mark) for mark in marks], "blanks": dict(blanks)}, separators=(",", ":"))
    return kept if len(kept) <= MOST else ""


def read(kept: object, first: ParentPick) -> Unfinished:
    """What was written of that picture; nothing where it is of another, or anything else than such a text."""
    given = text(kept, MOST + 1)
    try:
        found = json.loads(given) if len(given) <= MOST else {}
        if found["of"] != _name(first) or len(found["marks"]) > MOST_MARKS:
            return Unfinished()
        blanks = {name: text(words, 2 * LONGEST) for name, words in found["blanks"].items()}
        return Unfinished([_mark(numbers) for numbers in found["marks"]], blanks)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Unfinished()


def _name(first: ParentPick) -> str:
    return f"{first.post_id}.{first.picture}"


def _numbers(mark: Mark) -> list[int]:
    """Kind, whether it paints, breadth, the first place, and from each place to the next: most steps of a stroke are short."""
    places = [(0, 0), *((round(x * FINE), round(y * FINE)) for x, y in mark.points)]
    steps = (step for before, after in pairwise(places) for step in (after[0] - before[0], after[1] - before[1]))
    return [_KINDS.index(mark.kind), int(mark.paints), max(1, round(mark.breadth * FINE)), *steps]


def _mark(numbers: Any) -> Mark:
    """Raises `ValueError` or `TypeError` for what is none."""
    if not all(type(number) is int for number in numbers):
        raise ValueError("no numbers")
    kind, paints, breadth, *steps = numbers
    points = _points(steps)
    if kind not in range(len(_KINDS)) or not 0 < breadth <= 2 * FINE or not _fits(_KINDS[kind], points):
        raise ValueError("no mark")
    return Mark(_KINDS[kind], paints == 1, points, breadth / FINE if _KINDS[kind] == STROKE else 0)


def _points(steps: list[int]) -> tuple[Place, ...]:
    points, x, y = [], 0, 0
    for right, down in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + right, y + down
        if not (-2 * FINE <= x <= 12 * FINE and -2 * FINE <= y <= 12 * FINE):
            raise ValueError("far away")
        points.append((x / FINE, y / FINE))
    return tuple(points)


def _fits(kind: str, points: tuple[Place, ...]) -> bool:
    if kind == RECTANGLE:
        return len(points) == 2 and points[0][0] <= points[1][0] and points[0][1] <= points[1][1]
    return bool(points) == (kind == STROKE)
