"""A device with passkeys, as a browser would let it answer: real keys, real signatures, nothing shown to anybody."""

from __future__ import annotations

import hashlib
import json
import secrets
from base64 import urlsafe_b64encode
from typing import Any
from urllib.parse import urlsplit

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


class Authenticator:
    """One key on one device. `count` goes up with each signature unless it is held."""

    def __init__(self, *, verifies: bool = True) -> None:
        self.id = secrets.token_bytes(32)
        self.count = 0
        self._flags = PRESENT | (VERIFIED if verifies else 0)
        self._key = ec.generate_private_key(ec.SECP256R1())

    def enrol(self, options: dict[str, Any], origin: str) -> str:
        """Answer `navigator.credentials.create`."""
        client = _client("webauthn.create", options, origin)
        point = self._key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        held = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor2.dumps(cose)
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": self._data(origin, HAS_KEY) + held})
        return self._told({"clientDataJSON": client, "attestationObject": attested}, transports=["internal", "hybrid"])

    def prove(self, options: dict[str, Any], origin: str, *, hold: bool = False) -> str:
        """Answer `navigator.credentials.get`."""
        self.count += 0 if hold else 1
        client, data = _client("webauthn.get", options, origin), self._data(origin)
        signature = self._key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._told({"clientDataJSON": client, "authenticatorData": data, "signature": signature})

    def _data(self, origin: str, more: int = 0) -> bytes:
        host = urlsplit(origin).hostname or ""
        return hashlib.sha256(host.encode()).digest() + bytes([self._flags | more]) + self.count.to_bytes(4, "big")

    def _told(self, response: dict[str, bytes], **more: object) -> str:
        key = _text(self.id)
        return json.dumps({"id": key, "rawId": key, "type": "public-key", "response": {name: _text(value) for name, value in response.items()} | more})


def _client(kind: str, options: dict[str, Any], origin: str) -> bytes:
    return json.dumps({"type": kind, "challenge": options["challenge"], "origin": origin, "crossOrigin": False}).encode()


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
