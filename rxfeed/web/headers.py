"""What every answer tells the browser about what it may do with it."""

from __future__ import annotations

import base64
import hashlib
import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
}
NOTHING = "default-src 'none'; frame-ancestors 'none'"
"""For what is not a page."""
PAGE = (
    "default-src 'none'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""`'unsafe-inline'` stands for styles only: React writes `style` attributes. Scripts are ours or named by their hash, and none is made from text."""
INLINE = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL | re.IGNORECASE)
KEEP_TLS = "max-age=31536000"


def page_policy(html: str) -> str:
    """The Content-Security-Policy of a page: its own inline scripts by their hashes, no others."""
    scripts = [found["code"] for found in INLINE.finditer(html) if "src=" not in found["attributes"] and "application/json" not in found["attributes"]]
    return PAGE.format(scripts="".join(f" '{digest}'" for digest in dict.fromkeys(map(_digest, scripts))))


def _added(*, page: bool, secure: bool) -> list[tuple[bytes, bytes]]:
    told = {**ALWAYS, "content-security-policy": PAGE.format(scripts="") if page else NOTHING, **({"strict-transport-security": KEEP_TLS} if secure else {})}
    return [(name.encode(), value.encode()) for name, value in told.items()]


ADDED = {(page, secure): _added(page=page, secure=secure) for page in (False, True) for secure in (False, True)}
"""As they are sent, for every answer passes here: by whether it is a page, and whether it came through TLS."""


class SafeHeaders:
    """Adds them where the answer has none of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        secure = scope["scheme"] == "https"

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = dict(message["headers"])
                added = ADDED[own.get(b"content-type", b"").startswith(b"text/html"), secure]
                message["headers"] = [*message["headers"], *(pair for pair in added if pair[0] not in own)]
            await send(message)

        await self.app(scope, receive, with_headers)


def _digest(code: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
