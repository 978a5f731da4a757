"""Passkeys as browsers speak of them (WebAuthn level 3), checked by the `webauthn` library."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlsplit

from rxfeed.domain.passkeys_rows import not_accepted
from rxfeed.domain.ports_passkeys import KnownPasskey, NewPasskey

T = TypeVar("T")
NAME = "rxfeed"
PATIENCE = 120_000
"""Milliseconds that the browser gives a person to find the key."""
LONGEST_ANSWER = 20_000
"""Characters."""


class WebAuthn:
    """`domain.ports_passkeys.Passkeys`. The library is imported late: few sign in at any moment, and it takes some 10 MB."""

    def __init__(self, public_url: str = "") -> None:
        self._public = _plain(public_url)

    def to_enrol(self, origin: str, challenge: bytes, account_id: int, handle: str, known: Sequence[KnownPasskey]) -> dict[str, Any]:
        from webauthn import generate_registration_options
        from webauthn.helpers import options_to_json_dict
        from webauthn.helpers.structs import AuthenticatorSelectionCriteria, ResidentKeyRequirement, UserVerificationRequirement

        wish = AuthenticatorSelectionCriteria(resident_key=ResidentKeyRequirement.PREFERRED, user_verification=UserVerificationRequirement.PREFERRED)
        options = generate_registration_options(
            rp_id=self._party(origin)[0],
            rp_name=NAME,
            user_id=account_id.to_bytes(8, "big"),
            user_name=handle,
            challenge=challenge,
            timeout=PATIENCE,
            authenticator_selection=wish,
            exclude_credentials=_described(known),
        )
        return options_to_json_dict(options)

    def to_prove(self, origin: str, challenge: bytes, known: Sequence[KnownPasskey], *, verified: bool) -> dict[str, Any]:
        from webauthn import generate_authentication_options
        from webauthn.helpers import options_to_json_dict
        from webauthn.helpers.structs import UserVerificationRequirement

        options = generate_authentication_options(
            rp_id=self._party(origin)[0],
            challenge=challenge,
            timeout=PATIENCE,
            allow_credentials=_described(known),
            user_verification=UserVerificationRequirement.REQUIRED if verified else UserVerificationRequirement.DISCOURAGED,
        )
        return options_to_json_dict(options)

    def enrolled(self, origin: str, challenge: bytes, answer: str) -> NewPasskey:
        from webauthn import verify_registration_response

        party, own = self._party(origin)
        given = _read(answer)
        made = _checked(
            lambda: verify_registration_response(credential=given, expected_challenge=challenge, expected_rp_id=party, expected_origin=own)
        )
        words = given.get("response", {}).get("transports") or []
        transports = " ".join(word for word in words if isinstance(word, str) and word.isascii() and word.replace("-", "").isalnum())[:100]
        return NewPasskey(made.credential_id, made.credential_public_key, made.sign_count, transports)

    def credential_of(self, answer: str) -> bytes:
        from webauthn.helpers import base64url_to_bytes

        given = _read(answer)
        return _checked(lambda: base64url_to_bytes(str(given["id"])))

    def proven(self, origin: str, challenge: bytes, answer: str, key: KnownPasskey, *, verified: bool) -> int:
        from webauthn import verify_authentication_response

        party, own = self._party(origin)
        proof = _checked(
            lambda: verify_authentication_response(
                credential=_read(answer),
                expected_challenge=challenge,
                expected_rp_id=party,
                expected_origin=own,
                credential_public_key=key.public_key,
                credential_current_sign_count=key.sign_count,
                require_user_verification=verified,
            )
        )
        return proof.new_sign_count

    def _party(self, origin: str) -> tuple[str, str]:
        """Id and origin of the site that keys belong to: the public one where it is set, else where the request came from."""
        own = self._public or _plain(origin)
        return urlsplit(own).hostname or "", own


def _plain(address: str) -> str:
    """An address as browsers write an origin; empty where there is none."""
    parts = urlsplit(address)
    ports = {"http": ":80", "https": ":443"}
    return f"{parts.scheme}://{parts.netloc.lower().removesuffix(ports.get(parts.scheme, ''))}" if parts.netloc else ""


def _described(known: Sequence[KnownPasskey]) -> list[Any]:
    from webauthn.helpers.structs import AuthenticatorTransport, PublicKeyCredentialDescriptor

    def ways(key: KnownPasskey) -> list[AuthenticatorTransport]:
        return [way for way in AuthenticatorTransport if way.value in key.transports.split()]

    return [PublicKeyCredentialDescriptor(id=key.credential_id, transports=ways(key) or None) for key in known]


def _read(answer: str) -> dict[str, Any]:
    try:
        given = json.loads(answer[: LONGEST_ANSWER + 1])
    except (ValueError, RecursionError) as error:
        raise not_accepted() from error
    if not isinstance(given, dict) or not isinstance(given.get("response"), dict):
        raise not_accepted()
    return given


def _checked(work: Callable[[], T]) -> T:
    """Whatever a stranger's bytes make the library raise means the same: its own errors don't cover everything that its parts trip over."""
    try:
        return work()
    except Exception as error:
        raise not_accepted() from error
