"""The cookie that stands for a browser: its name, its secret, and what is kept of it."""

from __future__ import annotations

import hashlib
import re
import secrets

NAME = "rxfeed_session"
SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
"""32 random bytes in URL-safe base 64."""
KEPT_SECONDS = 400 * 86_400
"""How long the browser keeps the cookie: the longest that browsers allow, for it is the server that ends a session after 30 days without a visit."""


def mint() -> str:
    """A new secret."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> bytes:
    """What the database keeps: 32 bytes from which the secret can't be had back."""
    return hashlib.sha256(secret.encode()).digest()


def seat(secret: str) -> str:
    """What Reflex's client token is bound with: differs between sessions and tells neither the secret nor its digest."""
    return seat_of(digest(secret)) if secret else "nobody"


def seat_of(digest: bytes) -> str:
    """The same, from what the database keeps."""
    return hashlib.sha256(b"socket:" + digest).hexdigest()[:32]


def name(secure: bool) -> str:
    """Behind TLS the browser itself promises, by the prefix, that no other host has set the cookie."""
    return f"__Host-{NAME}" if secure else NAME


def read(header: str, secure: bool) -> str:
    """The secret in a `Cookie` header, or empty where there is none that `mint` could have written."""
    wanted = name(secure)
    for part in header.split(";"):
        key, _, value = part.strip().partition("=")
        if key == wanted and SECRET.fullmatch(value):
            return value
    return ""


def lay(secret: str, secure: bool) -> str:
    """A `Set-Cookie` header with the secret; an empty one takes the cookie away."""
    kept = KEPT_SECONDS if secret else 0
    return f"{name(secure)}={secret}; Path=/; Max-Age={kept}; HttpOnly; SameSite=Lax" + ("; Secure" if secure else "")
