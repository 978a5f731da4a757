"""Which part of the picture may change: painted with a brush, or by numbers."""

from __future__ import annotations

import math
from typing import Any

import reflex as rx

from rxfeed.domain.mask_marks import INVERT, MOST_MARKS, MOST_POINTS, RECTANGLE, STROKE, Mark
from rxfeed.ui.composer.arriving import Composer
from rxfeed.ui.remix.unfinished import Unfinished, written
from rxfeed.ui.words import NO_PROBLEM, Problem, mark

PAINT = "white"
"""Of strokes that paint; those that take away are black."""
NO_RECTANGLE = mark("Give the rectangle in numbers from 0 to 100, with some width and height.")
TOO_MUCH = mark("This mask is as detailed as it can be. Undo something, or begin it anew.")


class Painting(Composer):
    """The mask of the first parent. Strokes are shown by the browser itself; whatever else changes the mask is drawn here."""

    painting: bool = False
    """Whether the editor is open."""
    can_undo: bool = False
    mask_problem: Problem = NO_PROBLEM

    @rx.event
    def begin_painting(self) -> None:
        """Open the editor."""
        self.painting = True
        self._show_mask()

    @rx.event
    def end_painting(self) -> None:
        """Close it; what is painted is seen on the picture."""
        self.painting = False
        self._show_mask()

    @rx.event
    def stroke(self, path: dict[str, Any], width: int) -> None:
        """A stroke that has been drawn, in pixels of a surface that is so wide."""
        found = stroke_of(path, width)
        if found is not None:
            self._add(found, shown=True)

    @rx.event
    def rectangle(self, left: str, top: str, width: str, height: str, does: str) -> None:
        """`paint` or `erase` it, in hundredths of the picture's width and height."""
        numbers = [_number(text) for text in (left, top, width, height)]
        x, y, wide, high = numbers
        if not all(0 <= number <= 100 for number in numbers) or not (wide and high):
            self.mask_problem = Problem(NO_RECTANGLE, {}, "mask")
            return
        down = self._height() / 100
        self._add(Mark(RECTANGLE, does == "paint", ((x / 100, y * down), (min(x + wide, 100) / 100, min(y + high, 100) * down))))

    @rx.event
    def turn_round(self) -> None:
        """What may change stays, and the other way round."""
        self._add(Mark(INVERT))

    @rx.event
    def unpaint(self) -> None:
        """Without the last mark."""
        self._set(self._marks[:-1])

    @rx.event
    def wipe(self) -> None:
        """Without any."""
        self._set([])

    def _add(self, found: Mark, *, shown: bool = False) -> None:
        """`shown`: by the browser already."""
        if len(self._marks) >= MOST_MARKS or sum(len(one.points) for one in self._marks) + len(found.points) > MOST_POINTS:
            self.mask_problem = Problem(TOO_MUCH, {}, "mask")
            self._show_mask()
        else:
            self._set([*self._marks, found], shown=shown)

    def _set(self, marks: list[Mark], *, shown: bool = False) -> None:
        self._marks, self._mask_id, self.can_undo, self.mask_problem = marks, "", bool(marks), NO_PROBLEM
        if self.ask_problem.field == "mask":
            self.ask_problem = NO_PROBLEM
        if shown:
            self._weigh_mask()
        else:
            self._show_mask()
        self._write_unfinished()

    def _put_back(self, kept: Unfinished) -> None:
        """What the browser has kept. A mask that was sent may be of an earlier state of it."""
        self._marks, self.can_undo, self._mask_id = kept.marks, bool(kept.marks), "" if kept.marks else self._mask_id
        self.blanks = {name: words for name, words in kept.blanks.items() if name in self.blank_names}
        self._show_mask()

    def _write_unfinished(self) -> None:
        self.unfinished = written(self._picks()[0], self._marks, self.blanks) if self._picks() else ""

    def _height(self) -> float:
        """Of the picture, as a share of its width."""
        return self.parents[0].image.height / self.parents[0].image.width if self.parents else 1.0


def stroke_of(path: dict[str, Any], width: int) -> Mark | None:
    """A stroke as the browser draws it; None where it sends something else."""
    try:
        wide = max(1.0, float(width))
        points = [(float(point["x"]) / wide, float(point["y"]) / wide) for point in path["paths"][:MOST_POINTS]]
        breadth = float(path["strokeWidth"]) / wide
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    if not points or not all(math.isfinite(number) and -2 <= number <= 12 for place in points for number in place) or not 0 < breadth <= 2:
        return None
    return Mark(STROKE, path.get("strokeColor") == PAINT, tuple(points), breadth)


def _number(text: str) -> float:
    try:
        return float(text[:20].replace(",", "."))
    except ValueError:
        return -1.0
