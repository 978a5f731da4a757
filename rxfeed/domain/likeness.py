"""How alike two pictures are: by where which colours lie, and which way lines run. Pure.

Perceptual hashes find duplicates only: a crop of a tenth is as far from its picture as a stranger is. This descriptor answers another question, in the manner
of MPEG-7's colour layout and edge histogram (Manjunath et al. 2001): colours in a grid, softly binned by hue and lightness, and in the same grid how strong
lines of eight directions are.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SIDE, GRID, DIRECTIONS, LEVELS = 64, 4, 8, 4
"""Pixels a side that are looked at, cells a side, directions of lines, levels of each colour channel."""
COLOURS, LAYOUT, LINES = 0.4, 0.35, 0.25
"""What each of the three weighs: colours in all, colours by place, lines by place."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What is compared of a picture; all of it between 0 and 1."""

    colours: Floats
    """Share of each of 64 colours; 1 together."""
    layout: Floats
    """Mean colour of each cell."""
    lines: Floats
    """Share of each direction in each cell, by strength; 1 together, or all 0."""


def look(data: bytes) -> Look:
    """Of a picture's file, some milliseconds each. Raises what Pillow raises for what is none."""
    with Image.open(io.BytesIO(data)) as opened:
        pixels = opened.convert("RGB").resize((SIDE, SIDE), Image.Resampling.BOX)
    return of_pixels(np.asarray(pixels, dtype=np.float64) / 255)


def of_pixels(pixels: Floats) -> Look:
    """`pixels`: `SIDE` × `SIDE` × 3, from 0 to 1."""
    cells = pixels.reshape(GRID, SIDE // GRID, GRID, SIDE // GRID, 3)
    return Look(_colours(pixels), cells.mean(axis=(1, 3)).ravel(), _lines(pixels.mean(axis=2)))


def likeness(one: Look, other: Look) -> float:
    """0 to 1; 1 for the same, and the same both ways round."""
    colours = float(np.minimum(one.colours, other.colours).sum())
    layout = 1 - min(1.0, 3 * float(np.abs(one.layout - other.layout).mean()))
    lines = float(np.minimum(one.lines, other.lines).sum()) if one.lines.any() or other.lines.any() else 1.0
    return float(np.clip(COLOURS * colours + LAYOUT * layout + LINES * lines, 0, 1))


def likest(ones: Sequence[bytes], others: Sequence[bytes]) -> Floats:
    """How alike each of the others is to the one of the ones that it is most like: `likeness` for many, which are given as `packed` made them."""
    colours, layout, lines = _all(others)
    drawn, best = lines.any(axis=1), np.zeros(len(others), np.float32)
    for of_colours, of_layout, of_lines in zip(*_all(ones), strict=True):
        lined = np.where(drawn | of_lines.any(), np.minimum(lines, of_lines).sum(axis=1), 1)
        placed = 1 - np.minimum(1, 3 * np.abs(layout - of_layout).mean(axis=1))
        np.maximum(best, COLOURS * np.minimum(colours, of_colours).sum(axis=1) + LAYOUT * placed + LINES * lined, out=best)
    return np.asarray(np.minimum(best, 1), dtype=np.float64)


def packed(look: Look) -> bytes:
    """240 bytes: a byte for each number, of its root where they are small."""
    parts = np.sqrt(look.colours), look.layout, np.sqrt(look.lines)
    numbers: NDArray[np.uint8] = np.rint(np.concatenate(parts) * 255).astype(np.uint8)
    return bytes(numbers)


def unpacked(data: bytes) -> Look:
    """What `packed` made, to within its rounding."""
    colours, layout, lines = np.split(np.frombuffer(data, np.uint8).astype(np.float64) / 255, (LEVELS**3, LEVELS**3 + 3 * GRID**2))
    return Look(colours**2, layout, lines**2)


def _all(looks: Sequence[bytes]) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """A row for each."""
    numbers: NDArray[np.float32] = np.frombuffer(b"".join(looks), np.uint8).reshape(len(looks), -1).astype(np.float32) / np.float32(255)
    end = LEVELS**3, LEVELS**3 + 3 * GRID**2
    return numbers[:, : end[0]] ** 2, numbers[:, end[0] : end[1]], numbers[:, end[1] :] ** 2


def _colours(pixels: Floats) -> Floats:
    """Each pixel gives to the two nearest levels of each channel, so that a slightly other tone is a slightly other answer."""
    place = pixels.reshape(-1, 3) * (LEVELS - 1)
    low = np.minimum(place.astype(np.int64), LEVELS - 2)
    part = place - low
    found: Floats = np.zeros(LEVELS**3)
    for corner in range(8):
        up = np.array([corner >> 2 & 1, corner >> 1 & 1, corner & 1])
        weight = np.where(up, part, 1 - part).prod(axis=1)
        found += np.bincount((low + up) @ np.array([LEVELS**2, LEVELS, 1]), weight, LEVELS**3)
    return np.asarray(found / found.sum(), dtype=np.float64)


def _lines(light: Floats) -> Floats:
    down, right = np.gradient(light)
    strength = np.hypot(down, right)
    strength[strength < 0.02] = 0  # what is flat has no direction, only noise
    way = ((np.arctan2(down, right) % np.pi) / np.pi * DIRECTIONS).astype(np.int64) % DIRECTIONS
    cell = np.arange(SIDE) // (SIDE // GRID)
    where = (cell[:, None] * GRID + cell[None, :]) * DIRECTIONS + way
    found = np.bincount(where.ravel(), strength.ravel(), GRID * GRID * DIRECTIONS)
    return np.asarray(found / max(found.sum(), 1e-12), dtype=np.float64)
