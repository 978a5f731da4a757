from __future__ import annotations

import io

from PIL import Image

from rxfeed.domain import mask_marks
from rxfeed.domain.mask_marks import INVERT, RECTANGLE, STROKE, Mark

LEFT_HALF = Mark(RECTANGLE, points=((0, 0), (0.5, 0.5)))


def test_nothing_is_painted_before_the_first_mark():
    assert mask_marks.share(mask_marks.drawn([], 64, 32)) == 0


def test_a_rectangle_covers_what_its_corners_say():
    image = mask_marks.drawn([LEFT_HALF], 64, 32)
    assert mask_marks.share(image) == 0.5
    assert (image.getpixel((31, 31)), image.getpixel((32, 0))) == (255, 0)


def test_a_stroke_is_round_and_as_broad_as_its_brush():
    image = mask_marks.drawn([Mark(STROKE, points=((0.25, 0.25), (0.75, 0.25)), breadth=0.1)], 100, 50)
    assert [image.getpixel(place) for place in ((25, 25), (50, 21), (50, 29), (50, 18), (21, 21))] == [255, 255, 255, 0, 0]


def test_a_touch_makes_a_dot():
    assert mask_marks.share(mask_marks.drawn([Mark(STROKE, points=((0.5, 0.25),), breadth=0.2)], 100, 50)) > 0.05


def test_later_marks_lie_over_earlier_ones():
    erased = Mark(RECTANGLE, paints=False, points=((0, 0), (0.25, 0.5)))
    assert mask_marks.share(mask_marks.drawn([LEFT_HALF, erased], 64, 32)) == 0.25
    assert mask_marks.share(mask_marks.drawn([LEFT_HALF, Mark(INVERT), erased], 64, 32)) == 0.5


def test_turned_round_twice_it_is_as_before():
    image = mask_marks.drawn([LEFT_HALF, Mark(INVERT), Mark(INVERT)], 64, 32)
    assert image.tobytes() == mask_marks.drawn([LEFT_HALF], 64, 32).tobytes()


def test_the_file_holds_the_same():
    image = mask_marks.drawn([LEFT_HALF], 64, 32)
    assert Image.open(io.BytesIO(mask_marks.png(image))).tobytes() == image.tobytes()
