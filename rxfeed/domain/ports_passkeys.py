"""Passkeys: what a browser is asked, and what comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class KnownPasskey:
    """What the server keeps of a passkey."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    transports: str = ""


@dataclass(frozen=True, slots=True)
class NewPasskey(KnownPasskey):
    """One that has just been made."""


class Passkeys(Protocol):
    """Asks a browser for a passkey and checks what comes back. `origin` is the request's own; where the server has a public address, that one holds.

    Options are what the browser's `PublicKeyCredential` reads as JSON, answers what it writes. Whatever is wrong with an answer raises `Invalid`.
    """

    def to_enrol(self, origin: str, challenge: bytes, account_id: int, handle: str, known: Sequence[KnownPasskey]) -> dict[str, Any]:
        """Options for a new key on a device that has none of the known ones."""
        ...

    def to_prove(self, origin: str, challenge: bytes, known: Sequence[KnownPasskey], *, verified: bool) -> dict[str, Any]:
        """Options for one of the known keys, or, where none is named, for whichever the person chooses. `verified`: the device asks who it is, too."""
        ...

    def enrolled(self, origin: str, challenge: bytes, answer: str) -> NewPasskey: ...

    def credential_of(self, answer: str) -> bytes:
        """Which key says that it answers. Nothing is checked yet."""
        ...

    def proven(self, origin: str, challenge: bytes, answer: str, key: KnownPasskey, *, verified: bool) -> int:
        """The key's new sign count."""
        ...
