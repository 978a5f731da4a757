"""Content credentials by `c2pa-python`, which is imported at the first picture: a process that neither signs nor reads any keeps the memory. Nothing here
ever asks the network: no time stamps, no remote manifests, no revocation lists, no identities looked up."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rxfeed.adapters import credentials_chain
from rxfeed.adapters.credentials_chain import Chain
from rxfeed.adapters.credentials_manifest import definition, found, ingredient
from rxfeed.domain.credentials_claims import Claim, Found, Trust
from rxfeed.domain.errors import Misconfigured, Unavailable

log = logging.getLogger(__name__)

OFFLINE = {"builder": {"thumbnail": {"enabled": False}}, "core": {"decode_identity_assertions": False, "allowed_network_hosts": []}}
VERIFY = {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_after_sign": False, "verify_trust": True}
MOST = 32 * 1024 * 1024
"""Bytes of a file that are looked at."""


class C2paSigner:
    """`domain.ports.CredentialSigner`."""

    def __init__(self, data_dir: Path, certificate: str = "", key: str = "") -> None:
        self._data_dir = data_dir
        self._named = (certificate, key)
        if not certificate and not key:
            credentials_chain.make_own(data_dir)
        self._read: tuple[object, Chain] | None = None

    @property
    def certificate(self) -> str:
        return self._chain().mark

    def sign(self, data: bytes, media_type: str, claim: Claim) -> bytes:
        import c2pa

        chain = self._chain()
        info = c2pa.C2paSignerInfo(alg=chain.algorithm.encode(), sign_cert=chain.certificates, private_key=chain.key, ta_url=None)
        signed = io.BytesIO()
        try:
            with (
                self._context(chain, checks=not all(parent.ours for parent in claim.parents)) as context,
                c2pa.Signer.from_info(info) as signer,
                c2pa.Builder(definition(claim), context=context) as builder,
            ):
                for number, parent in enumerate(claim.parents):
                    if parent.data is not None:
                        builder.add_ingredient(ingredient(number, parent.title), parent.media_type, io.BytesIO(parent.data))
                builder.sign(signer, media_type, io.BytesIO(data), signed)
        except c2pa.C2paError as error:
            reason = str(error)[:200]
            raise Unavailable("This picture can't be signed: {reason}. Nothing is lost: try again, or ask who runs this server.", reason=reason) from error
        return signed.getvalue()

    def read(self, data: bytes, media_type: str) -> Found | None:
        import c2pa

        if b"c2pa" not in data and b"dcterms:provenance" not in data:
            return None
        if len(data) > MOST:
            return Found(Trust.BROKEN)
        try:
            with self._context(self._chain_if_any()) as context:
                reader = c2pa.Reader.try_create(media_type, io.BytesIO(data), context=context)
                if reader is None:
                    return None
                with reader:
                    return found(json.loads(reader.json()))
        except c2pa.C2paError as error:
            return Found(Trust.ELSEWHERE if "remote manifest" in str(error) else Trust.BROKEN)
        except (ValueError, TypeError, KeyError, AttributeError):  # a manifest may hold any JSON in any place
            return Found(Trust.BROKEN)

    def _context(self, chain: Chain | None, *, checks: bool = True) -> Any:
        import c2pa

        trust: Mapping[str, object] = {"trust": {"trust_anchors": credentials_chain.anchors(self._data_dir, chain)}}
        return c2pa.Context(c2pa.Settings.from_dict({**OFFLINE, **trust, "verify": {**VERIFY, "verify_after_reading": checks}}))

    def _chain_if_any(self) -> Chain | None:
        try:
            return self._chain()
        except Unavailable:
            return None

    def _chain(self) -> Chain:
        """Read anew whenever a file has changed, so that a certificate is replaced without a restart."""
        try:
            places = credentials_chain.places(self._data_dir, *self._named)
            mark = tuple((place, place.stat().st_mtime_ns) for place in places)
            if self._read is None or self._read[0] != mark or self._read[1].until <= datetime.now(UTC):
                self._read = mark, credentials_chain.read(*places, datetime.now(UTC))
        except (Misconfigured, OSError) as error:
            log.warning("Pictures can't be signed, so none is published. %s", error)  # where its files are is nobody's to read but of who runs it
            raise Unavailable(
                "This server can't sign pictures just now, so it publishes none. Nothing is lost. Ask who runs it to call “python -m rxfeed doctor”."
            ) from error
        return self._read[1]
