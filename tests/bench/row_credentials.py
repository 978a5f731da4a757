"""What a signature takes, how much each step of a chain weighs, and how long it takes to find a picture by its looks among a million."""

from __future__ import annotations

import io
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import numpy as np
from PIL import Image

from rxfeed import wiring
from rxfeed.adapters.credentials import C2paSigner
from rxfeed.domain import credentials_fingerprints, ids
from rxfeed.domain.credentials_claims import Claim, Ingredient
from rxfeed.settings import Settings
from tests.bench.figures import Figure, middle

MINUTE = 60_000 << ids.CHANCE_BITS
"""Between two ids."""
STEPS, MANY = 16, 1_000_000


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        yield from _signing(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        yield from _finding(Path(folder))


def _signing(folder: Path) -> Iterator[Figure]:
    signer, picture, file, taken, weights = C2paSigner(folder), _picture(), b"", list[float](), list[int]()
    signer.sign(picture, "image/webp", _claim(""))
    for _ in range(STEPS):
        began, before = time.process_time(), len(file) or len(picture)
        file = signer.sign(picture, "image/webp", _claim(file))
        taken.append((time.process_time() - began) * 1000)
        weights.append(len(file) - before)
    note = f"WebP of 1024 × 1024, a chain of {STEPS}; the last one {taken[-1]:.1f} ms"
    yield Figure("credentials", "A signature with one parent, median", middle(taken), "ms CPU", 15, note=note)
    yield Figure("credentials", "… what a step adds to the file, the most", max(weights) / 1024, "KB", 8)


def _finding(folder: Path) -> Iterator[Figure]:
    house = wiring.build(Settings(data_dir=folder))
    bits = np.random.default_rng(1).integers(0, 256, (MANY, 32), np.uint8).tobytes()
    with sqlite3.connect(folder / "rxfeed.db") as rows:  # this connection minds no foreign keys: nothing but fingerprints is looked at
        each = ((n * MINUTE + 1, n + 1, bits[n * 32 : n * 32 + 32]) for n in range(MANY))
        rows.executemany("INSERT INTO fingerprint (id, picture_id, bits) VALUES (?, ?, ?)", each)
    taken = []
    for _ in range(6):
        began = time.process_time()
        credentials_fingerprints.nearest(house, Image.open(io.BytesIO(_picture())))
        taken.append((time.process_time() - began) * 1000)
    wiring.dismantle(house)
    note = f"mirror included; the first question {taken[0]:.0f} ms"
    yield Figure("credentials", f"Found by its looks among {MANY:,}, median", middle(taken[1:]), "ms CPU", 250, note=note)


def _claim(parent: bytes | str) -> Claim:
    parents = (Ingredient("its parent", parent, "image/webp"),) if isinstance(parent, bytes) and parent else ()
    return Claim(
        label=f"urn:c2pa:{uuid4()}", title="Picture 1 of 0123456789abc by @mara", post="0123456789abc", number=1, address="https://rxfeed.test/p/0123456789abc",
        handle="mara", engine="sketch", model="sketch", is_ai=False, licence="CC-BY-4.0", licence_name="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/", remix="anyone", training=False, consent=1, parents=parents,
    )  # fmt: skip


def _picture() -> bytes:
    shapes = np.random.default_rng(0).integers(0, 255, (64, 64, 3), np.uint8)
    file = io.BytesIO()
    Image.fromarray(shapes).resize((1024, 1024), Image.Resampling.BICUBIC).save(file, "WEBP", quality=80)
    return file.getvalue()
