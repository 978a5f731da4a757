"""The certificates that pictures are signed with: the server's own, made at its first start, or one that the settings name.

The own root signs one leaf and its key is thrown away, so nobody can ever make another leaf under it. No time stamps are bought, for that would ask somebody
else's server: a signature is good for as long as its certificate is, and therefore the own one lasts thirty years.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rxfeed.domain.errors import Misconfigured

YEARS = timedelta(days=30 * 365)
SLACK = timedelta(days=1)
"""Clocks of readers may be behind."""
FOLDER, CHAIN, KEY = "credentials", "chain.pem", "key.pem"


@dataclass(frozen=True, slots=True)
class Chain:
    """Read and checked."""

    certificates: bytes
    """PEM, the leaf first."""
    key: bytes
    """PEM, PKCS 8."""
    algorithm: str
    """`es256`, `es384`, `es512`, `ps256` or `ed25519`."""
    until: datetime
    name: str

    @property
    def mark(self) -> str:
        """32 characters that stand for the certificates."""
        return hashlib.sha256(self.certificates).hexdigest()[:32]


def places(data_dir: Path, certificate: str, key: str) -> tuple[Path, Path]:
    """Where certificates and key are: in the files that are named, else the server's own."""
    if bool(certificate) != bool(key):
        raise Misconfigured("Name both files, RXFEED_CREDENTIALS_CERTIFICATE and RXFEED_CREDENTIALS_KEY, or neither.")
    return (Path(certificate), Path(key)) if certificate else (data_dir / FOLDER / CHAIN, data_dir / FOLDER / KEY)


def make_own(data_dir: Path) -> None:
    """Make the server's own chain where there is none. Whole or not at all, and only once: several processes may start together."""
    folder = data_dir / FOLDER
    if folder.exists():
        return
    draft = data_dir / f"{FOLDER}.{secrets.token_hex(4)}"
    draft.mkdir(mode=0o700, parents=True)
    try:
        certificates, key = _new_chain()
        for name, content in ((CHAIN, certificates), (KEY, key)):
            with os.fdopen(os.open(draft / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
        draft.rename(folder)
    except FileExistsError:
        pass
    except OSError:
        if not folder.exists():  # else another process was faster: a full folder is never replaced
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def read(certificate: Path, key: Path, now: datetime) -> Chain:
    """The chain in these files. Raises `Misconfigured` where it can't be read, doesn't fit together, or is no longer or not yet valid."""
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization

    try:
        pem, secret = certificate.read_bytes(), key.read_bytes()
    except OSError as error:
        raise Misconfigured("The certificate for content credentials can't be read: {reason}.", reason=f"{error.filename}: {error.strerror}") from error
    try:
        leaf = x509.load_pem_x509_certificates(pem)[0]
        private = serialization.load_pem_private_key(secret, None)
    except (ValueError, TypeError, IndexError) as error:
        raise Misconfigured("The certificate for content credentials, or its key, is no PEM file that can be read: {path}.", path=str(certificate)) from error
    if _public(private.public_key()) != _public(leaf.public_key()):
        raise Misconfigured("The key for content credentials does not belong to the certificate in {path}.", path=str(certificate))
    if leaf.issuer == leaf.subject:
        raise Misconfigured("The certificate for content credentials is signed by itself, which nobody accepts: {path}.", path=str(certificate))
    if not leaf.not_valid_before_utc <= now < leaf.not_valid_after_utc:
        first, last = (moment.date().isoformat() for moment in (leaf.not_valid_before_utc, leaf.not_valid_after_utc))
        raise Misconfigured("The certificate for content credentials is valid from {first} to {last} only.", first=first, last=last)
    plain = private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return Chain(pem, plain, _algorithm(private), leaf.not_valid_after_utc, leaf.subject.rfc4514_string())


def anchors(data_dir: Path, chain: Chain | None) -> str:
    """PEM of whom this server trusts to sign: what its own chain ends in, and the chain that is used now."""
    own = data_dir / FOLDER / CHAIN
    known = own.read_bytes() if own.is_file() else b""
    return (known + b"\n" + (chain.certificates if chain and chain.certificates != known else b"")).decode("ascii", "replace")


def _new_chain() -> tuple[bytes, bytes]:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    now, unique = datetime.now(UTC), secrets.token_hex(4)
    end = now + YEARS

    def named(what: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "rxfeed"), x509.NameAttribute(NameOID.COMMON_NAME, f"{what} {unique}")])

    def usage(*, signs_certificates: bool) -> x509.KeyUsage:
        others = dict.fromkeys(("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False)
        return x509.KeyUsage(digital_signature=not signs_certificates, key_cert_sign=signs_certificates, crl_sign=signs_certificates, **others)

    above, below = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    begun = x509.CertificateBuilder().issuer_name(named("rxfeed root")).not_valid_before(now - SLACK)
    root = (
        begun.subject_name(named("rxfeed root")).public_key(above.public_key()).serial_number(x509.random_serial_number()).not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(above.public_key()), critical=False)
        .sign(above, hashes.SHA256())
    )  # fmt: skip
    leaf = (
        begun.subject_name(named("rxfeed server")).public_key(below.public_key()).serial_number(x509.random_serial_number()).not_valid_after(end - SLACK)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(below.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(above.public_key()), critical=False)
        .sign(above, hashes.SHA256())
    )  # fmt: skip
    encoding = serialization.Encoding.PEM
    key = below.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return leaf.public_bytes(encoding) + root.public_bytes(encoding), key


def _public(key: object) -> bytes:
    from cryptography.hazmat.primitives import serialization

    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)  # type: ignore[attr-defined, no-any-return]


def _algorithm(key: object) -> str:
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

    if isinstance(key, ec.EllipticCurvePrivateKey):
        known = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}.get(key.curve.name, "")
    else:
        known = "ps256" if isinstance(key, rsa.RSAPrivateKey) else "ed25519" if isinstance(key, ed25519.Ed25519PrivateKey) else ""
    if not known:
        raise Misconfigured("Content credentials can't be signed with a key of this kind. Use P-256, P-384, P-521, Ed25519 or RSA.")
    return known
