from __future__ import annotations

import pytest

from rxfeed.domain.mask_marks import STROKE, Mark
from rxfeed.ui.remix.painting import PAINT, stroke_of

DOT = {"paths": [{"x": 100, "y": 50}], "strokeWidth": 20, "strokeColor": PAINT}


def test_a_stroke_is_kept_in_shares_of_the_surface():
    assert stroke_of(DOT, 200) == Mark(STROKE, paints=True, points=((0.5, 0.25),), breadth=0.1)
    assert stroke_of({**DOT, "strokeColor": "black"}, 200) == Mark(STROKE, paints=False, points=((0.5, 0.25),), breadth=0.1)


@pytest.mark.parametrize(
    "odd",
    [
        {}, {**DOT, "paths": []}, {**DOT, "paths": 3}, {**DOT, "paths": [{"x": "NaN", "y": 1}]}, {**DOT, "paths": [{"x": 1e99, "y": 1}]},
        {**DOT, "strokeWidth": 0}, {**DOT, "strokeWidth": None}, {**DOT, "paths": [3]}, {**DOT, "paths": {"x": 1}},
    ],
)  # fmt: skip
def test_what_is_no_stroke_is_none(odd: dict[str, object]):
    assert stroke_of(odd, 200) is None
