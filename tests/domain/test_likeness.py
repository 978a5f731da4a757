"""Likeness: the same both ways round, 1 to itself, and larger for what came of a picture than for a stranger."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from rxfeed.domain import lineage, lineage_likeness
from rxfeed.domain.house import House
from rxfeed.domain.likeness import SIDE, Look, likeness, of_pixels
from tests import making


def a_look(seed: int, *, flat: bool = False) -> Look:
    chance = np.random.default_rng(seed)
    colours = chance.random((1 if flat else 8, 1 if flat else 8, 3))
    return of_pixels(np.kron(colours, np.ones((SIDE // len(colours), SIDE // len(colours), 1))))


@given(some.integers(0, 1 << 32), some.integers(0, 1 << 32), some.booleans())
def test_the_same_both_ways_round_and_one_to_itself(one: int, other: int, flat: bool) -> None:
    first, second = a_look(one), a_look(other, flat=flat)
    assert likeness(first, second) == likeness(second, first)
    assert 0 <= likeness(first, second) <= 1
    assert likeness(second, second) == pytest.approx(1)


def test_what_came_of_a_picture_is_more_like_it_than_a_stranger() -> None:
    chance = np.random.default_rng(7)
    pixels = np.kron(chance.random((8, 8, 3)), np.ones((8, 8, 1)))
    changed = pixels.copy()
    changed[:24, :24] = chance.random(3)
    cropped = np.kron(pixels[4:60:1, 4:60:1], np.ones((1, 1, 1)))[np.linspace(0, 55, SIDE).astype(int)][:, np.linspace(0, 55, SIDE).astype(int)]
    stranger = np.kron(chance.random((8, 8, 3)), np.ones((8, 8, 1)))
    origin = of_pixels(pixels)
    alike, crop, strange = (likeness(origin, of_pixels(other)) for other in (changed, cropped, stranger))
    assert alike > strange
    assert crop > strange


def test_edges_are_measured_once_and_kept_whatever_comes_of_it(house: House) -> None:
    mara = making.person(house)
    root = making.post(house, mara).card.id
    child = making.remix(house, mara, root)
    assert lineage_likeness.measure(house) == 1
    assert lineage_likeness.measure(house) == 0
    assert lineage.changes(house, mara, child, 0).likeness == 100, "the same noise"
