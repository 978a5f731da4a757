"""What was painted becomes what an engine wants: alpha 0 where the picture may change."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from rxfeed.domain import masks
from rxfeed.domain.errors import Invalid
from rxfeed.domain.pictures_opening import open_picture


def painting(mode: str = "LA", size: tuple[int, int] = (40, 30), box: tuple[int, int, int, int] | None = (10, 5, 30, 20), form: str = "PNG") -> bytes:
    """A box painted: opaque on nothing, or white on black."""
    part = Image.new("L", size, 0)
    if box is not None:
        part.paste(255, box)
    out = io.BytesIO()
    picture = Image.merge("LA", (part, part)) if mode == "LA" else part.convert("RGB")
    picture.convert("RGBA" if mode == "LA" else "RGB").save(out, form)
    return out.getvalue()


def alpha(data: bytes | Image.Image) -> np.ndarray:
    pixels = data if isinstance(data, Image.Image) else Image.open(io.BytesIO(data))
    return np.asarray(pixels.convert("RGBA").getchannel("A"))


@pytest.mark.parametrize("mode", ["LA", "RGB"])
def test_what_is_painted_is_transparent_and_the_rest_is_not(mode: str) -> None:
    made = alpha(masks.painted(open_picture(painting(mode))).pixels)
    assert made.shape == (30, 40)
    assert not made[5:20, 10:30].any()
    assert set(np.unique(made)) == {0, 255}
    assert (made == 255).sum() == 40 * 30 - 20 * 15


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (painting(box=None), "Nothing is painted"),
        (painting("RGB", box=None), "Nothing is painted"),
        (painting(box=(0, 0, 40, 30)), "All of it is painted"),
        (painting("RGB", form="WEBP"), "as a PNG"),
        (painting("RGB", form="JPEG"), "as a PNG"),
    ],
)
def test_what_is_no_mask_says_why(data: bytes, says: str) -> None:
    with pytest.raises(Invalid, match=says):
        masks.painted(open_picture(data))


def test_picture_and_mask_are_shown_in_one_size_as_png_and_no_larger_than_needed() -> None:
    out = io.BytesIO()
    Image.effect_noise((3000, 2000), 40).convert("RGB").save(out, "JPEG")
    mask = io.BytesIO()
    masks.painted(open_picture(painting(size=(3000, 2000), box=(0, 0, 1500, 2000)))).pixels.save(mask, "PNG")
    picture, fitted = masks.shown(out.getvalue(), mask.getvalue())
    assert fitted is not None
    with Image.open(io.BytesIO(picture)) as shown, Image.open(io.BytesIO(fitted)) as over:
        assert (shown.format, over.format, over.mode) == ("PNG", "PNG", "RGBA")
        assert shown.size == over.size == (2048, 1365)
    assert not alpha(fitted)[:, :1020].any()
    assert (alpha(fitted)[:, 1030:] == 255).all()
    small = painting("RGB")
    assert masks.shown(small, None) == (small, None)
