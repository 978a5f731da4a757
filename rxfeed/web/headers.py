"""What every answer tells the browser about what it may do with it."""

from __future__ import annotations

import base64
import hashlib
import re

from starlette.datastructures import MutableHeaders
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
                headers = MutableHeaders(scope=message)
                for name, value in ALWAYS.items():
                    headers.setdefault(name, value)
                headers.setdefault("content-security-policy", PAGE.format(scripts="") if _is_page(headers) else NOTHING)
                if secure:
                    headers.setdefault("strict-transport-security", KEEP_TLS)
            await send(message)

        await self.app(scope, receive, with_headers)


def _is_page(headers: MutableHeaders) -> bool:
    return headers.get("content-type", "").startswith("text/html")


def _digest(code: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
