from __future__ import annotations

import json

import pytest

from rxfeed.domain.mask_marks import INVERT, MOST_MARKS, RECTANGLE, STROKE, Mark, drawn
from rxfeed.domain.remixing_modes import ParentPick
from rxfeed.ui.remix.unfinished import MOST, Unfinished, read, written

FIRST = ParentPick("abc", 2)
MARKS = [
    Mark(STROKE, paints=True, points=((0.1, 0.2), (0.15, 0.18), (-0.02, 1.4)), breadth=0.12),
    Mark(RECTANGLE, paints=False, points=((0.25, 0), (0.75, 0.5))),
    Mark(INVERT),
]
DOT = [0, 1, 20, 100, 50]


def text(*marks: object, **other: object) -> str:
    return json.dumps({"of": "abc.2", "marks": marks, "blanks": {}, **other})


def test_what_is_painted_and_filled_in_is_read_as_it_was_written():
    assert read(written(FIRST, MARKS, {"thing": "ein “Böötchen”"}), FIRST) == Unfinished(MARKS, {"thing": "ein “Böötchen”"})
    assert written(FIRST, [], {}) == ""
    assert read(text(DOT), FIRST).marks == [Mark(STROKE, points=((0.1, 0.05),), breadth=0.02)]


def test_another_picture_has_none_of_it():
    kept = written(FIRST, MARKS, {"thing": "boat"})
    assert [read(kept, other) for other in (ParentPick("abc", 1), ParentPick("abd", 2))] == [Unfinished()] * 2


def test_a_hundred_strokes_are_kept_and_what_is_too_long_is_not():
    stroke = Mark(STROKE, points=tuple((0.3 + step / 200, 0.3 + step / 300) for step in range(60)), breadth=0.1)
    assert len(read(written(FIRST, [stroke] * 100, {}), FIRST).marks) == 100
    assert written(FIRST, [stroke] * 400, {}) == ""
    assert read(text(DOT) + " " * MOST, FIRST) == Unfinished()


@pytest.mark.parametrize(
    "junk",
    [
        "", "x" * 50_000, "[" * 50_000, "[" * MOST, "9" * MOST, None, 3, [], "null", "[]", "{}", text(blanks=3), text(blanks=None),
        json.dumps({"of": "abc.2", "marks": 3}),
        text(*[DOT] * (MOST_MARKS + 1)), text(DOT, 3), text([]), text([0, 1]), text("stroke"), text([0, 1, 20]), text([0, 1, 20, 100]), text([3, 1, 20, 1, 1]),
        text([-1, 1, 20, 1, 1]), text([0, 1, 0, 1, 1]), text([0, 1, 9999, 1, 1]), text([0, 1, 20, 10**30, 1]), text([0, 1, 20, 0.5, 1]),
        text([0, 1, 20, True, 1]),
        text([0, 1, 20, float("nan"), 1]), text([0, 1, 20, 12_000, 1, 12_000, 1]), text([1, 1, 1, 0, 0]), text([1, 1, 1, 500, 500, -100, 100]),
        text([2, 1, 1, 0, 0]),
    ],
)  # fmt: skip
def test_anything_else_is_nothing(junk: object):
    assert read(junk, FIRST) == Unfinished()


def test_a_rectangle_thinner_than_a_pixel_can_be_drawn():
    (thin,) = read(text([1, 1, 1, 500, 500, 0, 0]), FIRST).marks
    assert drawn([thin], 160, 160).getpixel((80, 80)) == 255
