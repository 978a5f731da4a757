"""Secrets sealed with the server's own key: AES-256-GCM, which also notices a change."""

from __future__ import annotations

import base64
import hashlib
import os

from rxfeed.domain.errors import Misconfigured

VERSION = "1"
NONCE_BYTES = 12


class SealedVault:
    """`domain.ports.Vault`. `cryptography` is imported late: few servers keep a secret in the database."""

    def __init__(self, server_key: str) -> None:
        self._key = hashlib.blake2b(server_key.encode(), digest_size=32, person=b"rxfeed vault").digest()

    def seal(self, secret: str) -> str:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = os.urandom(NONCE_BYTES)
        box = nonce + AESGCM(self._key).encrypt(nonce, secret.encode(), VERSION.encode())
        return f"{VERSION}.{base64.urlsafe_b64encode(box).decode()}"

    def open(self, sealed: str) -> str:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        version, _, text = sealed.partition(".")
        try:
            box = base64.urlsafe_b64decode(text)
            return AESGCM(self._key).decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], version.encode()).decode()
        except (InvalidTag, ValueError) as error:
            raise Misconfigured("The server's secret key has changed, so this can't be read. Set the old RXFEED_SECRET_KEY, or enter it anew.") from error
