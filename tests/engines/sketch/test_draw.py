"""Pictures: their sizes, their sameness, their difference, what edits leave alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from rxfeed.engines.sketch.draw import Job, draw
from rxfeed.engines.sketch.engine import SIZES
from rxfeed.engines.sketch.samples import SAMPLES
from rxfeed.engines.sketch.things.catalogue import THINGS
from rxfeed.engines.sketch.words import CONCEPTS
from tests.engines.sketch.making import opened, pixels, png

STYLES = ("paper cut", "watercolour", "riso", "ink", "pixel art", "isometric", "photo")


def test_the_same_order_gives_the_same_bytes() -> None:
    job = Job("a boat under the moon between mountains", 160, 120, "standard", 7)
    assert draw(job) == draw(job)


def test_another_seed_gives_another_composition() -> None:
    a, b = (pixels("a boat under the moon between mountains, paper cut", seed, 96).astype(float) for seed in (1, 2))
    assert np.abs(a - b).mean() > 8


@pytest.mark.parametrize("shape", SIZES)
def test_every_shape_has_its_size(shape: str) -> None:
    size = SIZES[shape]
    assert opened(draw(Job("hills", size.width, size.height, "draft", 1))).size == (size.width, size.height)


def test_qualities_differ_in_detail() -> None:
    def detail(quality: str) -> float:
        grey = np.asarray(opened(draw(Job("a city at night, photo", 256, 256, quality, 3))).convert("L"), dtype=float)
        return float(np.abs(np.diff(grey, axis=0)).mean())
    assert detail("draft") < detail("standard") * 0.9
    assert draw(Job("hills", 128, 128, "fine", 3)) != draw(Job("hills", 128, 128, "standard", 3))


@pytest.mark.parametrize("kind", sorted(THINGS))
def test_every_thing_is_drawn(kind: str) -> None:
    word = CONCEPTS[f"thing:{kind}"].split()[0]
    assert pixels(f"a {word}, {STYLES[len(kind) % len(STYLES)]}", 1, 64).std() > 8


@pytest.mark.parametrize("place", sorted(key.removeprefix("place:") for key in CONCEPTS if key.startswith("place:")))
def test_every_place_is_drawn(place: str) -> None:
    word = CONCEPTS[f"place:{place}"].split()[0]
    for n, style in enumerate(STYLES):
        assert pixels(f"{word}, {style}", n, 48).std() > 4


@example("\U00010a40", 0, (64, 64))  # a figure that is no decimal
@given(st.text(max_size=60), st.integers(0, 2**63 - 1), st.sampled_from([(64, 64), (96, 40), (40, 96)]))
@settings(max_examples=25, deadline=None)
def test_any_words_give_a_picture(text: str, seed: int, size: tuple[int, int]) -> None:
    assert opened(draw(Job(text, *size, "draft", seed))).size == size


def test_the_samples_are_drawn() -> None:
    for sample in SAMPLES[::6]:
        assert pixels(sample.prompt, sample.seed, 64).std() > 8


def test_forming_pictures_come_to_resemble_the_last() -> None:
    seen: list[tuple[float, bytes]] = []
    last = opened(draw(Job("a fox under the moon", 256, 256, "standard", 3), lambda picture, share: seen.append((share, picture)))).convert("RGB")
    assert [share for share, _ in seen] == sorted(share for share, _ in seen)
    assert 3 <= len(seen) <= 5
    def distance(data: bytes) -> float:
        shown, aim = (np.asarray(p.resize((32, 32)), dtype=float) for p in (opened(data).convert("RGB"), last))
        return float(np.abs(shown - aim).mean())
    assert [max(opened(picture).size) for _, picture in seen] == [64, *(256 for _ in seen[1:])]
    assert len(seen[0][1]) < 2_500
    assert distance(seen[-1][1]) < 4
    assert distance(seen[0][1]) < 45


def test_a_mask_keeps_everything_outside_to_the_pixel() -> None:
    before = Image.fromarray(pixels("hills at dawn, paper cut", 1, 128))
    mask = Image.new("RGBA", (128, 128), (0, 0, 0, 255))
    mask.paste((0, 0, 0, 0), (40, 40, 100, 110))
    for prompt in ("a fox", "mountains", "night"):
        after = np.asarray(opened(draw(Job(prompt, 128, 128, "standard", 2, references=(png(before),), mask=png(mask)))))
        outside = np.asarray(mask)[..., 3] > 0
        assert np.array_equal(after[outside], np.asarray(before)[outside])
        assert not np.array_equal(after[~outside], np.asarray(before)[~outside])


def test_a_reference_keeps_its_composition_and_colours() -> None:
    before = np.zeros((128, 128, 3), dtype=np.uint8)
    before[:64], before[64:] = (240, 190, 120), (60, 30, 90)
    after = np.asarray(opened(draw(Job("watercolour", 128, 128, "standard", 2, references=(png(Image.fromarray(before)),))))).astype(float)
    assert after[16:56, 16:112].mean() - after[72:112, 16:112].mean() > 60


@pytest.mark.parametrize("count", [2, 3, 4])
def test_blends_take_part_of_each(count: int) -> None:
    words = ("mountains", "red flowers", "city at night", "teal abstract")[:count]
    pictures = [png(Image.fromarray(pixels(f"{word}, photo", n, 96))) for n, word in enumerate(words)]
    blended = np.asarray(opened(draw(Job("paper cut", 96, 96, "standard", 1, references=tuple(pictures))))).astype(float)
    for picture in (pictures[0], pictures[-1]):
        alone = np.asarray(opened(draw(Job("paper cut", 96, 96, "standard", 1, references=(picture,))))).astype(float)
        assert np.abs(blended - alone).mean() > 3


def test_without_a_background_there_is_alpha_around_the_thing() -> None:
    picture = opened(draw(Job("a fox", 128, 128, "standard", 1, transparent=True)))
    alpha = np.asarray(picture.getchannel("A"))
    assert picture.mode == "RGBA"
    assert alpha[2, 2] == 0
    assert alpha.max() == 255
    assert 0.1 < (alpha > 128).mean() < 0.8


@pytest.mark.parametrize("style", STYLES)
def test_transparency_in_every_style(style: str) -> None:
    alpha = np.asarray(opened(draw(Job(f"a cat, {style}", 96, 96, "standard", 1, transparent=True))).getchannel("A"))
    assert alpha[1, 1] == 0
    assert alpha.max() > 200
