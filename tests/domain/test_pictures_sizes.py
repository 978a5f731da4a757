"""Sizes: never larger than the picture, never wider than their name, in the picture's own shape."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from rxfeed.domain.pictures_opening import Opened, open_picture
from rxfeed.domain.pictures_sizes import TALLEST, WIDTHS, clean_copy, placeholder, rendition_size, renditions, square
from tests.making import picture_bytes


def decoded(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def noise(width: int, height: int, mode: str = "RGB") -> Image.Image:
    return decoded(picture_bytes(width, height)).convert(mode)


@given(st.integers(1, 20_000), st.integers(1, 20_000), st.sampled_from(WIDTHS))
def test_a_size_fits_and_keeps_the_shape(width: int, height: int, limit: int) -> None:
    wide, high = rendition_size(width, height, limit)
    assert 1 <= wide <= min(width, limit)
    assert 1 <= high <= min(height, limit * TALLEST)
    assert abs(wide * height - high * width) <= max(width, height)  # at most a pixel off


@pytest.mark.parametrize("size", [(1536, 1024), (1024, 1792), (3000, 2000), (50, 40), (1, 1), (1, 3000), (3000, 1)])
def test_three_webp_of_the_promised_sizes(size: tuple[int, int]) -> None:
    made = renditions(noise(*size))
    assert set(made) == set(WIDTHS)
    for limit, data in made.items():
        image = decoded(data)
        assert image.format == "WEBP"
        assert image.size == rendition_size(*size, limit)


def test_transparency_stays() -> None:
    clear = Image.new("RGBA", (800, 800), (255, 0, 0, 0))
    assert all(decoded(data).convert("RGBA").getchannel("A").getextrema() == (0, 0) for data in renditions(clear).values())


def test_a_size_looks_like_its_picture() -> None:
    smooth = noise(8, 8).resize((1600, 1200), Image.Resampling.BICUBIC)
    for limit, data in renditions(smooth).items():
        wanted = np.asarray(smooth.resize(rendition_size(1600, 1200, limit), Image.Resampling.LANCZOS), dtype=float)
        assert np.abs(np.asarray(decoded(data).convert("RGB"), dtype=float) - wanted).mean() < 5


def test_a_placeholder_is_small_enough_for_every_card() -> None:
    data = placeholder(noise(6, 4).resize((1536, 1024), Image.Resampling.BICUBIC))
    assert decoded(data).size == (16, 11)
    assert len(data) <= 200


def test_a_clean_copy_is_exact_where_the_upload_was() -> None:
    opened = open_picture(picture_bytes())
    data, media_type = clean_copy(opened)
    assert media_type == "image/png"
    assert np.array_equal(np.asarray(decoded(data)), np.asarray(opened.pixels))


@pytest.mark.parametrize(("mode", "media_type"), [("RGB", "image/jpeg"), ("RGBA", "image/png")])
def test_a_clean_copy_of_what_threw_detail_away(mode: str, media_type: str) -> None:
    smooth = noise(8, 8, mode).resize((400, 300), Image.Resampling.BICUBIC)
    data, kind = clean_copy(Opened(smooth, "image/webp", lossy=True))
    assert kind == media_type
    assert np.abs(np.asarray(decoded(data), dtype=float) - np.asarray(smooth, dtype=float)).mean() < 1.5


@pytest.mark.parametrize(("size", "side"), [((2000, 1000), 512), ((300, 900), 300), ((1, 5), 1)])
def test_an_avatar_is_the_square_in_the_middle(size: tuple[int, int], side: int) -> None:
    cut = square(Opened(noise(*size), "image/png", lossy=False), 512)
    assert (cut.width, cut.height) == (side, side)
