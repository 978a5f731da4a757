"""The vault: unreadable without the server's key, and tampering shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rxfeed.adapters.secrets import SealedVault
from rxfeed.domain.errors import Misconfigured

KEY = "sk-proj-abcdefghijklmnop"


@given(some.text(max_size=300))
def test_what_is_sealed_opens_again(secret: str) -> None:
    vault = SealedVault("the server's key")
    assert vault.open(vault.seal(secret)) == secret


def test_the_seal_tells_nothing_and_is_never_the_same() -> None:
    vault = SealedVault("the server's key")
    first, second = vault.seal(KEY), vault.seal(KEY)
    assert first != second
    assert KEY not in first


def test_another_key_opens_nothing() -> None:
    with pytest.raises(Misconfigured, match="RXFEED_SECRET_KEY"):
        SealedVault("another key").open(SealedVault("the server's key").seal(KEY))


@pytest.mark.parametrize("change", ["1.A{sealed}", "{sealed:.40}", "2{sealed}", "1.", "", "1.é", "1.%%%", "1.AAAA"])
def test_a_changed_seal_is_noticed(change: str) -> None:
    vault = SealedVault("the server's key")
    with pytest.raises(Misconfigured):
        vault.open(change.format(sealed=vault.seal(KEY)))
