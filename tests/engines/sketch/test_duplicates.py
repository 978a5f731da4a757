"""No two pictures of the contact sheet are nearly the same."""

from __future__ import annotations

import numpy as np
import pdqhash

from rxfeed.engines.sketch.sheet import SCENES, SEEDS, STYLES, pictures


def test_the_contact_sheet_has_no_near_duplicates() -> None:
    """PDQ: 256 bits of the discrete cosine transform; up to 31 different bits count as the same picture."""
    hashes = np.array([pdqhash.compute(np.asarray(picture))[0] for *_, picture in pictures(64)])
    assert len(hashes) == len(SCENES) * len(STYLES) * len(SEEDS) == 144
    apart = (hashes[:, None] != hashes[None]).sum(axis=-1) + np.eye(144, dtype=int) * 256
    assert apart.min() > 31
