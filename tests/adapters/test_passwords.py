"""argon2id as it is really used."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rxfeed.adapters.passwords import AT_ONCE, Argon2Hasher


@pytest.fixture
def hasher() -> Iterator[Argon2Hasher]:
    hasher = Argon2Hasher()
    yield hasher
    hasher.close()


def test_only_the_right_password_verifies(hasher: Argon2Hasher) -> None:
    digest = hasher.hash("violet kettle harbour")
    assert digest.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert hasher.verify(digest, "violet kettle harbour")
    assert not hasher.verify(digest, "violet kettle harbouR")
    assert digest != hasher.hash("violet kettle harbour")


def test_nobodys_digest_costs_the_same_and_never_fits(hasher: Argon2Hasher) -> None:
    """It has to be well-formed: a broken one would be refused at once, and tell that there is no such account."""
    assert not hasher.needs_rehash(hasher.nobody)
    assert not hasher.verify(hasher.nobody, "")
    real = hasher.hash("x" * 12)
    assert [len(part) for part in hasher.nobody.split("$")] == [len(part) for part in real.split("$")]


def test_weaker_digests_are_to_be_renewed(hasher: Argon2Hasher) -> None:
    assert hasher.needs_rehash(hasher.nobody.replace("t=2", "t=1"))


@pytest.mark.parametrize("digest", ["", "nonsense", "$argon2id$v=19$m=19456,t=2,p=1$"])
def test_a_broken_digest_fits_nothing(hasher: Argon2Hasher, digest: str) -> None:
    assert not hasher.verify(digest, "violet kettle harbour")


def test_memory_goes_back_after_a_rush(hasher: Argon2Hasher) -> None:
    """19 MiB a hash, two at once: nothing of it stays."""
    hasher.hash("x" * 12)
    before = _resident()
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(hasher.hash, ["violet kettle harbour"] * 16))
    assert _resident() - before < 8 * 1024
    assert AT_ONCE * 19 <= 38


def _resident() -> int:
    """KiB."""
    return next(int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
